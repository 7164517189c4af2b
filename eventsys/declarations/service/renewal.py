"""A document kept provable: a new time stamp over its newest stage, which becomes a stage of its own."""

from __future__ import annotations

from datetime import datetime

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.declarations import queries
from eventsys.declarations.errors import NotOpen
from eventsys.declarations.models import Declaration, Revision
from eventsys.declarations.service.authority import assurance
from eventsys.files import service as files
from eventsys.signing.renew import renew as renewed

__all__ = ["renew"]


def renew(declaration: Declaration, *, by: Actor, now: datetime) -> Revision:
    """Returns the new stage. Raises :class:`NotOpen` before there is a file, and what signing refuses."""
    queries.locked(declaration)
    latest = queries.latest_revision(declaration)
    if latest is None:
        raise NotOpen
    blob = files.store(renewed(files.read(latest.digest), assurance(), now=now), media_type="application/pdf")
    revision = Revision(declaration_id=declaration.id, number=latest.number + 1, digest=blob.digest)
    db.session.add(revision)
    audit.record(
        by,
        verb="declaration.renewed",
        thing=declaration,
        before={"sha256": latest.digest},
        after={"sha256": blob.digest},
    )
    db.session.flush()
    return revision
