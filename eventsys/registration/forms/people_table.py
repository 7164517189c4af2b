"""Tables of people, read into persons to name; what is wrong is told by row and column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from babel import Locale

from eventsys.conferences.models import Category
from eventsys.core.incoming import Choices, Fault, Line, Table, read_table
from eventsys.core.languages import OWN_NAMES, SUPPORTED, language_of
from eventsys.core.languages import gettext as _
from eventsys.core.text import folded
from eventsys.registration import rules
from eventsys.registration.errors import UnsafeName
from eventsys.registration.forms.fields import SCRIPTS, check_email, international
from eventsys.registration.forms.people_columns import PEOPLE
from eventsys.registration.rules import printed_name
from eventsys.registration.service import Person
from eventsys.registration.service.details import DETAILS

__all__ = ["MOST_PEOPLE", "language_named", "read_people"]

MOST_PEOPLE = 5000
_FAMILY = frozenset({
    "family", "family first", "family name", "family name first", "surname", "surname first", "last name first", "nom",
    "nom d'abord", "nom de famille", "nom de famille d'abord", "nom prenom", "nom en premier", "ho", "ho truoc", "ho ten",
})  # fmt: skip
_GIVEN = frozenset({
    "given", "given first", "given name", "given name first", "first name first", "western", "prenom", "prenom d'abord",
    "prenom nom", "prenom en premier", "ten", "ten truoc", "ten ho",
})  # fmt: skip
_LOCALIZED = ("office", "organisation")
Reader = Callable[[str], Any]


def read_people(
    data: bytes | str,
    categories: Sequence[Category],
    *,
    country: str,
    language: str,
    choices: Choices | None = None,
) -> tuple[Table, list[Person], list[Fault]]:
    """The table, its people, and all that is wrong in it. ``country`` of the delegation tells the order of a name and
    the code of a telephone number where the table does not, ``language`` that of an office.

    Raises :class:`TableUnreadable`, :class:`EncodingUnknown`, :class:`SheetUnknown`.
    """
    table = read_table(data, PEOPLE, choices, rows=MOST_PEOPLE)
    reader = _Reader(table, _readers(categories, country), country, language)
    people = [reader.person(line) for line in table.lines]
    return table, people, sorted([*table.faults, *reader.faults], key=lambda fault: fault.row)


class _Reader:
    """Reads cells and notes faults on the way."""

    def __init__(self, table: Table, readers: Mapping[str, Reader], country: str, language: str) -> None:
        self.table, self.readers, self.country, self.language = table, readers, country, language
        self.faults: list[Fault] = []
        self.flawed = {(fault.row, fault.key) for fault in table.faults}

    def person(self, line: Line) -> Person:
        values = {key: self._value(line, key) for key in self.readers}
        for key in ("category", "family_name"):
            if self.table.has(key) and not line[key] and (line.row, key) not in self.flawed:
                missing = (
                    _("The category is missing.") if key == "category" else _("Please enter the family name.")
                )
                self.faults.append(self.table.fault(line.row, key, missing))
        category = values.pop("category")
        details = {key: value for key, value in values.items() if value and key in DETAILS}
        details["name_order"] = values["name_order"] or rules.name_order_in(self.country)
        language = str(values["language"] or self.language)
        for key in _LOCALIZED:
            if values[key] and values[f"{key}_{language}"] not in (None, values[key]):
                self.faults.append(
                    self.table.fault(line.row, key, _("Another column says this in the same language."))
                )
            texts = {code: str(values[f"{key}_{code}"]) for code in SUPPORTED if values[f"{key}_{code}"]}
            details |= (
                {key: ({language: str(values[key])} if values[key] else {}) | texts}
                if values[key] or texts
                else {}
            )
        if values["native_name"] and not values["native_language"] and language_of(self.country) in SCRIPTS:
            details["native_language"] = language_of(self.country)
        return Person(line.row, category, details)

    def _value(self, line: Line, key: str) -> Any:
        if not line[key]:
            return None
        try:
            return self.readers[key](line[key])
        except (ValueError, UnsafeName) as error:
            self.faults.append(self.table.fault(line.row, key, error))
            return None


def _readers(categories: Sequence[Category], country: str) -> dict[str, Reader]:
    """Key of a column to what reads its cells: raises :class:`ValueError` or :class:`UnsafeName` in the user's words."""
    by_word = {folded(word): c for c in reversed(categories) for word in [c.code, *c.name.values()]}
    printed = {key: partial(printed_name, key=key) for key in _NAMES}
    offices = {
        name: partial(printed_name, key=key)
        for key in _LOCALIZED
        for name in (key, *(f"{key}_{code}" for code in SUPPORTED))
    }
    return {
        **printed, **offices,
        "category": lambda text: _category(by_word, text),
        "name_order": _order,
        "native_language": lambda text: language_named(text, SCRIPTS),
        "email": check_email,
        "phone": lambda text: _telephone(text, country),
        "language": lambda text: language_named(text, SUPPORTED),
    }  # fmt: skip


_NAMES = ("family_name", "given_name", "native_name", "honorific")


def _category(by_word: Mapping[str, Category], text: str) -> Category:
    found = by_word.get(folded(text))
    if found is None:
        raise ValueError(_("“%(text)s” is no category of this conference.", text=text[:60]))
    return found


def _order(text: str) -> str:
    word = folded(text).replace("’", "'")
    if word in _FAMILY:
        return "family"
    if word in _GIVEN:
        return "given"
    raise ValueError(_("Write “family” or “given”: the name that comes first."))


def _telephone(text: str, country: str) -> str:
    number = international(text, country)
    if number is None:
        raise ValueError(_("This is not a telephone number. Begin with + and the code of the country."))
    return number


@lru_cache
def _languages(codes: tuple[str, ...]) -> dict[str, str]:
    """Folded codes and names of languages, in their own words and in those of the house, to codes."""
    found: dict[str, str] = {}
    for code in codes:
        locale = Locale.parse(code, sep="-")
        names = [locale.get_display_name(here) for here in SUPPORTED]
        names += [locale.languages.get(locale.language), locale.get_display_name(), OWN_NAMES.get(code)]
        found |= {folded(str(name)): code for name in [code, *filter(None, names)]}
    return found


def language_named(text: str, codes: tuple[str, ...]) -> str:
    """One of ``codes``, from itself or from the language's name. Raises :class:`ValueError`."""
    found = _languages(codes).get(folded(text))
    if found is None:
        raise ValueError(_("Write one of: %(codes)s.", codes=", ".join(codes)))
    return found
