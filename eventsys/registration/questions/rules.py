"""What a registration asks of a person, and what is left to do before it is complete."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from eventsys.conferences.categories.models import Category, TravelAsked
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized
from eventsys.registration.blocks.models import Asked
from eventsys.registration.blocks.rules import Switches, left_out
from eventsys.registration.fields.models import in_section
from eventsys.registration.kinds.models import Field, FieldKind, FormSection, When
from eventsys.registration.people.models import Delegate, DelegateState

#: The page of the organisers' own questions, where there are any.
FURTHER = "further"
#: The sections of a registration, in the order of the progress line.
PART_WORDS: Mapping[str, Any] = {
    FormSection.YOU: _l("You"),
    FormSection.PHOTO: _l("Your photo"),
    FormSection.ROLE: _l("Your role"),
    FormSection.JOURNEY: _l("Your journey"),
    FURTHER: _l("Further questions"),
    "consent": _l("Your consent"),
}
#: Who comes to a conference travels within this time of it; another day is a slip of the pen.
_NEAR = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Further:
    """The organisers' own questions to somebody: those that must be answered still, by the names of their inputs, and what
    they are called."""

    missing: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AskedParts:
    """What people of a category and a city are asked for, besides name, address and office; ``further`` where organisers
    ask questions of their own, ``switches`` how they settled that ours are asked."""

    photo: bool
    travel: bool
    consent: bool
    further: Further | None = None
    switches: Switches = field(default_factory=dict)

    @property
    def left_out(self) -> frozenset[str]:
        """Fields that are not asked."""
        return left_out(self.switches)

    def asks(self, one: Field) -> bool:
        return one.name not in self.left_out

    def requires(self, one: Field) -> bool:
        """Whether the registration cannot be submitted without this field."""
        if one.name in self.switches:
            return self.switches[one.name] == Asked.REQUIRED
        match one.required:
            case When.PHOTO:
                return self.photo
            case When.TRAVEL:
                return self.travel
        return one.required is When.ALWAYS


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing left to do: its section, the field it is typed into, and what it is called, by the person as by staff."""

    part: str
    field: str
    words: Any


def asked_by(category: Category, *, of_host_city: bool) -> AskedParts:
    """Residents of the host city have no journey to tell, unless the category asks everybody."""
    travel = category.travel_asked == TravelAsked.ALL or (
        category.travel_asked == TravelAsked.GUESTS and not of_host_city
    )
    return AskedParts(category.photo_needed, travel, category.consent_needed)


def standard_parts(delegate: Delegate) -> AskedParts:
    """What this person is asked for, without questions of the organisers' own."""
    return asked_by(delegate.category, of_host_city=delegate.delegation.is_at_home)


def things_to_do(delegate: Delegate, asked: AskedParts) -> list[Thing]:
    """What keeps a registration from being submitted, in the order of the sections; consent last."""
    wanted = [
        Thing(one.section, one.input, one.label if one.left is None else one.left)
        for one in in_section(*FormSection)
        if asked.requires(one) and not _is_said(delegate, one)
    ]
    if asked.further:
        wanted += [Thing(FURTHER, key, words) for key, words in asked.further.missing.items()]
    if asked.consent and not delegate.consented_at:
        wanted.append(Thing("consent", "consent", _l("Consent")))
    return wanted


def _is_said(delegate: Delegate, one: Field) -> bool:
    """It, or the one that does as well."""
    values = [getattr(delegate, name) for name in (one.name, one.instead) if name]
    return any(Localized(value) if one.kind == FieldKind.OFFICE else value for value in values)


def missing_parts(delegate: Delegate, asked: AskedParts) -> list[str]:
    """The sections with something left to do, without the consent, which is given with the submission."""
    parts = (thing.part for thing in things_to_do(delegate, asked))
    return list(dict.fromkeys(part for part in parts if part != "consent"))


def is_open_to(delegate: Delegate, *, window_open: bool) -> bool:
    """Whether the person may fill in now: a draft while registration is open, what was sent back, and the draft of
    somebody whom staff named, at any time."""
    if delegate.is_returned:
        return True
    return delegate.state == DelegateState.DRAFT and (window_open or delegate.named_by_staff)


def is_near(day: date, starts: date, ends: date) -> bool:
    """Whether somebody may well arrive or leave on ``day``; ``starts`` and ``ends`` are those of the conference."""
    return starts - _NEAR <= day <= ends + _NEAR
