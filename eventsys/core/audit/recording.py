"""Writes an entry of the trail: who did what to which thing, and what it was before and after."""

from __future__ import annotations

from typing import Any

from eventsys.core import clock
from eventsys.core.actor import Actor
from eventsys.core.audit.entries import AuditEntry
from eventsys.core.db import db
from eventsys.core.web.access import conference_id_of
from eventsys.core.words.text import Localized

__all__ = ["record", "reference"]

#: The language of a name that is in none: a person's, a file's (BCP 47: undetermined).
_NO_LANGUAGE = "und"
_LONGEST = 300
#: What a thing is called, the first that it has.
_NAMES = ("audit_label", "full_name", "title", "name")


def record(
    actor: Actor,
    *,
    verb: str,
    thing: Any,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEntry:
    """Write one entry. ``thing`` is a model (flushed or not); values must be JSON, never secrets or passports.

    What the thing is called is its ``audit_label``, else its ``full_name``, ``title`` or ``name``.
    """
    if thing.id is None:
        db.session.flush()
    kind, number = reference(thing)
    entry = AuditEntry(
        at=clock.now(),
        actor_kind=actor.kind,
        actor_id=actor.number,
        actor_label=actor.label[:200],
        verb=verb,
        thing_type=kind,
        thing_id=number,
        thing_label=_label(thing),
        conference_id=conference_id_of(thing),
        before=before,
        after=after,
    )
    db.session.add(entry)
    return entry


def reference(thing: Any) -> tuple[str, str]:
    """How entries name ``thing``: its table and its public id, or its number where it has none."""
    return thing.__tablename__, str(getattr(thing, "public_id", thing.id))


def _label(thing: Any) -> dict[str, str] | None:
    """In all its languages; ``None`` for what has no name."""
    found = next((name for attribute in _NAMES if (name := getattr(thing, attribute, None))), None)
    texts = found if isinstance(found, dict) else {_NO_LANGUAGE: str(found or "")}
    return dict(Localized({language: text[:_LONGEST] for language, text in texts.items() if text})) or None
