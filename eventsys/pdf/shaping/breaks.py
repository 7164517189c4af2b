"""Where a line may end in scripts that put no space between words: Thai, Lao, Khmer, Burmese.

Pango knows the words of Thai alone; ICU has a dictionary for each. A sign of no width between words tells WeasyPrint
where it may break; readers and text search pass over it.
"""

from __future__ import annotations

import itertools
import re
from typing import Final

import icu

__all__ = ["MAY_BREAK", "with_breaks"]

MAY_BREAK: Final = "\u200b"
#: Runs of Thai and Lao, Burmese, Khmer: the scripts whose lines Unicode leaves to dictionaries (UAX 14, class SA).
_RUN: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]{4,}")
#: Text of the body, between tags.
_TEXT: Final = re.compile(r">[^<]+<")


def with_breaks(html: str) -> str:
    """``html`` with a place to break between words of such scripts, in its body's text; attributes and head stay."""
    if not _RUN.search(html):
        return html
    head, body, rest = html.partition("<body")
    return head + body + _TEXT.sub(lambda text: _RUN.sub(_broken, text[0]), rest)


def _broken(run: re.Match[str]) -> str:
    lines = icu.BreakIterator.createLineInstance(icu.Locale("und"))
    lines.setText(run[0])
    ends = [0, *lines]
    return MAY_BREAK.join(run[0][start:end] for start, end in itertools.pairwise(ends))
