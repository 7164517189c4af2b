"""Where somebody on record by name stands, and erasing the name; later rooms bring their own tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.words.text import sought
from eventsys.privacy.erasure.errors import StillNeeded
from eventsys.privacy.erasure.service import WHY
from eventsys.privacy.names import queries
from eventsys.privacy.names.errors import NothingToErase
from eventsys.privacy.register.service import (
    NAMED_HOLDINGS,
    Holding,
    obstacles,
    register_of,
    things_of,
    within,
)
from eventsys.privacy.requests import service as requests
from eventsys.privacy.requests.models import Erasure, ErasureState
from eventsys.privacy.subjects import queries as subjects_queries
from eventsys.privacy.subjects.models import Named
from eventsys.privacy.traces import service as traces

__all__ = ["HOLDINGS", "erase", "places", "trail"]

_MOST = 200


def places(named: Named) -> list[tuple[Holding, list[object]]]:
    """Where the name stands, table by table, without what follows from another one."""
    return [(one, list(rows)) for one in NAMED_HOLDINGS if not one.follows and (rows := one.rows(named))]


def trail(named: Named) -> Sequence[AuditEntry]:
    """Entries in whose words the whole name stands, in the order of its words. While somebody else there is called so
    (registered, or at a place that was not chosen), those alone that are about what this person had a part in."""
    if not sought(named.name):
        return []
    spellings = {named.name} | {text for text in _written(named) if len(text) < _MOST}
    theirs = [*things_of(named), *within(named)] if _has_namesakes(named) else None
    found = subjects_queries.audit_naming(named.conference, sorted(spellings), theirs)
    return [entry for entry in found if any(_says(text, named.name) for text in _words(entry))]


def erase(named: Named, reason: str, *, by: Actor, now: datetime) -> Erasure:
    """Take the name out of the places that were chosen, as far as they may lose it, and out of the trail. Who acted is not
    looked for by name: somebody of the staff may be called so. The caller commits, then calls ``finish`` of the erasure.

    Raises :class:`NothingToErase`, also the second time, :class:`StillNeeded`, :class:`WhyMissing`.
    """
    queries.hold_conference(named.conference)
    db.session.expire_all()
    said = requests.the_reason(reason)
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
    requests.record_decision(erasure, ErasureState.DONE, said, by=by, now=now)
    audit.forget(why=WHY, now=now, things=[*things, audit.reference(erasure)], entries=entries)
    db.session.flush()
    return erasure


def _has_namesakes(named: Named) -> bool:
    if queries.called(named):
        return True
    if named.chosen is None:
        return False
    everywhere = Named(named.conference, named.name)
    return any(
        everywhere.key(row) not in named.chosen
        and any(everywhere.is_called(text) for text in _said(one, row))
        for one, rows in places(everywhere)
        for row in rows
    )


def _written(named: Named) -> list[str]:
    return [
        text
        for one, rows in places(named)
        for row in rows
        for text in _said(one, row)
        if named.stands_in(text)
    ]


def _said(one: Holding, row: object) -> list[str]:
    """The texts of a row, as they are written."""
    return [text for fact in one.facts(row) for text in _flat(fact.value)]


def _flat(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in _flat(part)]
    if isinstance(value, list):
        return [text for part in value for text in _flat(part)]
    return [value] if isinstance(value, str) else []


def _words(entry: AuditEntry) -> list[str]:
    return [text for words in (entry.thing_label, entry.before, entry.after) for text in _flat(words)]


def _says(text: str, name: str) -> bool:
    """Whether the words of ``name`` stand in ``text`` one after the other: "Ana Li" does not in "Ana Lindholm"."""
    return f" {' '.join(sought(name))} " in f" {' '.join(sought(text))} "


HOLDINGS = (traces.trail(trail, follows=True),)
