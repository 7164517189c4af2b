"""Importing a list of cities: what it would change, and doing it, all rows or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.errors import Refusal
from eventsys.core.languages import gettext as _
from eventsys.core.languages import list_words
from eventsys.core.text import folded
from eventsys.networks import queries
from eventsys.networks.models import City, CreativeField, Membership, Network
from eventsys.networks.rules.plan import CellWrong, Planned, planned
from eventsys.networks.rules.sheet import CityRow, Problem, Sheet, read_sheet
from eventsys.networks.rules.standing import history_of
from eventsys.networks.service import registry

__all__ = ["Outcome", "Preview", "apply_import", "preview_import"]


@dataclass(frozen=True, slots=True)
class Preview:
    """What the file says against what is stored. With any problem nothing can be saved."""

    sheet: Sheet
    rows: tuple[Planned, ...]
    problems: tuple[Problem, ...]
    new_fields: tuple[str, ...]

    def count(self, kind: str) -> int:
        return sum(row.kind == kind for row in self.rows)


@dataclass(frozen=True, slots=True)
class Outcome:
    new: int
    changed: int
    unchanged: int


def preview_import(network: Network, data: bytes) -> Preview:
    """Writes nothing. Raises :class:`TableUnreadable`; a constant number of queries."""
    sheet = read_sheet(data)
    plan, problems, new_fields = _plan(network, sheet)
    return Preview(
        sheet,
        tuple(plan),
        tuple(sorted((*sheet.problems, *problems), key=lambda p: (p.row, p.column))),
        new_fields,
    )


def apply_import(network: Network, data: bytes, *, by: Actor) -> Outcome | Preview:
    """All rows, or none and the preview with its problems. Imports follow one another, so that the same
    file sent twice at once finds its own cities the second time.
    """
    queries.lock_networks()
    preview = preview_import(network, data)
    if preview.problems:
        return preview
    fields = {field.code: field for field in queries.fields(network)}
    for word in preview.new_fields:
        fields[folded(word)] = registry.add_field(network, code=folded(word), name={"en": word}, by=by)
    cities = queries.cities_by_code(row.row.code for row in preview.rows)
    rows = queries.standing_rows(network)
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
    registry.write_history(network, city, rows.get(city.id, []), plan.history, by=by)
    changed = {change.after for change in plan.changes if change.key == "field"}
    for code, since in plan.fields.items():
        if code in changed or plan.kind == "new":
            registry.set_field(city, fields[code], since=since, by=by)


def _plan(network: Network, sheet: Sheet) -> tuple[list[Planned], list[Problem], tuple[str, ...]]:
    words, new_fields, problems = _field_words(network, sheet)
    cities = queries.cities_by_code(row.code for row in sheet.rows if row.code)
    standing, fields = queries.standing_rows(network), queries.fields_by_city(network)
    plan: list[Planned] = []
    broken = {problem.row for problem in (*sheet.problems, *problems)}
    for row in sheet.rows:
        if row.row in broken:
            continue
        city = cities.get(row.code)
        key = city.id if city else 0
        present = {f.field.code: f.since for f in fields.get(key, [])}
        named = {word: words[folded(word)] for word in row.fields}
        try:
            plan.append(planned(row, city, history_of(standing.get(key, [])), present, named))
        except CellWrong as wrong:
            problems.append(Problem(row.row, sheet.heads.get(wrong.column, wrong.column), str(wrong)))
        except Refusal as refusal:
            problems.append(Problem(row.row, sheet.heads.get("joined", "joined"), str(refusal)))
    return plan, problems, new_fields


def _field_words(network: Network, sheet: Sheet) -> tuple[dict[str, str], tuple[str, ...], list[Problem]]:
    """Folded word to field code. A network without fields gets those of the file; else they must be known."""
    known = queries.fields(network)
    words = {folded(text): field.code for field in known for text in (field.code, *field.name.values())}
    problems: list[Problem] = []
    fresh: dict[str, str] = {}
    for row in sheet.rows:
        for word in row.fields:
            if folded(word) in words:
                continue
            if known:
                problems.append(
                    _unknown_field(row, word, sheet, [field.name.get_in(["en"]) for field in known])
                )
            else:
                fresh.setdefault(folded(word), word)
    return words | {code: code for code in fresh}, tuple(fresh.values()), problems


def _unknown_field(row: CityRow, word: str, sheet: Sheet, known: list[str]) -> Problem:
    text = _(
        "“%(word)s” is not a field of this network. Its fields are: %(known)s.",
        word=word,
        known=list_words(known),
    )
    return Problem(row.row, sheet.heads.get("field", "field"), str(text))
