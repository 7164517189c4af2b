"""Every save of the text is kept as a version of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.declarations import queries, rules
from eventsys.declarations.errors import EditedMeanwhile
from eventsys.declarations.models import Declaration, TextVersion

__all__ = ["changing", "content_of", "keep_version"]


def content_of(declaration: Declaration) -> dict[str, Any]:
    """The text as plain values: title, clauses, paragraphs in reading order."""
    return {
        "title": dict(declaration.title),
        "authentic": declaration.authentic,
        "divergence": declaration.divergence,
        "paragraphs": [
            {"id": p.public_id.hex, "part": p.part, "text": dict(p.text)} for p in declaration.paragraphs
        ],
    }


def keep_version(declaration: Declaration, *, by: Actor) -> None:
    """Remember the text as it is now under the declaration's version."""
    db.session.flush()
    db.session.refresh(declaration, attribute_names=["paragraphs"])
    kept = TextVersion(
        declaration_id=declaration.id,
        number=declaration.version,
        state=declaration.state,
        content=content_of(declaration),
        saved_by=by.label[:200],
    )
    db.session.add(kept)
    db.session.flush()


@contextmanager
def changing(declaration: Declaration, version: int | None, *, by: Actor) -> Iterator[None]:
    """Hold the declaration, whose text must be open; what is done inside becomes its next version.

    Raises :class:`Frozen`, and :class:`EditedMeanwhile` when the text is no longer at ``version``.
    """
    queries.locked(declaration)
    rules.check_editable(declaration.state)
    if version is not None and version != declaration.version:
        raise EditedMeanwhile
    declaration.version += 1
    yield
    keep_version(declaration, by=by)
