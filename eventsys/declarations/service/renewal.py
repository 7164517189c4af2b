"""A document kept provable: a new time stamp over its newest stage, which becomes a stage of its own."""

from __future__ import annotations

from datetime import datetime

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.declarations import queries
from eventsys.declarations.errors import NotOpen
from eventsys.declarations.models import Declaration, Revision
from eventsys.declarations.service import kept
from eventsys.declarations.service.authority import assurance, authority
from eventsys.declarations.service.existence import proofs
from eventsys.declarations.service.originals import keep, lasts_of
from eventsys.files import service as files
from eventsys.signing.renew import renew as renewed

__all__ = ["renew"]


def renew(declaration: Declaration, *, by: Actor, now: datetime) -> list[Revision]:
    """Every original. Returns the new stages. Raises :class:`NotOpen` before there is a file, and what signing refuses."""
    queries.locked(declaration)
    stages = queries.stages(declaration)
    if not stages:
        raise NotOpen
    made, own = [], authority()  # nothing is stamped by a clock that is not right
    for original, latest in stages:
        pdf = files.read(latest.digest)
        since = proofs(pdf, queries.sizes(original))
        longer = renewed(pdf, assurance(), now=now, house=own.roots, proofs=since)
        whole = kept.whole(longer, proofs=since)
        fresh = keep(original, latest.number + 1, whole, until=lasts_of(whole, latest.lasts_until))
        before, after = {"sha256": latest.digest}, {"sha256": fresh.digest, "original": original.number}
        audit.record(by, verb="declaration.renewed", thing=declaration, before=before, after=after)
        made.append(fresh)
    return made
