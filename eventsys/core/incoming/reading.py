"""The table in a file: its sheet, its heading row, its columns, its rows, and all that is wrong with cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from eventsys.core.incoming.cells import flaw, kept_text
from eventsys.core.incoming.choices import LEFT_OUT, Choices
from eventsys.core.incoming.columns import Column, by_heading, meant_alone, places
from eventsys.core.incoming.errors import SheetUnknown, TableUnreadable
from eventsys.core.incoming.files import Grid
from eventsys.core.incoming.lines import Fault, Head, Table, TableLine
from eventsys.core.incoming.opening import MOST_OCTETS, grids_of
from eventsys.core.incoming.spoken import Spoken, spoken_columns, unknown_language
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import list_words

__all__ = ["MOST_OCTETS", "read_table"]

_HEAD_WITHIN = 30
_SPARE = 50  # rows of titles and the like that count for nothing


def read_table(
    data: bytes | str,
    columns: Sequence[Column],
    choices: Choices | None = None,
    *,
    rows: int,
    spoken: Sequence[Spoken] = (),
    offered: Iterable[str] = (),
) -> Table:
    """At most ``rows`` rows. ``spoken``: columns there may be one of for any language; those in the languages ``offered``
    may be chosen for a heading that does not say it.

    Raises :class:`TableUnreadable`, :class:`EncodingUnknown`, :class:`SheetUnknown`.
    """
    choices = choices or Choices()
    known = by_heading(columns)
    grids = grids_of(data, encoding=choices.encoding, known=frozenset(known), rows=rows + _SPARE + 1)
    for grid in grids:
        _fill_down(grid)
    texts = (kept_text(cell) for grid in grids for row in grid.rows[:_HEAD_WITHIN] for cell in row)
    more = [*spoken_columns(texts, spoken, offered)] if spoken else []
    known = {plain: column.key for plain, column in more if plain} | known
    columns = list(
        {column.key: column for column in (*(column for _plain, column in more), *columns)}.values()
    )
    grid, head, told = _chosen(grids, known, choices.sheet)
    found = _Reader(grid, head, columns, known, choices, spoken).table()
    if not found.lines:
        raise TableUnreadable(why=_("it has no row below the names of the columns."))
    if len(found.lines) > rows:
        raise TableUnreadable(why=_("it has more than %(most)s rows.", most=rows))
    return replace(found, told=(*told, *found.told))


# --- the sheet -------------------------------------------------------------------------------------------------


def _chosen(grids: Sequence[Grid], known: Mapping[str, str], wanted: str) -> tuple[Grid, int, list[str]]:
    """The sheet with the table, its heading row, and what is to be told of the other sheets."""
    tables = {grid.name: (grid, head) for grid in grids if (head := _heading_row(grid, known)) is not None}
    shown = {name: found for name, found in tables.items() if not found[0].hidden}
    if not tables:
        raise TableUnreadable(why=_("no row with the names of the columns was found in it."))
    if wanted in tables:
        name = wanted
    elif not shown:
        raise TableUnreadable(
            why=_("its table is on a hidden sheet: %(name)s. Show the sheet first.", name=next(iter(tables)))
        )
    elif len(shown) > 1:
        raise SheetUnknown(sheets=tuple(shown), names=list_words(list(shown)))
    else:
        (name,) = shown
    return *tables[name], [*_others(grids, name)]


def _others(grids: Sequence[Grid], name: str) -> Iterable[str]:
    hidden = [grid.name for grid in grids if grid.name != name and grid.hidden]
    others = [
        grid.name for grid in grids if grid.name != name and not grid.hidden and any(map(any, grid.rows))
    ]
    if hidden:
        yield _("Hidden sheets were left out: %(names)s.", names=list_words(hidden))
    if others:
        yield _("These sheets were left out: %(names)s.", names=list_words(others))


def _heading_row(grid: Grid, known: Mapping[str, str]) -> int | None:
    """The row near the top with most known headings: two of them, or one where there is nothing else."""
    top = [_seen(grid, number) for number in range(min(len(grid.rows), _HEAD_WITHIN))]
    counts = [len(places(row, known)) for row in top]
    best = max(range(len(top)), key=counts.__getitem__, default=None)
    if best is None or not counts[best]:
        return None
    alone = sum(map(bool, top[best])) == 1
    return best if counts[best] > 1 or alone else None


def _seen(grid: Grid, number: int) -> list[str]:
    return [kept_text(cell) for cell in grid.rows[number]] if number not in grid.hidden_rows else []


def _fill_down(grid: Grid) -> None:
    """A cell that is merged over several rows speaks for each of them."""
    for (top, left), down in grid.spans.items():
        if top < len(grid.rows) and left < len(grid.rows[top]):
            for number in range(top + 1, min(top + down, len(grid.rows))):
                row = grid.rows[number]
                row.extend([""] * (left + 1 - len(row)))
                row[left] = grid.rows[top][left]
                if mark := grid.marks.get((top, left)):
                    grid.marks[number, left] = mark


# --- its columns and rows --------------------------------------------------------------------------------------


class _Reader:
    def __init__(
        self,
        grid: Grid,
        head: int,
        columns: Sequence[Column],
        known: Mapping[str, str],
        choices: Choices,
        spoken: Sequence[Spoken],
    ) -> None:
        self.grid, self.head, self.choices, self.spoken = grid, head, choices, spoken
        self.blanked: list[Fault] = []
        self.columns = {column.key: column for column in columns}
        self.texts = [kept_text(cell) for cell in grid.rows[head]]
        self.body = [(y, row) for y, row in enumerate(grid.rows) if y > head and y not in grid.hidden_rows]
        understood = meant_alone(places(self.texts, known), self.texts, self.columns)
        self.keys = self._keys({at: key for at, key in understood.items() if self.columns[key].kept})
        doubled = self._without_doubled()
        complete = not self._lacking()
        self.besides = doubled | {
            at for at, key in understood.items() if complete and not self.columns[key].kept
        }

    def _keys(self, understood: Mapping[int, str]) -> dict[int, str]:
        """Place to key: what somebody said of a column goes before what its heading says; what was said of two columns
        alike holds for the first, and the other is open again."""
        said: dict[int, str] = {}
        for at, key in sorted(self.choices.columns.items()):
            if key == LEFT_OUT or (self._is_kept(key) and key not in said.values()):
                said[at] = key
        keys = {at: key for at, key in understood.items() if at not in said and key not in said.values()}
        keys |= {at: key for at, key in said.items() if key != LEFT_OUT}
        return {at: key for at, key in sorted(keys.items()) if at not in self.grid.hidden_columns}

    def _without_doubled(self) -> set[int]:
        """Take out columns of which a part has a column of its own, unless somebody said that they are read; the places
        of those that say nothing new."""
        there = set(self.keys.values())
        nothing_new: set[int] = set()
        for at, key in [*self.keys.items()]:
            parts = set(self.columns[key].gives)
            if parts & there and at not in self.choices.columns:
                del self.keys[at]
                nothing_new |= {at} if parts <= there else set()
        return nothing_new

    def _is_kept(self, key: str) -> bool:
        return key in self.columns and self.columns[key].kept

    def table(self) -> Table:
        lines: list[TableLine] = []
        faults: list[Fault] = []
        for y, row in self.body:
            cells = {key: self._cell(y, at, row, faults) for at, key in self.keys.items()}
            if any(cells.values()) or any(fault.row == y + 1 for fault in faults[-len(self.keys) :]):
                lines.append(TableLine(y + 1, cells))
        kept = {key: column for key, column in self.columns.items() if column.kept}
        return Table(
            tuple(self._heads()), tuple(lines), tuple(faults), tuple(self._told()), self._lacking(), kept, tuple(self.blanked)
        )  # fmt: skip

    def _lacking(self) -> tuple[Column, ...]:
        given = {part for key in self.keys.values() for part in (key, *self.columns[key].gives)}
        return tuple(c for c in self.columns.values() if c.required and c.key not in given)

    def _cell(self, y: int, at: int, row: Sequence[str], faults: list[Fault]) -> str:
        key, mark = self.keys[at], self.grid.marks.get((y, at), "")
        text = kept_text(row[at]) if at < len(row) else ""
        if f"{y + 1}/{key}" in self.choices.blank and self.columns[key].shape == "day":
            self.blanked.append(self._fault(y, at, text))
            return ""
        if wrong := flaw(text, mark, self.columns[key].shape):
            faults.append(self._fault(y, at, wrong))
            return ""
        return text

    def _fault(self, y: int, at: int, text: str) -> Fault:
        column = self.columns[self.keys[at]]
        head = self.texts[at] if at < len(self.texts) else ""
        return Fault(y + 1, column.key, head or str(column.label), text, can_be_blank=column.shape == "day")

    def _heads(self) -> Iterable[Head]:
        """Headings, and columns without one in which something stands; hidden ones are told apart."""
        wide = max((len(row) for _y, row in self.body), default=0)
        for at in range(max(wide, len(self.texts))):
            text = self.texts[at] if at < len(self.texts) else ""
            sample = self._sample(at)
            if at in self.grid.hidden_columns or not (text or sample):
                continue
            key = self.keys.get(at, "")
            said = self.choices.columns.get(at) == LEFT_OUT or at in self.besides
            is_open = not (key or said)
            yield Head(at, text, key, is_open, sample, unknown_language(text, self.spoken) if is_open else "")

    def _sample(self, at: int) -> tuple[str, ...]:
        texts = (kept_text(row[at]) for _y, row in self.body[:200] if at < len(row))
        return tuple(dict.fromkeys(text[:60] for text in texts if text))[:3]

    def _told(self) -> Iterable[str]:
        rows = [
            str(y + 1)
            for y in sorted(self.grid.hidden_rows)
            if y < len(self.grid.rows) and any(self.grid.rows[y])
        ]
        heads = [
            self.texts[at]
            for at in sorted(self.grid.hidden_columns)
            if at < len(self.texts) and self.texts[at]
        ]
        ours = [self.texts[at] for at in sorted(self.besides) if at not in self.keys]
        if ours:
            yield _("What our own lists say besides was left out: %(names)s.", names=list_words(ours))
        if rows:
            shown = [*rows[:20], *(["…"] if len(rows) > 20 else [])]
            yield _("Hidden rows were left out: %(rows)s.", rows=list_words(shown))
        if heads:
            yield _("Hidden columns were left out: %(names)s.", names=list_words(heads))
