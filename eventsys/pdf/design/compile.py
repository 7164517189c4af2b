"""A design laid out once with empty slots: its drawing becomes a form, its slots' boxes are read off."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any, Final
from xml.etree import ElementTree as ET

import weasyprint
from weasyprint.matrix import Matrix
from weasyprint.text.ffi import ffi, harfbuzz

from eventsys.pdf.design.boxes import (
    POINTS_PER_PIXEL,
    in_points,
    picture_style,
    text_style,
    transformed_boxes,
)
from eventsys.pdf.design.compiled import (
    IMAGE_SLOTS,
    POINTS_PER_MM,
    TEXT_SLOTS,
    Design,
    FaceUse,
    ImageSlot,
    TextSlot,
)
from eventsys.pdf.design.graft import grafts
from eventsys.pdf.errors import DesignTooBig, SlotNotEmpty, SlotWithoutBox, UnknownSlot
from eventsys.pdf.layout.blanks import mark_missing, refuse_missing
from eventsys.pdf.layout.render import IMAGE_SCHEME, layout, missing_in
from eventsys.pdf.shaping.fontbook import face_like
from eventsys.pdf.shaping.fonts import FONT_CSS

__all__ = ["compile_design", "page_html", "with_flow"]

_EMPTY: Final = "empty-slot"  # stands in for what a picture slot will hold; never drawn
_EMPTY_PICTURE: Final = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" viewBox="0 0 1 1"></svg>'
)
_FRAME: Final = """
@page {{ size: {width}mm {height}mm; margin: 0; bleed: {bleed}mm; marks: none }}
html, body {{ margin: 0; padding: 0 }}
.badge {{ width: {width}mm; height: {height}mm; box-sizing: border-box; overflow: {overflow} }}
"""
_OUTSIDE = 0.5  # points that a box may stick out of the page, for rounding
_STYLES: Final = {0: "normal", 1: "oblique", 2: "italic"}  # Pango's numbers


def page_html(html: str, *, language: str, classes: Sequence[str], variables: Mapping[str, str]) -> str:
    """The page around a design's HTML: one ``<section class="badge …">`` with the variables as its style."""
    style = "; ".join(f"--{name}: {value}" for name, value in variables.items())
    return (
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8"><title> </title></head><body>'
        f'<section class="badge {escape(" ".join(classes))}" style="{escape(style)}">\n{html}</section></body></html>'
    )


def compile_design(
    html: str,
    *,
    css: str | Sequence[str],
    width_mm: float,
    height_mm: float,
    classes: Sequence[str] = ("front",),
    variables: Mapping[str, str] | None = None,
    images: Mapping[str, bytes] | None = None,
    language: str = "en",
    bleed_mm: float = 0,
    text_slots: Collection[str] = TEXT_SLOTS,
    image_slots: Collection[str] = IMAGE_SLOTS,
    flow: Mapping[str, str] | None = None,
) -> Design:
    """Lay ``html`` out on a page of exactly the given size and read its slots (see :mod:`.compiled`).

    ``classes`` and ``variables`` (without ``--``) go on the section around it; ``images`` are those that the
    design itself shows, by name; ``css`` comes after :data:`eventsys.pdf.shaping.fonts.FONT_CSS`. ``flow``: the words of
    ``data-flow`` elements, which :func:`eventsys.pdf.stamping.stamp.stamp` gives by itself.

    Raises :class:`UnknownSlot`, :class:`SlotNotEmpty`, :class:`SlotWithoutBox` with the line in ``html``;
    :class:`RemoteResource`, :class:`UnknownImage`, :class:`DesignTooBig`; :class:`NoGlyph` for its own words.
    """
    asked: dict[str, Any] = {
        "html": html,
        "css": (css,) if isinstance(css, str) else tuple(css),
        "width_mm": width_mm,
        "height_mm": height_mm,
        "classes": tuple(classes),
        "variables": tuple((variables or {}).items()),
        "images": tuple((images or {}).items()),
        "language": language,
        "bleed_mm": bleed_mm,
        "text_slots": tuple(text_slots),
        "image_slots": tuple(image_slots),
        "flow": tuple((flow or {}).items()),
    }
    digest = hashlib.sha256(repr((weasyprint.__version__, sorted(asked.items()))).encode()).hexdigest()[:16]
    frame = _FRAME.format(
        width=width_mm, height=height_mm, bleed=bleed_mm, overflow="visible" if bleed_mm else "hidden"
    )
    page = page_html(html, language=language, classes=classes, variables=variables or {})
    slots = _SlotReader(html, text_slots, image_slots, flow or {})
    given = {**(images or {}), _EMPTY: _EMPTY_PICTURE}
    with layout(page, css=(FONT_CSS, frame, *asked["css"]), images=given, prepare=slots.prepare) as document:
        if len(document.pages) > 1:
            raise DesignTooBig(pages=len(document.pages))
        size = (width_mm * POINTS_PER_MM, height_mm * POINTS_PER_MM)
        texts, pictures = slots.read(document.pages[0], *size)
        pdf = document.write_pdf(uncompressed_pdf=True)
        refuse_missing(missing_in(document))
        (form,) = grafts(pdf, _shared_fonts(document.fonts.values()))
    bleed = bleed_mm * POINTS_PER_MM
    return Design(digest, *size, bleed, texts, pictures, form, slots.flows, language, asked)


