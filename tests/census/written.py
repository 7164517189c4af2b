"""Whether a page is written as HTML asks: a browser mends what is not, each in its own way, and says nothing."""

from __future__ import annotations

from html.parser import HTMLParser

__all__ = ["faults_of"]

#: They have no end.
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "path",
        "rect",
        "circle",
        "use",
        "line",
    ]
)
#: What may stand in a table and its parts, besides scripts and templates.
_INSIDE = {
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"td", "th"},
    "ul": {"li"},
    "ol": {"li"},
    "select": {"option", "optgroup"},
}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.kind = ""

    def handle_decl(self, decl: str) -> None:
        self.kind = decl

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.open and tag == "html" and not dict(attrs).get("lang"):
            self.faults.append("the page names no language")
        above = self.open[-1] if self.open else ""
        if above in _INSIDE and tag not in _INSIDE[above] | {"script", "template"}:
            self._fault(f"<{tag}> in <{above}>")
        if tag == "form" and "form" in self.open:
            self._fault("a form in a form")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """As in pictures (SVG)."""

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if not self.open or self.open[-1] != tag:
            self._fault(f"</{tag}> where <{self.open[-1] if self.open else ''}> is open")
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def _fault(self, words: str) -> None:
        self.faults.append(f"line {self.getpos()[0]}: {words}")


def faults_of(markup: str) -> list[str]:
    """What a strict reader would complain of, with its line; none of a page that is in order."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    if reader.kind.lower() != "doctype html":
        reader.faults.append("it does not say that it is HTML")
    if "<html" not in markup:
        reader.faults.append("the page names no language")
    return [*reader.faults, *(f"<{tag}> has no end" for tag in reader.open)]
