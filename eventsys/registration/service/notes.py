"""What later rooms say about a person on the page that staff see, and where they open a person instead.

registration.service.person_source(badges.service.person_notes)
registration.service.opening_source(badges.service.at_the_desk)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from eventsys.core.actor import Actor
from eventsys.registration.models import Delegate

__all__ = ["Opening", "PersonNote", "opening_for", "opening_source", "person_notes", "person_source"]


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


@dataclass(frozen=True, slots=True)
class Opening:
    """A page of the same conference where somebody of the staff works on the person."""

    endpoint: str
    values: Mapping[str, Any]


Openings = Callable[[Delegate, Actor], Opening | None]
_openings: list[Openings] = []


def opening_source(source: Openings) -> Openings:
    """The first that answers is asked; registering again changes nothing."""
    if source not in _openings:
        _openings.append(source)
    return source


def opening_for(delegate: Delegate, actor: Actor) -> Opening:
    """Where staff are led who follow the code on a person's own page or in the letter."""
    for source in _openings:
        if (found := source(delegate, actor)) is not None:
            return found
    return Opening("registration.delegate", {"delegate_id": delegate.public_id})
