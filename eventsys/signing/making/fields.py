"""Signature fields: all of them made at once, before the seal, which permits no new ones."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import cast

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field, enumerate_sig_fields

from eventsys.pdf.layout.render import Box
from eventsys.signing.document.reading import open_pdf
from eventsys.signing.document.tags import tag_fields
from eventsys.signing.document.writing import IncrementalUpdate
from eventsys.signing.errors.making import FieldUnusable
from eventsys.signing.values.api import FieldSpec

__all__ = ["field_box", "field_names", "prepare"]


def _names(reader: PdfFileReader, *, signed: bool | None) -> tuple[str, ...]:
    return tuple(name for name, _, _ in enumerate_sig_fields(reader, filled_status=signed))


def field_names(pdf: bytes, *, signed: bool | None = None) -> tuple[str, ...]:
    """Names of the signature fields; with ``signed`` only those with, or without, a signature.

    Raises the refusals of :func:`eventsys.signing.document.reading.opened`.
    """
    with open_pdf(pdf) as reader:
        return _names(reader, signed=signed)


def field_box(pdf: bytes, name: str) -> Box:
    """Where the signature field of that name lies, so that its appearance is drawn in its very shape.

    Raises :class:`FieldUnusable` when there is none, and the refusals of ``open_pdf``.
    """
    with open_pdf(pdf) as reader:
        found = next((field for key, _, field in enumerate_sig_fields(reader) if key == name), None)
        if found is None:
            raise FieldUnusable(field=name)
        widget = found.get_object()
        if "/Rect" not in widget:  # a field apart from its one widget
            widget = widget["/Kids"][0]
        x0, y0, x1, y1 = (float(corner) for corner in widget["/Rect"])
        page = _page_of(reader, widget)
        return Box(page, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _page_of(reader: PdfFileReader, widget: DictionaryObject) -> int:
    wanted = widget.raw_get("/P").reference if "/P" in widget else None
    pages = int(reader.root["/Pages"]["/Count"])
    find = cast("Callable[[int], tuple[IndirectObject, object]]", reader.find_page_for_modification)
    references = (find(number)[0].reference for number in range(pages))
    return next((number for number, reference in enumerate(references) if reference == wanted), 0)


def _check(field: FieldSpec, *, pages: int, taken: set[str]) -> None:
    box = field.box
    placed = 0 <= box.page < pages and box.width > 0 and box.height > 0
    if not placed or not field.name or "." in field.name or field.name in taken:
        raise FieldUnusable(field=field.name)
    taken.add(field.name)


def prepare(pdf: bytes, fields: Sequence[FieldSpec]) -> bytes:
    """Add an empty signature field for each of ``fields`` as one incremental revision; where the document is
    tagged, each is a part of it.

    Names must be new, without dots, and boxes must lie on existing pages; else :class:`FieldUnusable`.
    Raises the refusals of :func:`eventsys.signing.document.reading.opened` too.
    """
    with open_pdf(pdf) as reader:
        pages = int(reader.root["/Pages"]["/Count"])
        taken = set(_names(reader, signed=None))
        for field in fields:
            _check(field, pages=pages, taken=taken)
        writer = IncrementalUpdate.from_reader(reader)
        for field in fields:
            append_signature_field(writer, _specification(field))
        form = writer.root["/AcroForm"]["/Fields"]
        tag_fields(writer, [form.raw_get(number) for number in range(len(form) - len(fields), len(form))])
        out = io.BytesIO()
        writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def _specification(field: FieldSpec) -> SigFieldSpec:
    box = field.box
    corners = (round(box.x0, 2), round(box.y0, 2), round(box.x1, 2), round(box.y1, 2))
    return SigFieldSpec(
        field.name,
        on_page=box.page,
        box=corners,  # type: ignore[arg-type]  # fractions of points are fine in PDF
        readable_field_name=field.title or None,
    )
