"""No question is answered twice by a passkey."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from eventsys.accounts.users.models import UsedChallenge
from eventsys.core.db import db

__all__ = ["use_challenge"]

#: No question waits for its answer as long as this.
_KEPT: Final = timedelta(days=1)


def use_challenge(challenge: str, *, now: datetime) -> bool:
    """The answer to it counts. ``False``: one did before, or of two at the same moment this is the second, which waits here
    until the first is done."""
    old = delete(UsedChallenge).where(UsedChallenge.used_at < now - _KEPT)
    db.session.execute(old, execution_options={"synchronize_session": False})
    try:
        with db.session.begin_nested():
            db.session.add(UsedChallenge(digest=sha256(challenge.encode()).hexdigest(), used_at=now))
    except IntegrityError:
        return False
    return True
