"""What later rooms say about a person on the page that staff see, and where they open a person instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from eventsys.core.actor import Actor
from eventsys.core.rooms import Offers
from eventsys.registration.models import Delegate

__all__ = ["OPENINGS", "PERSON_NOTES", "Opening", "PersonNote", "opening_for", "person_notes"]


@dataclass(frozen=True, slots=True)
class PersonNote:
    """A sentence to whoever looks after the person; a link called ``label`` to ``endpoint`` of the same
    conference, which is shown to those whom ``may`` lets in: ``may(actor, delegate)``."""

    text: str
    label: str
    endpoint: str
    may: Callable[[Any, Delegate], bool]
    values: Mapping[str, Any] = field(default_factory=dict)


PERSON_NOTES: Offers[Callable[[Delegate], Iterable[PersonNote]]] = Offers()


def person_notes(delegate: Delegate) -> list[PersonNote]:
    return [note for notes in PERSON_NOTES for note in notes(delegate)]


@dataclass(frozen=True, slots=True)
class Opening:
    """A page of the same conference where somebody of the staff works on the person."""

    endpoint: str
    values: Mapping[str, Any]


OPENINGS: Offers[Callable[[Delegate, Actor], Opening | None]] = Offers()
"""The first that answers is asked."""


def opening_for(delegate: Delegate, actor: Actor) -> Opening:
    """Where staff are led who follow the code on a person's own page or in the letter."""
    for opening in OPENINGS:
        if (found := opening(delegate, actor)) is not None:
            return found
    return Opening("registration.delegate", {"delegate_id": delegate.public_id})
