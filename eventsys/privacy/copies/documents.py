"""The copy of one's own data: values for machines, and a page for reading."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from eventsys.accounts.users.models import User
from eventsys.core.render import render
from eventsys.core.web import filters
from eventsys.core.words.languages import fallbacks, in_language
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.text import Localized
from eventsys.files import service as files
from eventsys.files.errors import BlobMissing
from eventsys.privacy.copies.rules import Section
from eventsys.privacy.register.rules import Fact
from eventsys.privacy.subjects.models import Named, Subject
from eventsys.registration.answers import queries as answers_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate

__all__ = ["Enclosed", "as_data", "as_page", "enclosed_of", "name_of", "photo_of", "spoken"]


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A document of somebody's own, a PDF, by its name."""

    name: str
    pdf: bytes = field(repr=False)

    @property
    def base64(self) -> str:
        return base64.b64encode(self.pdf).decode()


def photo_of(delegate: Delegate) -> bytes | None:
    """The stored JPEG, if there is one."""
    if not delegate.photo_digest:
        return None
    try:
        return files.read(delegate.photo_digest)
    except BlobMissing:
        return None


def enclosed_of(delegate: Delegate) -> list[Enclosed]:
    """The documents that the person was asked for."""
    return [
        Enclosed(str(answer.value), files.read(answer.digest))
        for answer in answers_queries.answers_of(delegate)
        if answer.digest
    ]


def _place(person: Subject, language: str) -> dict[str, str]:
    """Where a delegate belongs; an account belongs nowhere, and a name to the conference alone."""
    if isinstance(person, User):
        return {}
    order = fallbacks(language, person.conference.languages)
    if isinstance(person, Named):
        return {"conference": person.conference.title.get_in(order)}
    if isinstance(person, Delegation):
        city = person.city_name.get_in(order)
        return {
            "conference": person.conference.title.get_in(order),
            "city": city,
            "category": str(_("Focal point")),
        }
    return {
        "conference": person.conference.title.get_in(order),
        "city": person.delegation.city_name.get_in(order),
        "category": person.category.name.get_in(order),
    }


def name_of(person: Subject) -> str:
    if isinstance(person, Delegate):
        return person.full_name
    return person.focal_name if isinstance(person, Delegation) else person.name


def as_data(
    person: Subject,
    sections: Sequence[Section],
    *,
    photo: bytes | None = None,
    enclosed: Sequence[Enclosed] = (),
    now: datetime,
) -> dict[str, Any]:
    """For JSON: a list of rows for each table, a row from key to value; the photo and documents in base64."""
    return {
        "made_at": now.isoformat(),
        **_place(person, "en"),
        "data": {
            section.key: [{fact.key: _plain(fact.value) for fact in row} for row in section.rows]
            for section in sections
        },
        "photo": {"media_type": "image/jpeg", "base64": base64.b64encode(photo).decode()} if photo else None,
        "documents": [
            {"name": one.name, "media_type": "application/pdf", "base64": one.base64} for one in enclosed
        ],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID):
        return str(value)
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    return str(value)


def as_page(
    person: Subject,
    sections: Sequence[Section],
    *,
    photo: bytes | None = None,
    enclosed: Sequence[Enclosed] = (),
    language: str,
    now: datetime,
) -> str:
    """One file of HTML that needs nothing else, in ``language``."""
    place = _place(person, language)
    picture = f"data:image/jpeg;base64,{base64.b64encode(photo).decode()}" if photo else ""
    with in_language(language):
        told = [
            (
                section.words,
                [
                    [(fact.words, spoken(fact, section.choices, language)) for fact in row]
                    for row in section.rows
                ],
            )
            for section in sections
        ]
        page: str = render(
            "privacy/copies/copy.html",
            lang=language,
            name=name_of(person),
            sections=told,
            picture=picture,
            enclosed=enclosed,
            made=filters.moment(now),
            place=place,
        )
    return page


def spoken(fact: Fact, choices: Mapping[str, Mapping[str, Any]], language: str) -> str:
    """A value in words; "" for nothing."""
    value = fact.value
    if value in (None, "") or value == {}:
        return ""
    if fact.key in choices and value in choices[fact.key]:
        return str(choices[fact.key][value])
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, datetime):
        return filters.moment(value)
    if isinstance(value, date):
        return filters.day(value)
    if isinstance(value, Localized):
        return str(value.get_in([language, *value]))
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
