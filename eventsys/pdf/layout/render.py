"""HTML to PDF, without network and without disk."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from threading import RLock
from types import MappingProxyType
from typing import Any, Literal, NoReturn

import pikepdf
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from eventsys.pdf.errors import RemoteResource, UnknownImage
from eventsys.pdf.layout import loose
from eventsys.pdf.layout.variants import mark_variants
from eventsys.pdf.shaping import readable
from eventsys.pdf.shaping.breaks import with_breaks

__all__ = [
    "IMAGE_SCHEME",
    "EmbeddedFile",
    "Box",
    "Rendered",
    "Variant",
    "elements",
    "layout",
    "measure",
    "missing_in",
    "render",
]

IMAGE_SCHEME = "eventsys-image:"
Variant = Literal["pdf/a-3a", "pdf/a-3u", "pdf/ua-1", "pdf/a-3a+ua-1"]
#: A file may say that it is both; WeasyPrint writes one. PDF/A wants the other's words explained (ISO 19005-3, 6.6.2.3).
_BOTH = "+ua-1"
_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""

_NOWHERE = "https://nowhere.invalid/"  # gives relative addresses a full name, so that they are refused by it
_POINTS = 0.75  # PDF points in a CSS pixel
_lock = RLock()  # Pango's font maps must not be used by two threads at once
_NO_IMAGES: Mapping[str, bytes] = MappingProxyType({})

readable.install()
loose.install()


@dataclass(frozen=True, slots=True, order=True)  # by name, as a tree of names is (ISO 32000-1, 7.9.6)
class EmbeddedFile:
    """A file embedded in the PDF; without a ``media_type`` that follows from the ending of ``name``.

    ``relationship`` is one of PDF/A-3's ``Source``, ``Data``, ``Alternative``, ``Supplement``.
    """

    name: str
    data: bytes = field(repr=False)
    description: str = ""
    relationship: str = "Data"
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """Where an element landed: page index from 0, then PDF points from the page's lower left corner."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished PDF.

    ``boxes`` has the border box of every element with a ``data-box`` attribute, by that attribute's
    value (of the first page, when the element is broken over several). ``missing`` are characters that
    no installed font can draw.
    """

    pdf: bytes = field(repr=False)
    pages: int
    boxes: Mapping[str, Box]
    missing: frozenset[str]


class _GivenImagesOnly(URLFetcher):  # type: ignore[misc]
    """Answers ``eventsys-image:<name>`` from memory, and stops the rendering at anything else.

    WeasyPrint turns most failed fetches into a warning, and inside an SVG even a fatal one: so the
    first refusal is kept, and :meth:`checked` raises it whatever became of the exception.
    """

    def __init__(self, images: Mapping[str, bytes] = _NO_IMAGES) -> None:
        super().__init__()
        self._given = images
        self._refusal: RemoteResource | UnknownImage | None = None

    def fetch(self, url: str, _headers: object = None) -> URLFetcherResponse:
        name = url[len(IMAGE_SCHEME) :]
        if not url.lower().startswith(IMAGE_SCHEME):
            self._refuse(RemoteResource(url=url.removeprefix(_NOWHERE)[:200]))
        elif name not in self._given:
            self._refuse(UnknownImage(name=name[:200]))
        return URLFetcherResponse(url, self._given[name])

    def _refuse(self, refusal: RemoteResource | UnknownImage) -> NoReturn:
        self._refusal = self._refusal or refusal
        raise FatalURLFetchingError(type(refusal).__name__)

    @contextmanager
    def checked(self) -> Iterator[None]:
        with suppress(FatalURLFetchingError):
            yield
        if self._refusal is not None:
            raise self._refusal


@lru_cache(maxsize=1)
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@lru_cache(maxsize=64)
def _parsed(css: str) -> weasyprint.CSS:
    fetcher = _GivenImagesOnly()
    with fetcher.checked():
        return weasyprint.CSS(string=css, font_config=_fonts(), base_url=_NOWHERE, url_fetcher=fetcher)


def elements(box: Any) -> Iterator[Any]:
    """A laid-out box and all below it, outermost first."""
    yield box
    for child in getattr(box, "children", ()):
        yield from elements(child)


def _boxes(document: weasyprint.Document) -> dict[str, Box]:
    found: dict[str, Box] = {}
    for number, page in enumerate(document.pages):
        for box in elements(page._page_box):
            element = getattr(box, "element", None)
            name = element.get("data-box") if element is not None and not isinstance(element, str) else None
            if name and name not in found:
                x, y, width, height = box.hit_area()
                top = (page.height - y) * _POINTS
                found[name] = Box(number, x * _POINTS, top - height * _POINTS, (x + width) * _POINTS, top)
    return found


def _conforming(pdf: bytes, attachments: Sequence[EmbeddedFile], *, accessible: bool) -> bytes:
    """PDF/A wants its XMP metadata uncompressed and each attachment listed once; WeasyPrint does neither, and knows
    media types by names alone. With ``accessible`` it is said to be PDF/UA-1 as well."""
    types = {one.name: pikepdf.Name(f"/{one.media_type}") for one in attachments if one.media_type}
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        metadata = document.Root.Metadata
        before, end, after = metadata.read_bytes().rpartition(b"</rdf:RDF>")
        metadata.write(before + (_UA if accessible else b"") + end + after)
        if "/AF" in document.Root:
            once = {entry.objgen: entry for entry in document.Root.AF}
            document.Root.AF = pikepdf.Array(once.values())
            for entry in once.values():
                entry.EF.F.Subtype = types.get(str(entry.UF), entry.EF.F.Subtype)
        document.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


@contextmanager
def layout(
    html: str,
    *,
    css: Sequence[str] = (),
    variant: str | None = None,
    images: Mapping[str, bytes] = _NO_IMAGES,
    prepare: Callable[[Any], None] = lambda _root: None,
) -> Iterator[weasyprint.Document]:
    """WeasyPrint's own document, laid out; to be drawn inside the ``with``, where no other thread lays out.

    ``prepare`` may change the tree (an ElementTree) before. Raises what :func:`render` raises.
    """
    fetcher = _GivenImagesOnly(images)
    with _lock, fetcher.checked():
        text = with_breaks(unicodedata.normalize("NFC", html))
        page = weasyprint.HTML(string=text, base_url=_NOWHERE, url_fetcher=fetcher)
        prepare(page.etree_element)
        mark_variants(page.etree_element)
        yield page.render(
            font_config=_fonts(), stylesheets=[_parsed(text) for text in css], pdf_variant=variant
        )


def render(
    html: str,
    *,
    css: Sequence[str] = (),
    variant: Variant | None = None,
    images: Mapping[str, bytes] = _NO_IMAGES,
    attachments: Sequence[EmbeddedFile] = (),
) -> Rendered:
    """Lay out and draw ``html`` with the style sheets ``css`` (texts, later ones win).

    ``images`` are PNG, JPEG, GIF, WebP or SVG files which the page names ``eventsys-image:<name>``.
    Title and language come from the HTML; ``pdf/a-3a`` and ``pdf/ua-1`` are tagged, and one file can be both
    (``pdf/a-3a+ua-1``). No form fields are made. Text is brought to NFC and comes back exactly from ``pdftotext``.

    Raises :class:`RemoteResource` for any other address (network, disk, ``data:``), at whatever depth,
    and :class:`UnknownImage` for a name that ``images`` lacks.
    """
    printed = variant.removesuffix(_BOTH) if variant else None
    with layout(html, css=css, variant=printed, images=images) as document:
        drawn = _drawn(document, _boxes(document), printed, attachments)
    if variant is None:
        return drawn
    return replace(drawn, pdf=_conforming(drawn.pdf, attachments, accessible=variant.endswith(_BOTH)))


def measure(
    html: str, *, css: Sequence[str] = (), images: Mapping[str, bytes] = _NO_IMAGES
) -> Mapping[str, Box]:
    """Where the elements with a ``data-box`` land, drawn or not: how high words are, before it is known where they
    stand. Raises what :func:`render` raises."""
    with layout(html, css=css, images=images) as document:
        return _boxes(document)


def _drawn(
    document: weasyprint.Document,
    boxes: Mapping[str, Box],
    variant: str | None,
    attachments: Sequence[EmbeddedFile],
) -> Rendered:
    now = datetime.now(UTC)
    files = [
        weasyprint.Attachment(
            string=item.data,
            name=item.name,
            description=item.description,
            relationship=item.relationship,
            created=now,
            modified=now,
        )
        for item in sorted(attachments)
    ]
    pdf = document.write_pdf(pdf_variant=variant, attachments=files)
    return Rendered(pdf=pdf, pages=len(document.pages), boxes=boxes, missing=missing_in(document))


def missing_in(document: weasyprint.Document) -> frozenset[str]:
    """The characters of a document that was written which no font here can draw."""
    return frozenset(chr(code) for font in document.fonts.values() for code in font.missing)
