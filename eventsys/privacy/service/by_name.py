"""Erasing somebody who is on record by name alone, and wrote to the organisers."""

from __future__ import annotations

from datetime import datetime

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.privacy import queries
from eventsys.privacy.errors import NothingToErase, StillNeeded
from eventsys.privacy.models import Erasure, ErasureState, Named
from eventsys.privacy.service.erasing import WHY, obstacles, record_decision, the_reason
from eventsys.privacy.service.holdings import register_of, things_of
from eventsys.privacy.service.named_register import trail

__all__ = ["erase_by_name"]


def erase_by_name(named: Named, reason: str, *, by: Actor, now: datetime) -> Erasure:
    """Take the name out of the places that were chosen, as far as they may lose it, and out of the trail. Who acted is not
    looked for by name: somebody of the staff may be called so. The caller commits, then calls ``finish_erasure``.

    Raises :class:`NothingToErase`, also the second time, :class:`StillNeeded`, :class:`WhyMissing`.
    """
    queries.hold_conference(named.conference)
    db.session.expire_all()
    said = the_reason(reason)
    kinds = [one for one in register_of(named) if one.erase and one.rows(named)]
    entries = [entry.id for entry in trail(named)]
    if not kinds and not entries:
        raise NothingToErase
    if found := obstacles(named):
        raise StillNeeded(what=" ".join(found))
    things = things_of(named)
    digests = [digest for one in reversed(kinds) if one.erase for digest in one.erase(named, by, now)]
    erasure = Erasure(
        conference_id=named.conference.id,
        state=ErasureState.DONE,
        asked_at=now,
        wish="",
        reason="",
        leftovers={"blobs": sorted(set(digests)), "letters": []},
    )
    db.session.add(erasure)
    db.session.flush()
    record_decision(erasure, ErasureState.DONE, said, by=by, now=now)
    audit.forget(why=WHY, now=now, things=[*things, audit.reference(erasure)], entries=entries)
    db.session.flush()
    return erasure
