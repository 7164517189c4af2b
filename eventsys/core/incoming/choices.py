"""What a person answered about a table: kept with it between two pages, given by options in the shell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["LEFT_OUT", "Choices"]

#: Of a column: it is not saved, and that is meant.
LEFT_OUT = "-"


@dataclass(frozen=True, slots=True)
class Choices:
    """``columns``: place of a heading (0 is the first) to a column's key or :data:`LEFT_OUT`; ``rows``: row to what
    was said of it; ``blank``: "ROW/COLUMN" of cells that are left empty although something stands in them;
    ``again``: a table that was saved before is saved once more; ``splits``: row to how its cell is taken apart, which
    somebody has looked through when ``splits_seen``."""

    encoding: str = ""
    sheet: str = ""
    columns: Mapping[int, str] = field(default_factory=dict)
    rows: Mapping[int, str] = field(default_factory=dict)
    blank: frozenset[str] = frozenset()
    again: bool = False
    splits: Mapping[int, str] = field(default_factory=dict)
    splits_seen: bool = False

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it: :meth:`of` reads it back."""
        return {
            "encoding": self.encoding,
            "sheet": self.sheet,
            "again": self.again,
            "blank": sorted(self.blank),
            "columns": {str(at): key for at, key in self.columns.items()},
            "rows": {str(row): said for row, said in self.rows.items()},
            "splits": {str(row): said for row, said in self.splits.items()},
            "splits_seen": self.splits_seen,
        }

    @classmethod
    def of(cls, plain: Mapping[str, Any] | None) -> Choices:
        """The choices that :meth:`plain` wrote; none where there is nothing."""
        kept = plain or {}
        return cls(
            encoding=kept.get("encoding", ""),
            sheet=kept.get("sheet", ""),
            columns={int(at): key for at, key in kept.get("columns", {}).items()},
            rows={int(row): said for row, said in kept.get("rows", {}).items()},
            blank=frozenset(kept.get("blank", ())),
            again=bool(kept.get("again")),
            splits={int(row): said for row, said in kept.get("splits", {}).items()},
            splits_seen=bool(kept.get("splits_seen")),
        )
