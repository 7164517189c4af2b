"""What a table may say of cities, with the headings each column goes by in three languages; its rows as cities, with every
fault named by row and column.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from eventsys.core.addresses import AddressAsName, holds_address
from eventsys.core.errors import Refusal
from eventsys.core.incoming import Choices, Column, Fault, Spoken, Table, TableLine, read_table
from eventsys.core.words.dates import ImpreciseDate
from eventsys.core.words.days import DONE, read_day
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.tags import OWN_SCRIPT
from eventsys.core.words.text import folded
from eventsys.networks.registry import rules as registry_rules
from eventsys.networks.standing.models import MembershipStatus

CITIES: tuple[Column, ...] = (
    Column("code", _l("Code"), ("city code", "locode", "un locode", "code ville", "code de la ville", "mã", "mã thành phố")),
    Column(
        "name_en", _l("Name in English"),
        ("name", "city", "city name", "name of the city", "member city", "english name", "name english", "name in english",
         "city english", "nom anglais", "nom en anglais", "tên tiếng Anh"),
        shape="name",
    ),
    Column(
        "name_fr", _l("Name in French"),
        ("french name", "name french", "name in french", "nom", "nom fr", "nom français", "nom en français", "ville",
         "nom de la ville", "ville membre", "tên tiếng Pháp"),
        shape="name",
    ),
    Column(
        "name_vi", _l("Name in Vietnamese"),
        ("vietnamese name", "name vietnamese", "name in vietnamese", "nom vietnamien", "nom en vietnamien", "tên tiếng Việt",
         "thành phố", "tên thành phố", "tên"),
        shape="name",
    ),
    Column(
        "name_native", _l("Name in its own script"),
        ("native name", "native", "local name", "name local", "name in own script", "name in its own script", "nom local",
         "nom natif", "nom dans sa propre écriture", "tên bản ngữ", "tên địa phương"),
        shape="name",
    ),
    Column(
        "country", _l("Country or territory"),
        ("country code", "country", "country or territory", "country territory", "nation", "iso", "iso country", "pays",
         "code pays", "pays ou territoire", "quốc gia", "nước", "mã quốc gia", "quốc gia hoặc vùng lãnh thổ"),
    ),
    Column("timezone", _l("Time zone"), ("time zone", "tz", "fuseau horaire", "fuseau", "múi giờ")),
    Column(
        "status", _l("Status"),
        ("standing", "status", "membership", "membership status", "member status", "type of membership", "statut",
         "qualité", "tư cách", "tình trạng", "tư cách thành viên"),
    ),
    Column(
        "joined", _l("Joined"),
        ("since", "member since", "joined", "joined on", "date joined",
         "year joined", "year of joining", "joining date", "date of joining",
         "year of designation", "year", "adhésion", "date d’adhésion", "année d’adhésion", "depuis", "membre depuis", "gia nhập",
         "năm gia nhập", "ngày gia nhập", "thành viên từ"),
        shape="day",
    ),
    Column(
        "left", _l("Left"),
        ("until", "left on", "date left", "year left", "départ", "date de départ", "jusque",
         "jusqu’à", "rời", "ngày rời", "năm rời"),
        shape="day",
    ),
    Column(
        "field", _l("Creative field"),
        ("creative field", "field", "fields", "creative fields", "domaine", "domaine créatif", "domaines", "lĩnh vực",
         "lĩnh vực sáng tạo"),
    ),
    Column(
        "leader_office_en", _l("Office of its leader (English)"),
        ("leader office", "office of its leader", "office", "leader s office", "office english", "fonction en", "chức vụ en"),
    ),
    Column(
        "leader_office_fr", _l("Office of its leader (French)"),
        ("fonction", "fonction fr", "fonction du dirigeant", "office french", "chức vụ fr"),
    ),
    Column(
        "leader_office_vi", _l("Office of its leader (Vietnamese)"),
        ("chức vụ", "chức vụ vi", "chức vụ lãnh đạo", "office vietnamese", "fonction vi"),
    ),
)  # fmt: skip

#: There may be one of these for each language of texts besides.
SPOKEN: tuple[Spoken, ...] = (
    Spoken(
        "name", _l("Name (%(language)s)"),
        ("city", "city name", "nom", "nom de la ville", "ville", "tên", "tên thành phố"), "name",
    ),
    Spoken("leader_office", _l("Office of its leader (%(language)s)"), ("office", "office of its leader", "fonction", "chức vụ")),
)  # fmt: skip

MOST_ROWS = 5_000
_WORDS_OF = {
    "member": (
        "membre", "ville membre", "member city", "full member", "active member", "ordinary member", "founding member",
        "membre actif", "membre à part entière", "membre fondateur", "thanh vien", "thanh pho thanh vien",
        "thanh vien chinh thuc", "thanh vien sang lap",
    ),
    "candidate": (
        "candidat", "candidate city", "ville candidate", "applicant", "applying", "prospective member", "ung cu", "ung vien",
        "thanh pho ung cu",
    ),
    "observer": (
        "observateur", "observatrice", "observer city", "ville observatrice", "quan sat vien", "thanh pho quan sat vien",
    ),
    # Those who take part without a vote are partners here, whatever their network calls them.
    "partner": (
        "partenaire", "partner city", "ville partenaire", "associate", "associate member", "associated member", "affiliate",
        "affiliate member", "membre associe", "associe", "doi tac", "thanh pho doi tac", "thanh vien lien ket",
        "thanh vien khong chinh thuc",
    ),
    "former": (
        "former member", "ex-member", "past member", "withdrawn", "left", "ancien membre", "ancienne", "ancien", "retire",
        "cuu thanh vien", "nguyen thanh vien",
    ),
}  # fmt: skip
_STATUS_WORDS = {folded(word): status for status, words in _WORDS_OF.items() for word in (status, *words)}


@dataclass(frozen=True, slots=True)
class CityRow:
    """What one row says; empty cells say nothing. ``code`` is empty where the row has none."""

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
class CitySheet:
    """``faults`` are those of cells and of single rows; what the registry says of them comes later."""

    table: Table
    rows: tuple[CityRow, ...]
    faults: tuple[Fault, ...]


def status_named(text: str) -> MembershipStatus | None:
    """From a word in any language of the house; ``None`` when it is none."""
    word = _STATUS_WORDS.get(folded(text))
    return MembershipStatus(word) if word else None


def read_sheet(data: bytes | str, choices: Choices | None = None) -> CitySheet:
    """Raises :class:`TableUnreadable`, :class:`EncodingUnknown`, :class:`SheetUnknown`; everything that is wrong in a
    row comes back as a fault."""
    table = read_table(data, CITIES, choices, rows=MOST_ROWS, spoken=SPOKEN, offered=OWN_SCRIPT)
    if not table.tags("name") and not table.has("code"):
        table = replace(table, lacking=(*table.lacking, table.columns["name_en"]))
    reader = _Reader(table)
    rows = tuple(reader.city(line) for line in table.lines)
    faults = sorted([*table.faults, *reader.faults], key=lambda fault: (fault.row, fault.column))
    return CitySheet(table, rows, tuple(faults))


class _Reader:
    """Reads cells and notes faults on the way."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.faults: list[Fault] = []
        self.codes: dict[str, int] = {}

    def note(self, row: int, key: str, message: object) -> None:
        self.faults.append(self.table.fault(row, key, message))

    def city(self, line: TableLine) -> CityRow:
        return CityRow(
            row=line.row,
            code=self.code(line),
            name=self.texts(line, "name", 200),
            native_name=self.short(line, "name_native", 200),
            country=self.checked(line, "country", registry_rules.country_named),
            timezone=self.checked(line, "timezone", registry_rules.checked_timezone),
            status=self.status(line),
            joined=self.day(line, "joined"),
            left=self.day(line, "left"),
            fields=tuple(part.strip() for part in line["field"].replace("|", ";").split(";") if part.strip()),
            office=self.texts(line, "leader_office", 300),
        )

    def code(self, line: TableLine) -> str:
        code = self.checked(line, "code", lambda text: registry_rules.checked_code(text, most=12))
        first = self.codes.setdefault(code, line.row)
        if code and first != line.row:
            self.note(
                line.row, "code", _("The code %(code)s is already in row %(row)s.", code=code, row=first)
            )
        return code

    def texts(self, line: TableLine, stem: str, most: int) -> dict[str, str]:
        found = {lang: self.short(line, f"{stem}_{lang}", most) for lang in self.table.tags(stem)}
        return {lang: text for lang, text in found.items() if text}

    def short(self, line: TableLine, key: str, most: int) -> str:
        text = line[key]
        if len(text) > most:
            self.note(line.row, key, _("This is longer than %(most)s signs.", most=most))
        if holds_address(text, domains=False):
            self.note(line.row, key, AddressAsName.message)
        return text[:most]

    def checked(self, line: TableLine, key: str, check: Callable[[str], str]) -> str:
        try:
            return str(check(line[key])) if line[key] else ""
        except Refusal as refusal:
            self.note(line.row, key, refusal)
            return ""

    def status(self, line: TableLine) -> MembershipStatus | None:
        text = line["status"]
        found = status_named(text) if text else None
        if text and found is None:
            words = "member, candidate, observer, partner, former"
            said = _("“%(text)s” is not a status. Use one of: %(words)s.", text=text, words=words)
            self.note(line.row, "status", said)
        return found

    def day(self, line: TableLine, key: str) -> ImpreciseDate | None:
        text = line[key]
        try:
            found = read_day(text) if text else None
        except ValueError:
            said = _(
                "“%(text)s” is not a date we can read. Write 2012, 2012-06, 2012-06-30, “spring 2012”, “end of 2012” or "
                "“about 2012”.",
                text=text,
            )
            self.note(line.row, key, said)
            return None
        if found is not None and not DONE.has(found):
            self.note(line.row, key, _("This is too far from today. Is the year right?"))
        return found
