"""A table of cities to invite, and whom to write to there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.core.incoming import Choices, Column, Fault, Table, TableLine, read_table
from eventsys.core.words.languages import DEFAULT, letter_languages
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import folded
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry.models import City
from eventsys.registration.delegations.rules import names_of
from eventsys.registration.invitations.service import Invitee
from eventsys.registration.names.errors import UnsafeName
from eventsys.registration.names.forms import check_email, language_named
from eventsys.registration.names.rules import printed_name
from eventsys.registration.sheets.rules import PEOPLE

MOST_CITIES = 2000
_OF_PEOPLE = {column.key: column for column in PEOPLE}

INVITEES: tuple[Column, ...] = (
    Column(
        "city",
        _l("City"),
        (
            "city",
            "code",
            "city code",
            "city name",
            "ville",
            "code ville",
            "nom de la ville",
            "thành phố",
            "mã thành phố",
            "mã",
        ),
        required=True,
    ),
    Column(
        "name",
        _l("Focal point"),
        (
            "focal point",
            "name",
            "contact",
            "contact person",
            "name of the focal point",
            "point focal",
            "nom",
            "nom du point focal",
            "personne de contact",
            "đầu mối liên lạc",
            "tên",
            "họ tên",
            "họ và tên",
            "người liên hệ",
        ),
        shape="name",
    ),
    Column("email", _l("Mail"), _OF_PEOPLE["email"].headings),
    Column("language", _l("Language of letters"), _OF_PEOPLE["language"].headings),
)


@dataclass(frozen=True, slots=True)
class Invited:
    """One row; ``city`` is ``None`` where no city of the registry was recognised."""

    row: int
    city: City | None
    name: str
    email: str
    language: str

    def invitee(self, city: City) -> Invitee:
        return Invitee(city, self.name, self.email, self.language)


def read_invitees(
    conference: Conference, data: bytes | str, choices: Choices | None = None
) -> tuple[Table, list[Invited], list[Fault]]:
    """Cities of the registry with whom to write to there, and all that is wrong. A city is known by its code and by
    every name it has in the registry or at the conference.

    Raises :class:`TableUnreadable`, :class:`EncodingUnknown`, :class:`SheetUnknown`.
    """
    table = read_table(data, INVITEES, choices, rows=MOST_CITIES)
    reader = _Reader(table, _cities_by_word(conference), letter_languages(conference.languages))
    rows = [reader.invited(line) for line in table.lines]
    return table, rows, sorted([*table.faults, *reader.faults], key=lambda fault: fault.row)


def _cities_by_word(conference: Conference) -> dict[str, City]:
    by_word: dict[str, City] = {}
    for city in registry_queries.cities_by_code().values():
        for word in names_of(conference, city):
            by_word.setdefault(folded(word), city)
    return by_word


class _Reader:
    def __init__(self, table: Table, cities: Mapping[str, City], languages: tuple[str, ...]) -> None:
        self.table, self.cities, self.languages = table, cities, languages
        self.faults: list[Fault] = []
        self.seen: dict[int, int] = {}

    def invited(self, line: TableLine) -> Invited:
        city = self._read(line, "city", self._city)
        if not line["city"] and self.table.has("city") and not self.table.is_flawed(line.row, "city"):
            self.faults.append(self.table.fault(line.row, "city", _("The city is missing.")))
        if city is not None and self.seen.setdefault(city.id, line.row) != line.row:
            text = _("This city is in row %(row)s already.", row=self.seen[city.id])
            self.faults.append(self.table.fault(line.row, "city", text))
        return Invited(
            line.row,
            city,
            self._read(line, "name", lambda text: printed_name(text, "focal_name")) or "",
            self._read(line, "email", check_email) or "",
            self._read(line, "language", lambda text: language_named(text, self.languages)) or DEFAULT,
        )

    def _city(self, text: str) -> City:
        found = self.cities.get(folded(text))
        if found is None:
            raise ValueError(_("“%(text)s” is no city of the registry.", text=text[:60]))
        return found

    def _read(self, line: TableLine, key: str, read: Callable[[str], Any]) -> Any:
        if not line[key]:
            return None
        try:
            return read(line[key])
        except (ValueError, UnsafeName) as error:
            self.faults.append(self.table.fault(line.row, key, error))
            return None
