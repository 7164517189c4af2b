"""Tables of people, read into persons to name; what is wrong is told by row and column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Self

from eventsys.conferences.categories.models import Category
from eventsys.core.incoming import Choices, Fault, Table, TableLine, read_table
from eventsys.core.words.days import read_day
from eventsys.core.words.languages import SUPPORTED, letter_languages
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.tags import OWN_SCRIPT, language_of
from eventsys.core.words.text import folded
from eventsys.registration.answers.errors import NotAsked
from eventsys.registration.answers.forms import read_answers
from eventsys.registration.answers.rules import Value as AnswerValue
from eventsys.registration.blocks import queries as blocks_queries
from eventsys.registration.blocks.models import FieldSwitch
from eventsys.registration.blocks.rules import left_out, switches_of
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.composer.rules import Whom
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.delegations.rules import names_of
from eventsys.registration.fields.models import DETAILS, SPOKEN, of_kind
from eventsys.registration.kinds.models import FieldKind
from eventsys.registration.names import rules as names_rules
from eventsys.registration.names.errors import UnsafeName
from eventsys.registration.names.forms import check_email, language_named
from eventsys.registration.names.rules import NAME_LIMITS, clean_name, printed_name
from eventsys.registration.people.forms import read_listed
from eventsys.registration.people.rules import international
from eventsys.registration.questions.forms import check_days
from eventsys.registration.sheets.rules import BESIDES, PEOPLE, own_columns
from eventsys.registration.tables import rules
from eventsys.registration.tables.service import PersonRow

MOST_PEOPLE = 5000
Reader = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Whose:
    """The delegation, as far as its table is read by it: ``country`` (ISO 3166-1) tells the order of a name and the code of
    a telephone number where the table does not, ``language`` that of an office; ``city`` are all names of its city, the
    first is shown; ``starts`` and ``ends`` are the days of the conference, ``languages`` those in which it writes,
    ``questions`` what its organisers ask besides, ``switches`` how they settled that our own fields are asked, ``of_city``
    whether the delegation is a city's."""

    country: str
    language: str
    city: tuple[str, ...]
    starts: date
    ends: date
    languages: tuple[str, ...] = SUPPORTED
    questions: tuple[FormQuestion, ...] = ()
    switches: tuple[FieldSwitch, ...] = ()
    of_city: bool = True

    @classmethod
    def of(cls, delegation: Delegation) -> Self:
        edition = delegation.conference
        names = (str(delegation.city_name), *names_of(edition, delegation.party))
        return cls(
            delegation.party.country,
            delegation.focal_language,
            names,
            edition.starts,
            edition.ends,
            letter_languages(edition.languages),
            tuple(one for one in composer_queries.questions(edition.id) if one.asks),
            tuple(blocks_queries.switches(edition.id)),
            delegation.is_of_city,
        )


def read_people(
    data: bytes | str,
    categories: Sequence[Category],
    whose: Whose,
    choices: Choices | None = None,
) -> tuple[Table, list[PersonRow], list[Fault]]:
    """The table, its people, and all that is wrong in it.

    Raises :class:`TableUnreadable`, :class:`EncodingUnknown`, :class:`SheetUnknown`.
    """
    offered = [tag for tag in whose.languages if tag not in SUPPORTED]
    table = read_table(
        data,
        (*PEOPLE, *own_columns(whose.questions), *BESIDES),
        choices,
        rows=MOST_PEOPLE,
        spoken=tuple(SPOKEN.values()),
        offered=offered,
    )
    reader = _Reader(table, _readers(categories, whose, table), whose, choices or Choices())
    people = [reader.person(line) for line in table.lines]
    return table, people, sorted([*table.faults, *reader.faults], key=lambda fault: fault.row)


