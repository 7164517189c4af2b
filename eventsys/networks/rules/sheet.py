"""Rows of an uploaded table as cities, with every problem named by row and column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from eventsys.core.dates import ImpreciseDate
from eventsys.core.days import read_day
from eventsys.core.errors import Refusal
from eventsys.core.languages import gettext as _
from eventsys.core.text import folded
from eventsys.networks.errors import TableUnreadable
from eventsys.networks.models import MembershipStatus
from eventsys.networks.rules import names
from eventsys.networks.rules.tables import Table, read_table

__all__ = ["COLUMNS", "CityRow", "Problem", "Sheet", "read_sheet", "status_named"]

COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("city code", "locode", "un locode", "code ville", "ma", "ma thanh pho"),
    "name_en": ("name", "city", "city name", "english name", "name english", "nom anglais", "ten tieng anh"),
    "name_fr": ("french name", "name french", "nom", "nom fr", "nom francais", "ville", "ten tieng phap"),
    "name_vi": ("vietnamese name", "name vietnamese", "nom vietnamien", "ten tieng viet", "thanh pho"),
    "name_native": ("native name", "native", "local name", "name local", "nom local", "ten ban ngu"),
    "country": ("country code", "iso", "iso country", "pays", "code pays", "quoc gia", "nuoc"),
    "timezone": ("time zone", "tz", "fuseau horaire", "fuseau", "mui gio"),
    "status": ("standing", "membership", "statut", "tu cach", "tinh trang"),
    "joined": ("since", "member since", "joined on", "adhesion", "depuis", "membre depuis", "gia nhap"),
    "left": ("until", "left on", "depart", "jusque", "roi", "ngay roi"),
    "field": ("creative field", "fields", "domaine", "domaine creatif", "linh vuc"),
    "leader_office_en": ("leader office", "office", "fonction en", "chuc vu en"),
    "leader_office_fr": ("fonction", "fonction fr", "chuc vu fr"),
    "leader_office_vi": ("chuc vu", "chuc vu vi", "fonction vi"),
}
_BY_ALIAS = {alias: key for key, aliases in COLUMNS.items() for alias in (key.replace("_", " "), *aliases)}
_WORDS_OF = {
    "member": ("membre", "ville membre", "full member", "thanh vien", "thanh pho thanh vien"),
    "candidate": ("candidat", "applicant", "ung cu"),
    "observer": ("observateur", "observatrice", "quan sat vien"),
    "partner": ("partenaire", "doi tac"),
    "former": ("former member", "ancien membre", "ancienne", "cuu thanh vien", "nguyen thanh vien"),
}
_STATUS_WORDS = {word: status for status, words in _WORDS_OF.items() for word in (status, *words)}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in ``column`` (its head in the file) of ``row`` (its number there)."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class CityRow:
    """What one row says; empty cells say nothing."""

    row: int
    code: str
    name: dict[str, str] = field(default_factory=dict)
    native_name: str = ""
    country: str = ""
    timezone: str = ""
    status: MembershipStatus | None = None
    joined: ImpreciseDate | None = None
    left: ImpreciseDate | None = None
    fields: tuple[str, ...] = ()
    office: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """``heads``: column key to its head in the file; ``ignored``: heads nobody knows."""

    heads: dict[str, str]
    ignored: tuple[str, ...]
    rows: tuple[CityRow, ...]
    problems: tuple[Problem, ...]


def status_named(text: str) -> MembershipStatus | None:
    """From a word in any language of the house; ``None`` when it is none."""
    word = _STATUS_WORDS.get(folded(text))
    return MembershipStatus(word) if word else None


def read_sheet(data: bytes) -> Sheet:
    """Raises :class:`TableUnreadable`; everything that is wrong in a row comes back as a problem."""
    table = read_table(data, known=_known)
    places = _places(table.heads)
    if "code" not in places:
        raise TableUnreadable(reason=_("it has no column “code”."))
    reader = _Reader(table, places)
    rows = tuple(reader.city(n, cells) for n, cells in table.rows)
    _refuse_doubles(rows, reader)
    ignored = tuple(head for n, head in enumerate(table.heads) if head and n not in places.values())
    return Sheet(reader.heads, ignored, rows, tuple(sorted(reader.problems, key=lambda p: (p.row, p.column))))


def _key(head: str) -> str | None:
    return _BY_ALIAS.get(" ".join("".join(c if c.isalnum() else " " for c in folded(head)).split()))


def _known(heads: Sequence[str]) -> int:
    return len({key for head in heads if (key := _key(head))})


def _places(heads: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for n, head in enumerate(heads):
        key = _key(head)
        if key and key not in places:
            places[key] = n
    return places


class _Reader:
    """Reads cells and notes problems on the way."""

    def __init__(self, table: Table, places: dict[str, int]) -> None:
        self.places = places
        self.heads = {key: table.heads[n] for key, n in places.items()}
        self.problems: list[Problem] = []

    def note(self, row: int, key: str, message: object) -> None:
        self.problems.append(Problem(row, self.heads.get(key, key), str(message)))

    def city(self, n: int, cells: Sequence[str]) -> CityRow:
        def cell(key: str) -> str:
            place = self.places.get(key)
            return cells[place] if place is not None and place < len(cells) else ""

        return CityRow(
            row=n,
            code=self.code(n, cell("code")),
            name=self.texts(n, cell, "name", 200),
            native_name=self.short(n, "name_native", cell("name_native"), 200),
            country=self.checked(n, "country", cell("country"), names.country_named),
            timezone=self.checked(n, "timezone", cell("timezone"), names.checked_timezone),
            status=self.status(n, cell("status")),
            joined=self.day(n, "joined", cell("joined")),
            left=self.day(n, "left", cell("left")),
            fields=tuple(part.strip() for part in cell("field").replace("|", ";").split(";") if part.strip()),
            office=self.texts(n, cell, "leader_office", 300),
        )

    def code(self, n: int, text: str) -> str:
        if not text:
            self.note(n, "code", _("The code is missing."))
            return ""
        try:
            return names.checked_code(text, most=12)
        except Refusal as refusal:
            self.note(n, "code", refusal)
            return ""

    def texts(self, n: int, cell: Callable[[str], str], stem: str, most: int) -> dict[str, str]:
        found = {
            lang: self.short(n, f"{stem}_{lang}", cell(f"{stem}_{lang}"), most) for lang in ("en", "fr", "vi")
        }
        return {lang: text for lang, text in found.items() if text}

    def short(self, n: int, key: str, text: str, most: int) -> str:
        if len(text) > most:
            self.note(n, key, _("This is longer than %(most)s signs.", most=most))
        return text[:most]

    def checked(self, n: int, key: str, text: str, check: Callable[[str], str]) -> str:
        try:
            return str(check(text)) if text else ""
        except Refusal as refusal:
            self.note(n, key, refusal)
            return ""

    def status(self, n: int, text: str) -> MembershipStatus | None:
        found = status_named(text) if text else None
        if text and found is None:
            words = "member, candidate, observer, partner, former"
            self.note(
                n, "status", _("“%(text)s” is not a status. Use one of: %(words)s.", text=text, words=words)
            )
        return found

    def day(self, n: int, key: str, text: str) -> ImpreciseDate | None:
        try:
            return read_day(text) if text else None
        except ValueError:
            self.note(
                n,
                key,
                _(
                    "“%(text)s” is not a date we can read. Write 2012, 2012-06, 2012-06-30 or “end of 2012”.",
                    text=text,
                ),
            )
            return None


def _refuse_doubles(rows: Sequence[CityRow], reader: _Reader) -> None:
    first: dict[str, int] = {}
    for row in rows:
        if row.code and row.code in first:
            reader.note(
                row.row,
                "code",
                _("The code %(code)s is already in row %(row)s.", code=row.code, row=first[row.code]),
            )
        first.setdefault(row.code, row.row)
