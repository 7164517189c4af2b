"""What later rooms say about a person on the page that staff see.

registration.service.person_source(badges.service.person_notes)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from eventsys.registration.models import Delegate

__all__ = ["PersonNote", "person_notes", "person_source"]


@dataclass(frozen=True, slots=True)
class PersonNote:
    """A sentence to whoever looks after the person; a link called ``label`` to ``endpoint`` of the same
    conference, which is shown to those whom ``may`` lets in: ``may(actor, delegate)``."""

    text: str
    label: str
    endpoint: str
    may: Callable[[Any, Delegate], bool]
    values: Mapping[str, Any] = field(default_factory=dict)


Source = Callable[[Delegate], Iterable[PersonNote]]
_sources: list[Source] = []


def person_source(source: Source) -> Source:
    """Notes appear in the order of registration; registering again changes nothing."""
    if source not in _sources:
        _sources.append(source)
    return source


def person_notes(delegate: Delegate) -> list[PersonNote]:
    return [note for source in _sources for note in source(delegate)]
