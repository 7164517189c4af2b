"""HTML and CSS that organisers write for badges and papers, made safe to store, show and print.

The second wall is :mod:`eventsys.pdf.layout.render`, which answers no address at all but given pictures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import nh3
import tinycss2

from eventsys.pdf.errors import BrokenStyle, UnsafeStyle
from eventsys.pdf.layout.render import IMAGE_SCHEME

__all__ = ["check_css", "clean_html"]

_TAGS = set(
    """
    a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd div dl dt em figcaption
    figure footer h1 h2 h3 h4 h5 h6 header hr i img li main ol p q rp rt ruby s section small span strong
    sub sup table tbody td tfoot th thead time tr u ul wbr
    """.split()  # noqa: SIM905 - read as a list of words
)
_ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "style", "title"},
    "a": {"href"},
    "col": {"span"},
    "colgroup": {"span"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_SCHEMES = {IMAGE_SCHEME.rstrip(":"), "https", "mailto"}
_AT_RULES = {"media", "page", "supports", "counter-style", "charset", "namespace"}
_MARGIN_BOXES = {
    f"{edge}-{place}"
    for edge, places in {
        "top": ("left-corner", "left", "center", "right", "right-corner"),
        "bottom": ("left-corner", "left", "center", "right", "right-corner"),
        "left": ("top", "middle", "bottom"),
        "right": ("top", "middle", "bottom"),
    }.items()
    for place in places
}
_FUNCTIONS = {"element", "expression", "image", "image-set", "paint", "src", "url"}
_PROPERTIES = {"-moz-binding", "behavior"}


def _tokens(nodes: Iterable[Any]) -> Iterator[Any]:
    """Every token at every depth, in order of appearance."""
    for node in nodes or ():
        yield node
        for inner in ("prelude", "arguments", "content"):
            yield from _tokens(getattr(node, inner, None) or ())


def _is_picture(address: str) -> bool:
    return address.startswith(IMAGE_SCHEME)


def _check_token(token: Any, line: int) -> None:
    kind = token.type
    if kind == "error" and token.kind != "eof-in-string":
        raise BrokenStyle(line=line, what=token.kind)
    if kind == "url" and not _is_picture(token.value):
        raise UnsafeStyle(line=line, what=f"url({token.value[:80]})")
    if kind == "at-keyword" and token.lower_value not in _AT_RULES | _MARGIN_BOXES:
        raise UnsafeStyle(line=line, what=f"@{token.value}")
    if kind == "ident" and token.lower_value in _PROPERTIES:
        raise UnsafeStyle(line=line, what=token.value)
    if kind == "function":
        _check_function(token, line)


def _check_function(token: Any, line: int) -> None:
    name = token.lower_name
    strings = [inner.value for inner in token.arguments if inner.type == "string"]
    if name == "url" and strings and all(map(_is_picture, strings)):
        return
    if name in _FUNCTIONS:
        raise UnsafeStyle(line=line, what=f"{token.name}({strings[0][:80] if strings else '…'})")
    words = [inner.lower_value for inner in token.arguments if inner.type == "ident"]
    if name == "attr" and "url" in words:
        raise UnsafeStyle(line=line, what="attr(… url)")


def check_css(css: str) -> str:
    """Give back ``css`` unchanged when it asks for nothing from outside.

    ``url()`` may only be ``eventsys-image:<name>``; at-rules that fetch (``@import``, ``@font-face``) and
    functions that fetch or compute are refused. Raises :class:`UnsafeStyle` or :class:`BrokenStyle` with
    the line, counted from 1.
    """
    for number, line in enumerate(css.splitlines(), 1):
        if "</" in line or "<!--" in line:
            raise UnsafeStyle(line=number, what="</" if "</" in line else "<!--")
    try:
        for token in _tokens(tinycss2.parse_component_value_list(css, skip_comments=True)):
            _check_token(token, token.source_line)
    except RecursionError:
        raise BrokenStyle(line=1, what="((((") from None
    return css


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "style":
        try:
            return check_css(value)
        except (BrokenStyle, UnsafeStyle):
            return None
    if tag == "img" and name == "src" and not _is_picture(value):
        return None
    if tag == "a" and name == "href" and _is_picture(value):
        return None
    return value


def clean_html(html: str) -> str:
    """An HTML fragment without anything that acts or fetches; the rest is kept as it was.

    Scripts, forms, frames, inline SVG, event handlers and unknown tags go; pictures may only be
    ``eventsys-image:<name>``; links may be ``https:`` and ``mailto:``; ``data-*`` attributes stay, as slots
    are marked with them; a ``style`` attribute that :func:`check_css` refuses goes.
    """
    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags={"script", "style", "iframe", "object", "svg", "math", "template", "noscript"},
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        generic_attribute_prefixes={"data-"},
        url_schemes=_SCHEMES,
        url_relative="deny",
        link_rel=None,
    )
