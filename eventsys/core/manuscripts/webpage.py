"""An HTML page before pandoc reads it: what is not shown is taken out, readings above characters are named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from eventsys.core.manuscripts.errors import ManuscriptUnreadable
from eventsys.core.manuscripts.packages import take_out
from eventsys.core.manuscripts.values import Loss, LossKind, spaced

__all__ = ["prepared"]

_UNSEEN = ("script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "canvas")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "td",
        "th",
        "tr",
        "ul",
    }
)


def prepared(data: bytes) -> tuple[bytes, list[Loss], str]:
    """For pandoc; what was taken out; and the words that must come out. Raises ManuscriptUnreadable."""
    if not data.strip() or b"<!ENTITY" in data:
        raise ManuscriptUnreadable
    parser = html.HTMLParser(encoding=_encoding(data), no_network=True)
    try:
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise ManuscriptUnreadable from error
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise ManuscriptUnreadable  # the parser gave up, and what lies deeper is lost
    losses = list(_taken_out(root))
    body = root.find("body")
    if body is None:
        raise ManuscriptUnreadable
    page: bytes = etree.tostring(body, encoding="UTF-8", method="html")
    return page, losses, "".join(_words(body))


def _encoding(data: bytes) -> str | None:
    """UTF-8 where the octets are that; else what the page says of itself, which the parser finds."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _taken_out(root: html.HtmlElement) -> Iterator[Loss]:
    for comment in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        take_out(comment)
    for node in list(root.iter(*_UNSEEN)):
        take_out(node)
    for node in list(root.iter("rt", "rp")):
        words = _plain(node)
        if node.tag == "rt" and words:
            yield Loss(
                LossKind.RUBY, words, _plain(node.getparent())[:60] if node.getparent() is not None else ""
            )
        take_out(node)
    for node in list(root.iter()):
        if isinstance(node.tag, str) and (
            "hidden" in node.attrib or _HIDDEN.search(str(node.get("style", "")))
        ):
            words = _plain(node)
            if words:
                yield Loss(LossKind.HIDDEN, words)
            take_out(node)


def _plain(node: etree._Element) -> str:
    return spaced("".join(str(text) for text in node.itertext()))


def _words(node: etree._Element) -> Iterator[str]:
    if node.tag in _BLOCKS:
        yield "\n"
    yield node.text or ""
    for one in node:
        yield from _words(one)
    if node.tag in _BLOCKS:
        yield "\n"
    yield node.tail or ""