@lru_cache(maxsize=64)
def _compiled(asked: tuple[tuple[str, Any], ...]) -> Design:
    values = dict(asked)
    for name in ("variables", "images", "flow"):
        values[name] = dict(values[name])
    return compile_design(**values)


def with_flow(design: Design, flow: Mapping[str, str]) -> Design:
    """``design`` laid out anew with the words of its flowing texts; the last few are remembered."""
    words = tuple((name, flow.get(name, "")) for name in design.flows)
    return _compiled(tuple({**design.asked, "flow": words}.items()))


class _SlotReader:
    """The slots of one design: checked and made ready before the layout, read after it."""

    def __init__(
        self, html: str, texts: Collection[str], images: Collection[str], flow: Mapping[str, str]
    ) -> None:
        self._html, self._texts, self._images, self._flow = html, texts, images, flow
        self._found: dict[int, tuple[ET.Element, int]] = {}
        self.flows: tuple[str, ...] = ()

    def prepare(self, root: ET.Element) -> None:
        counts: dict[str, int] = {}
        flows: dict[str, None] = {}
        for element in root.iter():
            if (name := element.get("data-flow")) is not None:
                flows[name] = None
                _pour(element, self._flow.get(name, ""))
            if (name := element.get("data-slot")) is None:
                continue
            counts[name] = counts.get(name, 0) + 1
            line = self._line(name, counts[name])
            self._check(element, name, line)
            self._found[id(element)] = element, line
        self.flows = tuple(flows)

    def _line(self, name: str, count: int) -> int:
        found = list(re.finditer(rf"data-slot\s*=\s*[\"']?{re.escape(name)}(?![\w-])", self._html))
        return self._html.count("\n", 0, found[count - 1].start()) + 1 if len(found) >= count else 1

    def _check(self, element: ET.Element, name: str, line: int) -> None:
        if name not in self._texts and name not in self._images:
            raise UnknownSlot(slot=name, line=line, known=", ".join([*self._texts, *self._images]))
        picture = name in self._images
        filled = len(element) or (element.text or "").strip() or element.get("src")
        if filled or (element.tag == "img") != picture:
            raise SlotNotEmpty(slot=name, line=line)
        if picture:
            element.set("src", IMAGE_SCHEME + _EMPTY)

    def read(
        self, page: Any, width: float, height: float
    ) -> tuple[tuple[TextSlot, ...], tuple[ImageSlot, ...]]:
        texts: list[TextSlot] = []
        images: list[ImageSlot] = []
        seen: set[int] = set()
        for box, matrix in transformed_boxes(page._page_box, Matrix()):
            element = getattr(box, "element", None)
            if id(element) not in self._found or id(element) in seen or box.style["visibility"] != "visible":
                continue
            seen.add(id(element))
            element, line = self._found[id(element)]
            name = element.attrib["data-slot"]
            place = self._place(box, name, line, width, height)
            turned = in_points(matrix, height)
            if name in self._images:
                box.replacement = _Nothing(box.replacement)
                images.append(ImageSlot(name, *place, *picture_style(box), matrix=turned))
            else:
                texts.append(TextSlot(name, *place, **text_style(box, element), matrix=turned))
        return tuple(texts), tuple(images)

    def _place(
        self, box: Any, name: str, line: int, width: float, height: float
    ) -> tuple[float, float, float, float]:
        try:
            x, y = box.content_box_x() * POINTS_PER_PIXEL, box.content_box_y() * POINTS_PER_PIXEL
            w, h = box.width * POINTS_PER_PIXEL, box.height * POINTS_PER_PIXEL
        except (AttributeError, TypeError) as error:  # an inline box has no size of its own
            raise SlotWithoutBox(slot=name, line=line) from error
        inside = (
            x >= -_OUTSIDE and y >= -_OUTSIDE and x + w <= width + _OUTSIDE and y + h <= height + _OUTSIDE
        )
        if w < 1 or h < 1 or not inside:
            raise SlotWithoutBox(slot=name, line=line)
        return x, height - y - h, w, h


def _shared_fonts(fonts: Iterable[Any]) -> dict[str, FaceUse]:
    """WeasyPrint's fonts that the engine knows as faces of its own, by resource name."""
    found: dict[str, FaceUse] = {}
    for font in fonts:
        blob = harfbuzz.hb_face_reference_table(font.hb_face, harfbuzz.hb_tag_from_string(b"head", -1))
        with ffi.new("unsigned int *") as length:
            head = bytes(ffi.unpack(harfbuzz.hb_blob_get_data(blob, length), 12))
        harfbuzz.hb_blob_destroy(blob)
        face = face_like(font.family, int(font.weight), _STYLES[font.style], font.index, head[8:12])
        if face is not None and not font.missing:
            known = found[font.hash].letters if font.hash in found else {}
            found[font.hash] = FaceUse(face.path, face.index, face.key, {**known, **font.to_unicode})
    return found


class _Nothing:
    """A picture that leaves no trace in the drawing."""

    def __init__(self, picture: Any) -> None:
        self._picture = picture

    def __getattr__(self, name: str) -> Any:
        return getattr(self._picture, name)

    def draw(self, *_: Any) -> None:
        """Nothing."""


def _pour(element: ET.Element, words: str) -> None:
    first, *rest = mark_missing(words).split("\n")
    element.text = first
    for line in rest:
        ET.SubElement(element, "br").tail = line
