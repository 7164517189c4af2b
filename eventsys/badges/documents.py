"""Badges on paper: a design's slots filled with each person's words, one page a badge."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import escape

from eventsys.badges import rules
from eventsys.badges.errors import BadSlot
from eventsys.badges.models import BadgeDesign
from eventsys.core.bounded import call
from eventsys.pdf.fonts import FONT_CSS
from eventsys.pdf.qr import qr_png
from eventsys.pdf.render import IMAGE_SCHEME, html_to_pdf

__all__ = ["IMAGE_SLOTS", "TEXT_SLOTS", "Copy", "badges_pdf", "check_slots"]

TEXT_SLOTS = (
    "name", "first", "rest", "native_name", "office", "organisation", "city", "native_city",
    "category", "title", "place", "dates", "network", "number",
)  # fmt: skip
IMAGE_SLOTS = ("photo", "qr")

_SLOT = re.compile(
    r'<(?P<tag>[a-z0-9]+)(?P<attrs>[^<>]*\sdata-slot="(?P<slot>[^"]*)"[^<>]*)>'
    r"(?:(?P<inner>[^<]*)</(?P=tag)>)?"
)
_FIT = re.compile(r'\sdata-fit="(?P<fit>[^"]*)"')
_TRIAL_SECONDS, _TRIAL_MEGABYTES = 15, 1500
# Only the box is ours; everything inside it is the design's.
_FRAME = """
@page {{ size: {width}mm {height}mm; margin: 0 }}
html, body {{ margin: 0; padding: 0 }}
.badge {{ width: {width}mm; height: {height}mm; break-after: page; overflow: hidden; box-sizing: border-box }}
.badge:last-child {{ break-after: auto }}
"""


@dataclass(frozen=True, slots=True)
class Copy:
    """One badge to print. ``words``: the frozen words of the badge; ``code``: what its QR says;
    ``photo``: JPEG octets or ``None``."""

    words: Mapping[str, Any]
    code: str
    photo: bytes | None = field(default=None, repr=False)


def check_slots(html: str) -> None:
    """``html`` is clean. Raises :class:`BadSlot` for a slot that does not exist or is not an empty element,
    and :class:`BadFit` for a box that is not given in four numbers."""
    known = ", ".join(TEXT_SLOTS + IMAGE_SLOTS)
    found = list(_SLOT.finditer(html))
    for match in found:
        if not _fillable(match):
            raise BadSlot(slot=match["slot"], known=known)
        if fit := _FIT.search(match["attrs"]):
            rules.read_fit(fit["fit"])
    if len(found) != html.count("data-slot="):
        whole = {match["slot"] for match in found}
        named = re.findall(r'data-slot="([^"]*)"', html)
        raise BadSlot(slot=next((slot for slot in named if slot not in whole), "?"), known=known)


def _fillable(slot: re.Match[str]) -> bool:
    if slot["slot"] in IMAGE_SLOTS:
        return slot["tag"] == "img" and " src=" not in slot["attrs"]
    return slot["slot"] in TEXT_SLOTS and slot["inner"] is not None and not slot["inner"].strip()


def badges_pdf(
    design: BadgeDesign, copies: Sequence[Copy], *, title: str, language: str, trial: bool = False
) -> bytes:
    """A PDF of ``copies`` in their order, one page each, ``design.width_mm`` × ``design.height_mm``.

    ``trial``: nobody has seen this design laid out yet, and it may never come to an end: it is laid out in a
    process of its own. Raises :class:`TookTooMuch` then.
    """
    images: dict[str, bytes] = {}
    pages = [_page(design.html, copy, number, images) for number, copy in enumerate(copies)]
    frame = _FRAME.format(width=f"{design.width_mm:g}", height=f"{design.height_mm:g}")
    html = (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head><body>{''.join(pages)}</body></html>"
    )
    css = (FONT_CSS, frame, design.css)
    if trial:
        return call(
            html_to_pdf, html, css=css, images=images, seconds=_TRIAL_SECONDS, megabytes=_TRIAL_MEGABYTES
        )
    return html_to_pdf(html, css=css, images=images)


def _page(html: str, copy: Copy, number: int, images: dict[str, bytes]) -> str:
    colour = copy.words["colour"]
    style = f"--category: {colour}; --on-category: {rules.ink_on(colour)}"
    classes = f"badge category-{copy.words['category_code']}" + ("" if copy.photo else " no-photo")

    def fill(match: re.Match[str]) -> str:
        if match["slot"] in IMAGE_SLOTS:
            return _picture(match, copy, number, images)
        slot = match["slot"]
        return _text(match, str(copy.words.get(slot, "")), str(copy.words.get(f"{slot}_lang", "")))

    return f'<section class="{escape(classes)}" style="{escape(style)}">{_SLOT.sub(fill, html)}</section>'


def _text(match: re.Match[str], text: str, language: str) -> str:
    if not text:
        return ""
    attrs = match["attrs"]
    if fit := _FIT.search(attrs):
        size = rules.fit_size(text, rules.read_fit(fit["fit"]))
        attrs = _with_style(attrs, f"font-size: {size:g}pt")
    if language:
        attrs += f' lang="{escape(language)}"'
    return f"<{match['tag']}{attrs}>{escape(text)}</{match['tag']}>"


def _with_style(attrs: str, declaration: str) -> str:
    if ' style="' in attrs:
        return attrs.replace(' style="', f' style="{declaration}; ', 1)
    return f'{attrs} style="{declaration}"'


def _picture(match: re.Match[str], copy: Copy, number: int, images: dict[str, bytes]) -> str:
    octets = copy.photo if match["slot"] == "photo" else qr_png(copy.code, scale=4)
    if not octets:
        return ""
    name = f"{match['slot']}-{number}"
    images[name] = octets
    return f'<img{match["attrs"]} src="{IMAGE_SCHEME}{name}">'