class _Reader:
    """Reads cells and notes faults on the way."""

    def __init__(self, table: Table, readers: Mapping[str, Reader], whose: Whose, choices: Choices) -> None:
        self.table, self.readers, self.whose, self.choices = table, readers, whose, choices
        self.country, self.language = whose.country, whose.language
        self.faults: list[Fault] = []
        self.flawed = {(fault.row, fault.key) for fault in table.faults}
        head = next((head.text for head in table.heads if head.key == "full_name"), "")
        self.headed = rules.order_in_heading(head)

    def person(self, line: TableLine) -> PersonRow:
        values = {key: self._value(line, key) for key in self.readers}
        self._check_there(line)
        names = self._names(line, values)
        category = values.pop("category")
        details = {key: value for key, value in values.items() if value and key in DETAILS}
        details["name_order"] = values["name_order"] or names_rules.name_order_in(self.country)
        language = str(values["language"] or self.language)
        for key in of_kind(FieldKind.OFFICE):
            if values[key] and values.get(f"{key}_{language}") not in (None, values[key]):
                self.faults.append(
                    self.table.fault(line.row, key, _("Another column says this in the same language."))
                )
            texts = {
                code: str(values[f"{key}_{code}"]) for code in self.table.tags(key) if values[f"{key}_{code}"]
            }
            details |= (
                {key: ({language: str(values[key])} if values[key] else {}) | texts}
                if values[key] or texts
                else {}
            )
        if (
            values["native_name"]
            and not values["native_language"]
            and language_of(self.country) in OWN_SCRIPT
        ):
            details["native_language"] = language_of(self.country)
        self._check_order(line, details)
        self._check_asked(line, details, category)
        return PersonRow(line.row, category, details, names, self._answers(line, category))

    def _check_asked(self, line: TableLine, details: Mapping[str, Any], category: Category | None) -> None:
        """What is not asked of a category comes in with no table."""
        unasked = left_out(switches_of(self.whose.switches, category.id)) if category else ()
        for key in details.keys() & set(unasked):
            if line[key]:
                text = str(NotAsked(label=str(DETAILS[key].label)))
                self.faults.append(self.table.fault(line.row, key, text))

    def _answers(self, line: TableLine, category: Category | None) -> dict[str, AnswerValue]:
        """To the organisers' own questions, by their keys."""
        cells = {one: line[one.key] for one in self.whose.questions if self.table.has(one.key)}
        known = Whom(category.id, self.whose.of_city) if category else None
        found, refused = read_answers(cells, known, region=self.country)
        self.faults += [self.table.fault(line.row, key, text) for key, text in refused.items()]
        return found

    def _check_there(self, line: TableLine) -> None:
        """What a row cannot do without."""
        whole = self.table.has("full_name") and not self.table.has("family_name")
        needed = {
            "category": _("The category is missing."),
            "full_name" if whole else "family_name": str(DETAILS["family_name"].needed),
        }
        for key, missing in needed.items():
            there = line[key] or (key == "family_name" and line["full_name"])
            if self.table.has(key) and not there and (line.row, key) not in self.flawed:
                self.faults.append(self.table.fault(line.row, key, missing))

    def _names(self, line: TableLine, values: dict[str, Any]) -> rules.NameRead | None:
        """The full name taken apart and put into ``values``; where the row has the two names besides, they have to agree."""
        whole = values.pop("full_name")
        if not whole:
            return None
        if values["family_name"]:
            said = names_rules.name_words(values["family_name"], values["given_name"] or "")
            if said != names_rules.name_words(whole, ""):
                text = _("This is another name than family name and given name of the row.")
                self.faults.append(self.table.fault(line.row, "full_name", text))
            return None
        order = self.headed or values["name_order"]
        names = rules.read_name(whole, order or names_rules.name_order_in(self.country), said=bool(order))
        names = names.told(self.choices.splits.get(line.row, ""), seen=self.choices.splits_seen)
        for key, text in (("family_name", names.split.family), ("given_name", names.split.given)):
            values[key] = self._printed(line.row, key, text)
        values["honorific"] = values["honorific"] or names.split.honorific
        return names

    def _printed(self, row: int, key: str, text: str) -> str:
        try:
            return printed_name(text, key)
        except UnsafeName as error:
            self.faults.append(self.table.fault(row, "full_name", error))
            return ""

    def _check_order(self, line: TableLine, details: dict[str, Any]) -> None:
        days = {key: details[key] for key in of_kind(FieldKind.DAY) if key in details}
        try:
            check_days(self.whose.starts, self.whose.ends, **days)
        except ValueError as error:
            self.faults.append(self.table.fault(line.row, "departs_on", error))

    def _value(self, line: TableLine, key: str) -> Any:
        if not line[key]:
            return None
        try:
            return self.readers[key](line[key])
        except (ValueError, UnsafeName) as error:
            self.faults.append(self.table.fault(line.row, key, error))
            return None


def _readers(categories: Sequence[Category], whose: Whose, table: Table) -> dict[str, Reader]:
    """Key of a column to what reads its cells: raises :class:`ValueError` or :class:`UnsafeName` in the user's words."""
    by_word = {folded(word): c for c in reversed(categories) for word in [c.code, *c.name.values()]}
    printed = {key: partial(printed_name, key=key) for key in of_kind(FieldKind.NAME)}
    offices = {
        name: partial(printed_name, key=key)
        for key in of_kind(FieldKind.OFFICE)
        for name in (key, *(f"{key}_{code}" for code in table.tags(key)))
    }
    lines = {
        key: partial(clean_name, limit=NAME_LIMITS[key]) for key in of_kind(FieldKind.LINE, FieldKind.TEXT)
    }
    return {
        **printed,
        **offices,
        **lines,
        **{key: partial(_day, key=key, whose=whose) for key in of_kind(FieldKind.DAY)},
        "full_name": lambda text: clean_name(text, NAME_LIMITS["family_name"] + NAME_LIMITS["given_name"]),
        "city": lambda text: _city(text, whose),
        "category": lambda text: _category(by_word, text),
        "name_order": _order,
        "native_language": lambda text: language_named(text, OWN_SCRIPT),
        "listed_with": read_listed,
        "email": check_email,
        "phone": lambda text: _telephone(text, whose.country),
        "language": lambda text: language_named(text, whose.languages),
    }


def _day(text: str, *, key: str, whose: Whose) -> date:
    try:
        found = read_day(text)
    except ValueError:
        found = None
    if found is None or found.text != found.last_day().isoformat():
        raise ValueError(
            _(
                "“%(text)s” cannot be read as one day. Write year, month and day, as in %(day)s; an hour belongs to the "
                "flight.",
                text=text[:60],
                day=whose.starts.isoformat(),
            )
        )
    check_days(whose.starts, whose.ends, **{key: found.last_day()})
    return found.last_day()


def _city(text: str, whose: Whose) -> None:
    """A table of other cities' people is not named here by mistake; the city itself is known from the page."""
    if folded(text) not in map(folded, whose.city):
        raise ValueError(
            _(
                "“%(text)s” is no name of %(city)s, for which these people are named. Leave the column out if it means "
                "the same city.",
                text=text[:60],
                city=whose.city[0],
            )
        )


def _category(by_word: Mapping[str, Category], text: str) -> Category:
    found = by_word.get(folded(text))
    if found is None:
        raise ValueError(_("“%(text)s” is no category of this conference.", text=text[:60]))
    return found


def _order(text: str) -> str:
    if order := rules.order_in_words(text):
        return order
    raise ValueError(_("Write “family” or “given”: the name that comes first."))


def _telephone(text: str, country: str) -> str:
    number = international(text, country)
    if number is None:
        raise ValueError(_("This is not a telephone number. Begin with + and the code of the country."))
    return number
