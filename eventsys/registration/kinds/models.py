"""What is said of a field of a delegate where it is declared; the fields themselves stand in the room ``fields``."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from eventsys.core.words.text import Localized


class FormSection(StrEnum):
    """A page of the registration, in the order of the progress line."""

    YOU = "you"
    PHOTO = "photo"
    ROLE = "role"
    JOURNEY = "journey"


class FieldKind(StrEnum):
    """How it is typed, cleaned, kept and told."""

    NAME = "name"
    """One line that stands on papers: only signs that can be drawn, no address of any kind."""
    OFFICE = "office"
    """The same in several languages; what looks like a domain may be a title."""
    LINE = "line"
    TEXT = "text"
    """Typed into a few lines, kept as one."""
    MAIL = "mail"
    PHONE = "phone"
    DAY = "day"
    CHOICE = "choice"
    """Its choices stand in ``people.forms``; in tables, what reads it in ``tables.forms``."""
    PHOTO = "photo"


class Data(StrEnum):
    """Data that the same people see: ``people.policy`` says who."""

    NAME = "name"
    PHOTO = "photo"
    CONTACT = "contact"
    JOURNEY = "journey"
    NEEDS = "needs"
    ANSWERS = "answers"
    CONSENT = "consent"
    NOTE = "note"
    PASSPORT = "passport"
    LETTERS = "letters"


class Kept(StrEnum):
    """Kinds of data with a term after the closing day: ``retention.models`` says how long."""

    PASSPORTS = "passports"
    JOURNEYS = "journeys"
    ANSWERS = "answers"
    PRINT_FILES = "print_files"
    PHOTOS = "photos"
    LETTERS = "letters"
    NOTES = "notes"
    CONTACTS = "contacts"
    FOCAL_POINTS = "focal_points"
    CREDENTIALS = "credentials"


class When(StrEnum):
    """Of whom a field is required before the registration is submitted."""

    ALWAYS = "always"
    PHOTO = "photo"
    """Of categories that need a photo."""
    TRAVEL = "travel"
    """Of those whose journey is asked."""


@dataclass(frozen=True, slots=True)
class Field:
    """``name`` is the column. ``label`` is its word in lists, tables, trail and copies; ``asks`` the form's where it is
    another, ``hint`` what stands under the input. ``limit`` counts characters, 0 for none. ``seen_as``: who reads it.
    ``kept``: with which data it goes after the closing day (its values then stand in no audit entry either); ``None``: it
    stays with the registration. ``erasable``: off for what says nothing about the person once the rest is erased.

    ``required``: of whom; ``instead`` is the field that does as well, ``left`` the word in the list of what is left to do.
    ``needed``: the refusal where not even a draft can be without it.

    ``headings``: what tables call it besides its label, in any spelling; with them it comes in and goes out with tables,
    each language of an office by itself, under ``label_in`` with its ``%(language)s``. ``example``: its cell in the empty
    table that is given out; ``None``: it is no column there.

    ``told``: stands by itself in definition lists. ``on_badge``: a badge with another value is out of date.
    ``switched``: organisers may require it of a category, or leave it out; others the house needs as they are.
    ``typed_as``: the input's name where it is not the column's. ``language_in``: the field with the language of what is
    typed.
    """

    name: str
    kind: FieldKind
    section: FormSection
    label: Any
    seen_as: Data
    limit: int = 0
    kept: Kept | None = None
    erasable: bool = True
    asks: Any = None
    hint: Any = ""
    autocomplete: str = ""
    required: When | None = None
    instead: str = ""
    left: Any = None
    needed: Any = ""
    headings: tuple[str, ...] = ()
    label_in: Any = ""
    example: str | None = None
    told: bool = True
    on_badge: bool = False
    switched: bool = False
    typed_as: str = ""
    language_in: str = ""

    @property
    def input(self) -> str:
        return self.typed_as or self.name

    @property
    def question(self) -> Any:
        return (
            self.label if self.asks is None else self.asks
        )  # asked for its truth, a lazy word is translated

    @property
    def nothing(self) -> Any:
        """What the column holds when nothing is said."""
        if self.kind in {FieldKind.DAY, FieldKind.PHOTO}:
            return None
        return Localized() if self.kind == FieldKind.OFFICE else ""
