"""Who sees which of a person's data: the one table. Policies, pages, lists and searches ask it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.languages import lazy_pgettext

__all__ = ["DATA", "READER_WORDS", "Data", "Datum", "Reader", "is_seen_by"]


class Reader(StrEnum):
    """Who may look at a registration, in the order of the table's columns."""

    PERSON = "person"
    FOCAL_POINT = "focal_point"
    ORGANISER = "organiser"
    SECRETARIAT = "secretariat"
    REVIEWER = "reviewer"
    DESK = "desk"
    VIEWER = "viewer"
    PRESS = "press"
    ADMINISTRATOR = "administrator"
    PUBLIC = "public"


READER_WORDS: Mapping[Reader, Any] = {
    Reader.PERSON: _l("The person"), Reader.FOCAL_POINT: _l("Focal point of the city"), Reader.ORGANISER: _l("Organiser"),
    Reader.SECRETARIAT: _l("Secretariat"), Reader.REVIEWER: _l("Reviewer"), Reader.DESK: _l("Registration desk"),
    Reader.VIEWER: _l("Viewer"), Reader.PRESS: _l("Press officer"), Reader.ADMINISTRATOR: _l("Administrator"),
    Reader.PUBLIC: lazy_pgettext("readers", "Everybody"),
}  # fmt: skip


class Data(StrEnum):
    """Data that the same people see."""

    NAME = "name"
    PHOTO = "photo"
    CONTACT = "contact"
    JOURNEY = "journey"
    NEEDS = "needs"
    CONSENT = "consent"
    NOTE = "note"
    PASSPORT = "passport"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class Datum:
    """A row of the table: ``fields`` are columns of the registration (or of the passport), ``note`` says what else is
    to be known, "" for nothing."""

    words: Any
    fields: tuple[str, ...]
    readers: frozenset[Reader]
    note: Any = ""


_OWN_CITY = frozenset({Reader.PERSON, Reader.FOCAL_POINT})
_OFFICE = frozenset({Reader.ORGANISER, Reader.SECRETARIAT, Reader.ADMINISTRATOR})
_REVIEW = _OFFICE | {Reader.REVIEWER}

DATA: Mapping[Data, Datum] = {
    Data.NAME: Datum(
        _l("Name, form of address, office, organisation, category"),
        ("family_name", "given_name", "native_name", "honorific", "office", "organisation"),
        _OWN_CITY | _REVIEW | {Reader.DESK, Reader.VIEWER},
        _l("Stands on the badge. Everybody reads it of who speaks in the published programme or signs a declaration."),
    ),
    Data.PHOTO: Datum(
        _l("Photo"), ("photo_digest",), _OWN_CITY | _REVIEW | {Reader.DESK}, _l("Stands on the badge.")
    ),
    Data.CONTACT: Datum(_l("Mail address and telephone"), ("email", "phone"), _OWN_CITY | _REVIEW),
    Data.JOURNEY: Datum(
        _l("Arrival, departure, flights, hotel"), ("arrives_on", "departs_on", "flight", "hotel"), _OWN_CITY | _REVIEW
    ),
    Data.NEEDS: Datum(_l("Diet and access needs"), ("diet", "access_needs"), _OWN_CITY | _REVIEW),
    Data.CONSENT: Datum(
        _l("Consent: to which text, when, and how"), ("consented_at", "consent_on_paper"), _OWN_CITY | _REVIEW
    ),
    Data.NOTE: Datum(_l("Reason of a decision"), ("review_note",), _OWN_CITY | _REVIEW),
    Data.PASSPORT: Datum(
        _l("Passport"), ("number", "nationality", "expires_on"), _OFFICE | {Reader.PERSON},
        _l("Kept apart and encrypted; each look is written down with name and time."),
    ),
    Data.LETTERS: Datum(
        _l("Letters to the person"), (), _OFFICE | {Reader.PERSON}, _l("Personal links in them are cut off for the staff.")
    ),
}  # fmt: skip


def is_seen_by(data: Data, readers: Iterable[Reader]) -> bool:
    """Whether one of ``readers`` sees it."""
    return not DATA[data].readers.isdisjoint(readers)
