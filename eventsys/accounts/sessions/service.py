"""Sessions: begun when somebody signs in, ended by their owner, by signing out, by a new password or role."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete

from eventsys.accounts.sessions import queries
from eventsys.accounts.sessions.rules import PROOF_LASTS
from eventsys.accounts.users.models import SignIn, User
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.ids import hash_token, new_token

#: What is over is forgotten, for it tells where somebody was.
_KEPT = timedelta(days=30)


def begin_session(user: User, *, browser: str, network: str, now: datetime, is_proven: bool = True) -> str:
    """The mark for the cookie of a browser that has just signed in; without ``is_proven`` it is asked before it signs."""
    db.session.execute(
        delete(SignIn).where(SignIn.user_id == user.id, SignIn.created_at < now - _KEPT),
        execution_options={"synchronize_session": False},
    )
    mark = new_token()
    begun = SignIn(
        user_id=user.id,
        mark_hash=hash_token(mark),
        browser=browser[:300],
        network=network,
        created_at=now,
        proven_at=now if is_proven else now - 2 * PROOF_LASTS,
    )
    db.session.add(begun)
    return mark


def note_proof(user: User, mark: str, via: str, *, by: Actor, now: datetime) -> bool:
    """The session's owner has proved anew who it is, ``via`` what. ``False``: there is no such session."""
    found = queries.sign_in_of(mark)
    if found is None:
        return False
    found.proven_at = now
    audit.record(by, verb="user.proved_anew", thing=user, after={"via": via})
    db.session.flush()
    return True


def sign_out(user: User, mark: str, *, by: Actor, now: datetime) -> None:
    """The session with this mark ends, in whatever browser a copy of its cookie may be."""
    found = queries.sign_in_of(mark)
    if found is not None and found.ended_at is None:
        found.ended_at = now
        audit.record(by, verb="user.signed_out", thing=user)
    db.session.flush()


def end_session(user: User, public_id: str, *, by: Actor, now: datetime) -> None:
    """One of the user's own sessions ends; one that is over, or somebody else's, is left as it is."""
    found = next((one for one in queries.sign_ins(user.id, now=now) if str(one.public_id) == public_id), None)
    if found is not None:
        found.ended_at = now
        audit.record(by, verb="user.session_ended", thing=user, after={"session": public_id})
    db.session.flush()
