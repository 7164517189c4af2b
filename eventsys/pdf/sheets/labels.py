"""Sheets that can be bought or cut: how many badges of which size they hold. Makers' measures, in millimetres.

Grids are in the middle of the paper, as the makers' are. Names are the makers' own article numbers.
"""

from __future__ import annotations

from typing import Final

from eventsys.pdf.sheets.impose import PAPERS, Sheet

__all__ = ["LABELS"]


def _sheet(
    paper: str, columns: int, rows: int, width: float, height: float, gutter: tuple[float, float] = (0, 0)
) -> Sheet:
    return Sheet(paper=PAPERS[paper], columns=columns, rows=rows, cell=(width, height), gutter=gutter)


LABELS: Final[dict[str, Sheet]] = {
    # Avery Zweckform, A4
    "Avery Zweckform 3425": _sheet("A4", 2, 5, 105, 57),
    "Avery Zweckform 3660": _sheet("A4", 2, 4, 97, 67.7),
    "Avery Zweckform 3661": _sheet("A4", 3, 4, 70, 67.7),
    "Avery L7163": _sheet("A4", 2, 7, 99.1, 38.1, (2.5, 0)),
    "Avery L7165": _sheet("A4", 2, 4, 99.1, 67.7, (2.5, 0)),
    "Avery L7169": _sheet("A4", 2, 2, 99.1, 139, (2.5, 0)),
    "Avery L7173": _sheet("A4", 2, 5, 99.1, 57, (2.5, 0)),
    # Avery, Letter
    "Avery 5390": _sheet("Letter", 2, 4, 88.9, 57.15),
    "Avery 5392": _sheet("Letter", 2, 3, 101.6, 76.2),
    "Avery 5395": _sheet("Letter", 2, 4, 85.725, 59.267, (9.525, 4.233)),
    # plain paper, to be cut
    "A4 · 4 × A6": _sheet("A4", 2, 2, 105, 148.5),
    "A4 · 8 × A7": _sheet("A4", 2, 4, 105, 74.25),
    "A4 · 10 × CR80": _sheet("A4", 2, 5, 85.6, 53.98, (4, 3)),
    "A4 · 8 × 90 × 60": _sheet("A4", 2, 4, 90, 60, (4, 4)),
    "Letter · 6 × 4 × 3 in": _sheet("Letter", 2, 3, 101.6, 76.2),
}
