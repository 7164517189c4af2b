"""Lines that justifying would tear apart keep their own width.

WeasyPrint justifies by whatever it takes: a line of few words before a long one gets gaps that eyes fall into, and that programs
which read a page (poppler above all, from 0.7 of the letters' size) take for those between columns: they read its words one
below the other. A line that would become so loose stands ragged instead, at the margin where lines begin.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint.layout import inline

__all__ = ["LOOSEST", "install"]

#: What may be added to a space, of the letters' size: with its own quarter it stays below what divides columns.
LOOSEST = 0.4


def _wrap(justify: Callable[[Any, Any, float], None]) -> Callable[[Any, Any, float], None]:
    def justify_line(context: Any, line: Any, extra_width: float) -> None:
        spaces = inline.count_expandable_spaces(line)
        if spaces and extra_width / spaces <= LOOSEST * line.style["font_size"]:
            justify(context, line, extra_width)

    justify_line.wrapped = justify  # type: ignore[attr-defined]
    return justify_line


def install() -> None:
    """Wrap WeasyPrint's justifying, once per process."""
    if not hasattr(inline.justify_line, "wrapped"):
        inline.justify_line = _wrap(inline.justify_line)
