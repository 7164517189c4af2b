"""The text of a design: what it may say, refused by name and line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import tinycss2

from eventsys.badges import rules
from eventsys.badges.rules.library import DesignText
from eventsys.core.errors import Refusal
from eventsys.pdf.errors import BrokenStyle
from eventsys.pdf.sanitize import check_css, clean_html

__all__ = ["BACK", "FRONT", "about", "clean"]

FRONT, BACK = "front", "back"


def clean(text: DesignText) -> DesignText:
    """``text`` without what cleaning leaves out of itself (comments). Raises :class:`UnsafeDesign`,
    :class:`UnsafeStyle` or :class:`BrokenStyle` with the line; a refusal about the back has ``side`` "back"
    among its values."""
    html, back = _clean(text.html, FRONT), _clean(text.back, BACK)
    _check_rules(check_css(text.css))
    return replace(text, html=html, back=back)


def _clean(html: str, side: str) -> str:
    found = clean_html(html)
    try:
        rules.check_kept(html, found)
    except Refusal as refusal:
        raise about(refusal, side) from refusal
    return found


def about(refusal: Refusal, side: str) -> Refusal:
    return type(refusal)(**refusal.values, side=side)


def _check_rules(css: str) -> None:
    """A brace that is missing would quietly swallow the rules after it, a colon its declaration."""
    end = css.count("\n") + 2
    sheet = tinycss2.parse_stylesheet(f"{css}\n_{{}}", skip_comments=True, skip_whitespace=True)
    *nodes, last = sheet
    wrong = [node.source_line for node in _nodes(nodes) if node.type == "error"]
    if last.type != "qualified-rule" or last.source_line != end:
        wrong.append(last.source_line)  # where what is not closed begins
    if wrong:
        line = min(wrong)
        raise BrokenStyle(line=line, what=css.splitlines()[line - 1].strip()[:60])


def _nodes(sheet: Sequence[Any]) -> Iterator[Any]:
    for node in sheet:
        yield node
        if node.type == "qualified-rule":
            yield from tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
        elif node.type == "at-rule" and node.lower_at_keyword in {"media", "supports"}:
            yield from _nodes(
                tinycss2.parse_rule_list(node.content or (), skip_comments=True, skip_whitespace=True)
            )
