"""What is known of a text beside its words, and what a file of it is found to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.modifications.models import Change


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: ``key`` is what an address names the person by, ``city_code`` the city."""

    key: str
    name: str
    office: str
    city_code: str
    city: str
    proxy: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands below the points, in the language of the text; ``place`` and ``day`` as they stand in the sentences."""

    place: str
    day: str
    testimonium: str
    place_and_day: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a text beside its words, in one language.

    ``kind``: declaration, minutes, memorandum; ``text_id``: its public number (hex); ``others``: the languages it was
    adopted in, this one too; ``authentic``: whether this one is; ``country``: whose ground it was done on (ISO 3166-1
    alpha-2); ``cities``: code and name of the parties of an agreement; ``made_on``: the day of this file; ``changes``: what
    amendments made of the text in this language.
    """

    kind: str
    text_id: str
    languages: tuple[str, ...]
    authentic: bool
    network: str
    network_name: str
    secretariat: str
    country: str
    conference: str
    adopted_on: date | None
    done_on: date
    made_on: date
    closing: Closing
    cities: tuple[tuple[str, str], ...] = ()
    signers: tuple[Signer, ...] = ()
    changes: tuple[Change, ...] = ()


class Likeness(StrEnum):
    """What an Akoma Ntoso in a sealed file is, held against the record beside it."""

    SAME = "same"
    DIFFERENT = "different"
    UNREADABLE = "unreadable"
    MISSING = "missing"


#: What is said of each, before the languages.
LIKENESS_WORDS = {
    Likeness.SAME: _l("Attached, with the words of the record in this file to the letter"),
    Likeness.DIFFERENT: _l("Attached, with other words than the record in this file"),
    Likeness.UNREADABLE: _l("Attached, and cannot be read as an adopted text"),
    Likeness.MISSING: _l("Not attached"),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """Of one language of a file."""

    language: str
    likeness: Likeness
