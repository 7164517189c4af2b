"""Importing a list of cities: what it would change and what it asks, and doing it, all rows or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.errors import Refusal
from eventsys.core.incoming import Choices, Fault, Table
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import list_words
from eventsys.core.words.text import folded
from eventsys.networks.fields import queries as fields_queries
from eventsys.networks.fields import service as fields_service
from eventsys.networks.fields.models import CreativeField
from eventsys.networks.imports.rules import CellWrong, Planned, Registry, missing, names_of, planned
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry import service as registry
from eventsys.networks.registry.models import City, Network
from eventsys.networks.registry.rules import made_code
from eventsys.networks.sheets.rules import CityRow, CitySheet, read_sheet
from eventsys.networks.standing import queries as standing_queries
from eventsys.networks.standing import service as standing_service
from eventsys.networks.standing.models import Membership
from eventsys.networks.standing.rules import history_of

#: What is said of a row whose city is none of those that have a similar name; else a code is said.
NEW = "new"


@dataclass(frozen=True, slots=True)
class Near:
    """Row ``row`` may mean one of ``cities``; ``said`` is a code, :data:`NEW`, or nothing yet."""

    row: int
    name: str
    cities: tuple[City, ...]
    said: str


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What the file says against what is stored. ``near`` are questions; with a fault or an open question nothing can
    be saved. ``made``: rows whose code was made here."""

    sheet: CitySheet
    rows: tuple[Planned, ...]
    faults: tuple[Fault, ...]
    new_fields: tuple[str, ...]
    near: tuple[Near, ...] = ()
    made: frozenset[int] = frozenset()

    @property
    def table(self) -> Table:
        return self.sheet.table

    @property
    def open_questions(self) -> tuple[Near, ...]:
        return tuple(near for near in self.near if not near.said)

    @property
    def ready(self) -> bool:
        return self.table.settled(self.faults) and not self.open_questions

    def count(self, kind: str) -> int:
        return sum(row.kind == kind for row in self.rows)


@dataclass(frozen=True, slots=True)
class Outcome:
    new: int
    changed: int
    unchanged: int


def preview_import(network: Network, data: bytes | str, choices: Choices | None = None) -> ImportPreview:
    """Writes nothing; a constant number of queries.

    Raises :class:`TableUnreadable`, :class:`EncodingUnknown`, :class:`SheetUnknown`.
    """
    return plan_import(network, read_sheet(data, choices), choices)


def plan_import(network: Network, sheet: CitySheet, choices: Choices | None = None) -> ImportPreview:
    """The same for a table that was read before."""
    known = registry_queries.cities_by_code()
    matched, near, made = _matched(sheet, known, (choices or Choices()).rows)
    words, new_fields, faults = _field_words(network, sheet)
    faults = [*sheet.faults, *faults, *_twice(sheet, matched)]
    plan = _plan(network, sheet, matched, known, words, faults, {one.row for one in near if not one.said})
    told = tuple(sorted(faults, key=lambda fault: (fault.row, fault.column)))
    return ImportPreview(sheet, tuple(plan), told, new_fields, tuple(near), frozenset(made))


def apply_import(
    network: Network, data: bytes | str | CitySheet, choices: Choices | None = None, *, by: Actor
) -> Outcome | ImportPreview:
    """All rows, or none and the preview with its faults and questions. Imports follow one another, so that the same
    file sent twice at once finds its own cities the second time.
    """
    sheet = data if isinstance(data, CitySheet) else read_sheet(data, choices)
    registry_queries.lock_networks()
    preview = plan_import(network, sheet, choices)
    if not preview.ready:
        return preview
    fields = {field.code: field for field in fields_queries.fields(network)}
    for word in preview.new_fields:
        fields[folded(word)] = fields_service.add_field(network, code=folded(word), name={"en": word}, by=by)
    cities = registry_queries.cities_by_code(row.row.code for row in preview.rows)
    rows = standing_queries.standing_rows(network)
    for plan in preview.rows:
        if plan.kind != "unchanged":
            _write(network, plan, cities.get(plan.row.code), rows, fields, by)
    outcome = Outcome(preview.count("new"), preview.count("changed"), preview.count("unchanged"))
    audit.record(
        by, verb="network.imported", thing=network, after={"new": outcome.new, "changed": outcome.changed}
    )
    return outcome


def _write(
    network: Network,
    plan: Planned,
    city: City | None,
    rows: Mapping[int, list[Membership]],
    fields: Mapping[str, CreativeField],
    by: Actor,
) -> None:
    if city is None:
        city = registry.create_city(code=plan.row.code, by=by, **plan.city)
    else:
        registry.update_city(city, by=by, **plan.city)
    standing_service.write_history(network, city, rows.get(city.id, []), plan.history, by=by)
    changed = {change.after for change in plan.changes if change.key == "field"}
    for code, since in plan.fields.items():
        if code in changed or plan.kind == "new":
            fields_service.set_field(city, fields[code], since=since, by=by)


