"""A table that came in, as rooms read it: its headings, its rows, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from eventsys.core.incoming.columns import Column
from eventsys.core.incoming.spoken import tag_in_key

__all__ = ["Fault", "Head", "Table", "TableLine"]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in ``row`` (as the spreadsheet counts) of the column ``key``, which is headed ``column``.

    ``can_be_blank``: the cell may be left empty instead, when somebody says so; ``blank`` names it then.
    """

    row: int
    key: str
    column: str
    text: str
    can_be_blank: bool = False

    @property
    def blank(self) -> str:
        return f"{self.row}/{self.key}"


@dataclass(frozen=True, slots=True)
class Head:
    """A heading: ``at`` is its place from 0, ``key`` its column (``""``: none), ``open``: nobody said what it is; ``why``
    says what is wrong with it, where that is known."""

    at: int
    text: str
    key: str
    open: bool
    sample: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class TableLine:
    """Texts of one row by the keys of their columns; ``row`` as the spreadsheet counts."""

    row: int
    cells: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.cells.get(key, "")


@dataclass(frozen=True, slots=True)
class Table:
    """``told``: sentences about what was left out. ``faults`` are those of cells; a room adds its own. ``blanked``: cells
    that are left empty because somebody said so, with what stands in them."""

    heads: tuple[Head, ...]
    lines: tuple[TableLine, ...]
    faults: tuple[Fault, ...] = ()
    told: tuple[str, ...] = ()
    lacking: tuple[Column, ...] = ()
    columns: Mapping[str, Column] = field(default_factory=dict)
    blanked: tuple[Fault, ...] = ()

    @property
    def open_heads(self) -> tuple[Head, ...]:
        """Columns that are not understood and that nobody has waved through."""
        return tuple(head for head in self.heads if head.open)

    def settled(self, faults: Sequence[Fault]) -> bool:
        """Whether nothing stands between it and its being saved, as far as cells and columns go."""
        return not (faults or self.lacking or self.open_heads)

    @property
    def left_out(self) -> tuple[Head, ...]:
        return tuple(head for head in self.heads if not head.key and not head.open)

    @property
    def saved(self) -> tuple[Head, ...]:
        """The columns that are saved, in the order of the file."""
        return tuple(head for head in self.heads if head.key)

    def is_flawed(self, row: int, key: str) -> bool:
        """Whether the cell itself was refused: then its emptiness means nothing."""
        return any((fault.row, fault.key) == (row, key) for fault in self.faults)

    def has(self, key: str) -> bool:
        return any(head.key == key for head in self.heads)

    def tags(self, stem: str) -> list[str]:
        """Languages in which the table says ``stem`` (see :class:`Spoken`)."""
        found = (tag_in_key(head.key, stem) for head in self.saved)
        return [tag for tag in found if tag]

    def fault(self, row: int, key: str, text: object) -> Fault:
        """One of a room's own, under the heading that the file has for it."""
        head = next((head.text for head in self.heads if head.key == key), "")
        label = str(self.columns[key].label) if key in self.columns else key
        day = key in self.columns and self.columns[key].shape == "day"
        return Fault(row, key, head or label, str(text), can_be_blank=day)
