"""Pandoc's tree walked into lines: words with their stress, and what lines cannot carry, named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from eventsys.core.manuscripts.setting import label_of, tidied
from eventsys.core.manuscripts.values import NEAR, Loss, LossKind, ManuscriptLine, spaced

__all__ = ["Walk", "walked"]

Node = Any
#: What only wraps words, and where they stand in it.
_WRAPPED: dict[str, Callable[[Node], Node]] = {
    **dict.fromkeys(("Emph", "Strong", "Underline", "SmallCaps"), lambda content: content),
    **dict.fromkeys(("Span", "Cite"), itemgetter(1)),
    "Quoted": lambda content: [_quote(content, 0), *content[1], _quote(content, 1)],
}
_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
_LOW = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_HIGH = str.maketrans("0123456789+-=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_ENGLISH_ENDINGS = frozenset({"st", "nd", "rd", "th"})
_PRIVATE = re.compile("[\ue000-\uf8ff]")


class Walk:
    """``lines`` and ``losses`` so far; ``said`` is every word that pandoc gave, wherever it went."""

    def __init__(self) -> None:
        self.lines: list[ManuscriptLine] = []
        self.losses: list[Loss] = []
        self.said: list[str] = []

    # --- blocks ------------------------------------------------------------------------------------------------

    def blocks(self, blocks: Iterable[Node], *, inner: bool = False) -> None:
        for block in blocks:
            taken = _BLOCKS.get(block["t"])
            if taken is not None:
                taken(self, block["c"], inner)

    def _paragraph(self, content: Node, inner: bool) -> None:
        self.line(content, inner=inner)

    def _header(self, content: Node, _inner: bool) -> None:
        self.line(content[2], heading=True)

    def _verse(self, content: Node, inner: bool) -> None:
        self.line([node for part in content for node in (*part, {"t": "Space"})], inner=inner)

    def _code_block(self, content: Node, inner: bool) -> None:
        self.line([{"t": "Str", "c": content[1]}], inner=inner)

    def _quote(self, content: Node, inner: bool) -> None:
        self.blocks(content, inner=inner)

    def _div(self, content: Node, inner: bool) -> None:
        self.blocks(content[1], inner=inner)

    def _bullets(self, content: Node, inner: bool) -> None:
        for item in content:
            self._item(item, bullet=True, inner=inner)

    def _definitions(self, content: Node, inner: bool) -> None:
        for term, definitions in content:
            self.line(term, inner=inner)
            for one in definitions:
                self.blocks(one, inner=True)

    def _table(self, content: Node, _inner: bool) -> None:
        self._left_out(LossKind.TABLE, content)

    def _figure(self, content: Node, _inner: bool) -> None:
        self._left_out(LossKind.PICTURE, content)

    def _raw(self, content: Node, _inner: bool) -> None:
        self._left_out(LossKind.EMBEDDED, [{"t": "Str", "c": content[1]}])

    def _numbered(self, content: Node, inner: bool) -> None:
        attributes, items = content
        start, style, delimiter = attributes[0], attributes[1]["t"], attributes[2]["t"]
        for number, item in enumerate(items, start):
            if inner:
                self._item(item, label=label_of(number, style, delimiter), inner=True)
            else:
                self._item(item, number=number)

    def _item(
        self,
        item: Sequence[Node],
        *,
        number: int | None = None,
        bullet: bool = False,
        label: str = "",
        inner: bool = False,
    ) -> None:
        """The first block is the item, whatever follows belongs to it."""
        first, rest = list(_unwrapped(item[:1])), item[1:]
        if first and first[0]["t"] in {"Para", "Plain"}:
            self.line(first[0]["c"], number=number, bullet=bullet, label=label, inner=inner)
            rest = [*first[1:], *rest]
        else:
            rest = item
        self.blocks(rest, inner=True)

    def line(self, inlines: Sequence[Node], *, label: str = "", **kind: Any) -> None:
        """A paragraph, of a ``kind`` as :class:`ManuscriptLine` tells; one without words is none."""
        named = len(self.losses)
        runs = tidied([(f"{label} " if label else "", False), *self._runs(inlines)])
        self.said.append("\n")
        line = ManuscriptLine(runs, **kind)
        if private := "".join(_PRIVATE.findall(line.words)):
            self.losses.append(Loss(LossKind.SIGN, private))
        near = line.words[:NEAR]
        self.losses[named:] = [replace(one, near=near) for one in self.losses[named:]]
        if runs:
            self.lines.append(line)

    # --- inlines -----------------------------------------------------------------------------------------------

    def _runs(self, inlines: Iterable[Node], *, stressed: bool = False) -> Iterator[tuple[str, bool]]:
        for node in inlines:
            yield from self._inline(node, stressed)

    def _inline(self, node: Node, stressed: bool) -> Iterator[tuple[str, bool]]:
        kind, content = node["t"], node.get("c")
        if kind in _SPACES:
            yield self._heard(" "), stressed
        elif kind in {"Str", "Code"}:
            yield self._heard(content if kind == "Str" else content[1]), stressed
        elif kind in _WRAPPED:
            yield from self._runs(_WRAPPED[kind](content), stressed=stressed or kind == "Emph")
        elif kind in {"Superscript", "Subscript"}:
            yield self._raised(content, high=kind == "Superscript"), stressed
        elif kind == "Link":
            yield from self._link(content, stressed)
        elif kind in {"Strikeout", "RawInline"}:
            loss = LossKind.STRUCK if kind == "Strikeout" else LossKind.EMBEDDED
            self._left_out(loss, content if kind == "Strikeout" else [{"t": "Str", "c": content[1]}])
        else:
            self._beside(kind, content)

    def _beside(self, kind: str, content: Node) -> None:
        """Words beside the text, which the count does not know of."""
        if kind == "Note":
            self.losses.append(Loss(LossKind.FOOTNOTE, spaced(_plain(content))))
        elif kind == "Image":
            self.losses.append(Loss(LossKind.PICTURE, spaced(_plain(content[1]))))
        elif kind == "Math":
            self.losses.append(Loss(LossKind.EQUATION, spaced(str(content[1]))))

    def _raised(self, content: Sequence[Node], *, high: bool) -> str:
        words = "".join(text for text, _stressed in self._runs(content))
        if high and words.lower() in _ENGLISH_ENDINGS:
            return words
        drawn = words.translate(_HIGH if high else _LOW)
        if any(before == after and not before.isspace() for before, after in zip(words, drawn, strict=True)):
            self.losses.append(Loss(LossKind.RAISED, words))
            return words
        return drawn

    def _link(self, content: Node, stressed: bool) -> Iterator[tuple[str, bool]]:
        runs = list(self._runs(content[1], stressed=stressed))
        target, words = str(content[2][0]), "".join(text for text, _stressed in runs)
        if target and not target.startswith("#") and target.removeprefix("mailto:") not in words:
            self.losses.append(Loss(LossKind.LINK, target[:500]))
        yield from runs

    def _heard(self, text: str) -> str:
        self.said.append(text)
        return text

    def _left_out(self, kind: LossKind, content: Node) -> None:
        """Words of the text itself that no line carries."""
        words = _plain(content)
        self.said += [" ", words, " "] if kind in {LossKind.TABLE, LossKind.PICTURE} else [words]
        self.losses.append(Loss(kind, spaced(words)))


_BLOCKS: dict[str, Callable[[Walk, Node, bool], None]] = {
    "Para": Walk._paragraph,
    "Plain": Walk._paragraph,
    "Header": Walk._header,
    "LineBlock": Walk._verse,
    "CodeBlock": Walk._code_block,
    "BlockQuote": Walk._quote,
    "Div": Walk._div,
    "OrderedList": Walk._numbered,
    "BulletList": Walk._bullets,
    "DefinitionList": Walk._definitions,
    "Table": Walk._table,
    "Figure": Walk._figure,
    "RawBlock": Walk._raw,
}


def walked(tree: Node) -> Walk:
    """Title and subtitle, which Word's styles tell, stand before the rest."""
    walk = Walk()
    for name in ("title", "subtitle"):
        found = tree["meta"].get(name)
        if found and found["t"] == "MetaInlines":
            walk.line(found["c"], title=True)
    walk.blocks(tree["blocks"])
    return walk


def _quote(content: Node, side: int) -> Node:
    return {"t": "Str", "c": _QUOTES[content[0]["t"]][side]}


def _unwrapped(blocks: Sequence[Node]) -> Iterator[Node]:
    for block in blocks:
        if block["t"] == "Div":
            yield from _unwrapped(block["c"][1])
        else:
            yield block


def _plain(content: Node) -> str:
    """All words below a node, block by block."""
    return "".join(_words(content))


def _words(node: Node) -> Iterator[str]:
    if isinstance(node, list):
        for one in node:
            yield from _words(one)
    elif isinstance(node, dict):
        kind, content = node.get("t"), node.get("c")
        if kind == "Str":
            yield str(content)
        elif kind in _SPACES:
            yield " "
        elif kind in {"Code", "Math", "CodeBlock"} and isinstance(content, list):
            yield str(content[1])
        else:
            yield from _words(content)
            if kind in {"Para", "Plain", "Header"}:
                yield " "