# --- which city a row means ------------------------------------------------------------------------------------


def _matched(
    sheet: CitySheet, known: Mapping[str, City], said: Mapping[int, str]
) -> tuple[list[CityRow], list[Near], set[int]]:
    """The rows, each with the code of its city or one made for it; what is to be asked; rows whose code was made."""
    names = Registry.of(known.values())
    rows: list[CityRow] = []
    near: list[Near] = []
    made: set[int] = set()
    fresh: dict[tuple[str, str], str] = {}
    taken = {*known, *(row.code for row in sheet.rows)}
    for row in sheet.rows:
        answer = said.get(row.row, "")
        code, asked = _code_of(row, names, known, answer)
        if asked:
            near.append(
                Near(row.row, _name_of(row), tuple(asked), answer if answer == NEW or answer in known else "")
            )
        if not code and row.name:
            keys = {(name, row.country) for name in names_of(row.name, row.native_name)}
            code = next((fresh[key] for key in keys if key in fresh), "") if answer != NEW else ""
            code = code or made_code(row.name, row.country, taken)
            taken.add(code)
            made.add(row.row)
            fresh |= dict.fromkeys(keys, code)
        rows.append(replace(row, code=code))
    return rows, near, made


def _code_of(row: CityRow, names: Registry, known: Mapping[str, City], said: str) -> tuple[str, list[City]]:
    """The code (``""``: one is to be made), and the cities that the row may mean as well."""
    if row.code in known:
        return row.code, []
    same = None if row.code else names.same(row.name, row.native_name, row.country)
    if same is not None and said != NEW:
        return same.code, []
    near = names.near(row.name, row.native_name, row.country, alike=not row.code)
    return (said if near and said in known else row.code), near


def _name_of(row: CityRow) -> str:
    return next(iter(row.name.values()), row.native_name)


def _twice(sheet: CitySheet, rows: Iterable[CityRow]) -> Iterable[Fault]:
    """Rows that mean the same city; the same code twice in the file was told before."""
    first: dict[str, CityRow] = {}
    for row, given in zip(rows, sheet.rows, strict=True):
        other = first.setdefault(row.code, row)
        if row.code and other is not row and not given.code:
            text = _("“%(name)s” is the city of row %(row)s.", name=_name_of(row), row=other.row)
            yield sheet.table.fault(
                row.row, next((h.key for h in sheet.table.saved if h.key.startswith("name")), "code"), text
            )


# --- what would change -----------------------------------------------------------------------------------------


def _plan(
    network: Network,
    sheet: CitySheet,
    rows: Iterable[CityRow],
    known: Mapping[str, City],
    words: Mapping[str, str],
    faults: list[Fault],
    waiting: set[int],
) -> list[Planned]:
    standing, fields = standing_queries.standing_rows(network), fields_queries.fields_by_city(network)
    plan: list[Planned] = []
    told = {(fault.row, fault.key) for fault in faults}
    for row in rows:
        city = known.get(row.code)
        if row.row not in waiting:
            lacking = [(key, text) for key, text in missing(row, city) if (row.row, key) not in told]
            faults += [sheet.table.fault(row.row, key, text) for key, text in lacking]
        if row.row in waiting or any(fault.row == row.row for fault in faults):
            continue
        key = city.id if city else 0
        present = {f.field.code: f.since for f in fields.get(key, [])}
        named = {word: words[folded(word)] for word in row.fields}
        try:
            plan.append(planned(row, city, history_of(standing.get(key, [])), present, named))
        except CellWrong as wrong:
            faults.append(sheet.table.fault(row.row, wrong.column, wrong))
        except Refusal as refusal:
            faults.append(sheet.table.fault(row.row, "joined", refusal))
    return plan


def _field_words(network: Network, sheet: CitySheet) -> tuple[dict[str, str], tuple[str, ...], list[Fault]]:
    """Folded word to field code. A network without fields gets those of the file; else they must be known."""
    known = fields_queries.fields(network)
    words = {folded(text): field.code for field in known for text in (field.code, *field.name.values())}
    faults: list[Fault] = []
    fresh: dict[str, str] = {}
    for row in sheet.rows:
        for word in row.fields:
            if folded(word) in words:
                continue
            if known:
                names = list_words([field.name.get_in(["en"]) for field in known])
                text = _(
                    "“%(word)s” is not a field of this network. Its fields are: %(known)s.",
                    word=word,
                    known=names,
                )
                faults.append(sheet.table.fault(row.row, "field", text))
            else:
                fresh.setdefault(folded(word), word)
    return words | {code: code for code in fresh}, tuple(fresh.values()), faults
