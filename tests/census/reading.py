"""A page as its reader meets it: the controls of its forms with their labels and hints, its buttons, its lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html

from tests.census.written import faults_of

__all__ = ["Control", "Deed", "Sheet", "Shown", "shown"]

_BUTTONS = {"submit", "button", "image", "reset"}


@dataclass(frozen=True)
class Control:
    """An input of a form: ``label`` and ``hint`` as they are read aloud, ``value`` as it would be sent ("" for none),
    ``options`` what may be chosen instead."""

    name: str
    kind: str
    label: str
    hint: str
    value: str
    options: tuple[str, ...] = ()
    sends: bool = True
    form: Any = None


@dataclass(frozen=True)
class Deed:
    """A button, or a link that looks like one: its words and the path it leads to."""

    words: str
    method: str
    path: str


@dataclass(frozen=True)
class Sheet:
    """A list: its caption, its headings, and the rows in which a cell stands under another heading than it says."""

    caption: str
    headings: tuple[str, ...]
    astray: tuple[str, ...]


@dataclass
class Shown:
    url: str
    tree: Any
    controls: list[Control] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    #: every address a link or a form leads to, with its method
    ways: set[tuple[str, str]] = field(default_factory=set)
    #: where it is not written as HTML asks
    faults: tuple[str, ...] = ()

    def named(self, name: str) -> list[Control]:
        return [one for one in self.controls if one.name == name]


def shown(url: str, markup: str) -> Shown:
    tree = html.fromstring(markup)
    page = Shown(url, tree, faults=tuple(faults_of(markup)))
    main = next(iter(tree.xpath("//main")), tree)
    page.controls = [
        _control(tree, one) for one in main.xpath(".//input|.//select|.//textarea") if _counts(one)
    ]
    page.deeds = list(dict.fromkeys(_deeds(page, main)))
    page.sheets = [_sheet(one) for one in main.xpath(".//table[.//th[@scope='col']]")]
    page.ways = {
        ("GET", _path(url, one)) for one in tree.xpath("//a/@href|//iframe/@src|//img/@src|//link/@href")
    }
    page.ways |= {("GET", _path(url, one)) for one in tree.xpath("//@hx-get|//object/@data|//embed/@src")}
    page.ways |= {(_method(one), _path(url, one.get("action") or url)) for one in tree.xpath("//form")}
    page.ways |= {("POST", _path(url, one)) for one in tree.xpath("//@formaction")}
    return page


def words(element: Any) -> str:
    """What is read of an element; nothing of what is hidden from sight alone is left out."""
    return " ".join(" ".join(element.itertext()).split())


def _path(url: str, link: str) -> str:
    return urlsplit(urljoin(f"http://localhost{url}", link)).path


def _method(form: Any) -> str:
    return str(form.get("method") or "get").upper()


def _counts(element: Any) -> bool:
    return (
        bool(element.get("name"))
        and element.get("type") not in _BUTTONS
        and element.get("name") != "csrf_token"
    )


def _control(tree: Any, element: Any) -> Control:
    kind = element.tag if element.tag != "input" else element.get("type") or "text"
    identity = element.get("id") or ""
    said = [words(one) for one in tree.xpath("//label[@for=$id]", id=identity)] if identity else []
    said += [words(one) for one in element.iterancestors("label")]
    said += [element.get("aria-label")] if element.get("aria-label") else []
    legends = [next(iter(one.xpath("./legend")), None) for one in element.iterancestors("fieldset")]
    of_languages = any(
        "field-localized" in (one.get("class") or "") for one in element.iterancestors("fieldset")
    )
    if legends and (kind in ("radio", "checkbox") or of_languages):
        said += [words(one) for one in legends[:1] if one is not None]
    return Control(
        element.get("name"),
        kind,
        " · ".join(dict.fromkeys(filter(None, said))),
        _hint(tree, element),
        *_value(element, kind),
        form=next(element.iterancestors("form"), None),
    )


def _hint(tree: Any, element: Any) -> str:
    told = (element.get("aria-describedby") or "").split()
    for fieldset in list(element.iterancestors("fieldset"))[:1]:
        told += (fieldset.get("aria-describedby") or "").split() or [f"{fieldset.get('id')}-hint"]
    return " · ".join(words(one) for name in told for one in tree.xpath("//*[@id=$id]", id=name))


def _value(element: Any, kind: str) -> tuple[str, tuple[str, ...], bool]:
    if kind == "select":
        options = element.xpath(".//option")
        chosen = [one for one in options if one.get("selected") is not None]
        first = (chosen or options or [None])[0]
        return _option(first), tuple(_option(one) for one in options), bool(options)
    if kind == "textarea":
        return (element.text or "").removeprefix("\n"), (), True
    ticked = kind not in ("checkbox", "radio") or element.get("checked") is not None
    return element.get("value") or ("on" if kind == "checkbox" else ""), (), ticked and kind != "file"


def _option(option: Any) -> str:
    return "" if option is None else str(option.get("value", words(option)))


def _deeds(page: Shown, main: Any) -> Iterator[Deed]:
    for one in main.xpath(".//button|.//input[@type='submit']|.//a[contains(concat(' ',@class),' btn')]"):
        said = one.get("aria-label") or words(one) or one.get("value") or one.get("title") or ""
        if one.tag == "a":
            yield Deed(said, "GET", _path(page.url, one.get("href") or ""))
        elif one.get("type") not in ("button", "reset"):
            owner = one.get("form")
            form = (
                next(iter(main.xpath("//form[@id=$id]", id=owner)), None)
                if owner
                else next(one.iterancestors("form"), None)
            )
            action = one.get("formaction") or (form.get("action") if form is not None else "") or page.url
            method = (one.get("formmethod") or (_method(form) if form is not None else "GET")).upper()
            yield Deed(said, method, _path(page.url, action))


def _sheet(table: Any) -> Sheet:
    caption = next((words(one) for one in table.xpath("./caption")), "")
    headings = tuple(
        words(one) or next(iter(one.xpath(".//@aria-label")), "")
        for one in table.xpath("./thead/tr[1]/th|./thead/tr[1]/td")
    )
    astray = []
    for row in table.xpath("./tbody/tr[not(th[@colspan]) and not(td[@colspan])]"):
        cells = row.xpath("./td|./th")
        under = [
            f"“{one.get('data-label')}” under “{heading}”"
            for one, heading in zip(cells, headings, strict=False)
            if one.get("data-label") and one.get("data-label") != heading
        ]
        if len(cells) != len(headings) or under:
            astray.append(f"{len(cells)} cells, {len(headings)} headings: {', '.join(under)}")
    return Sheet(caption, headings, tuple(dict.fromkeys(astray)))
