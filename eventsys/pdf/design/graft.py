"""A page of one PDF made ready to be copied into another, as often as asked, without parsing it again."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Mapping
from typing import Any

import pikepdf

from eventsys.pdf.design.compiled import FaceUse, Graft
from eventsys.pdf.errors import BrokenPdf

__all__ = ["graft_page", "grafts"]

_NOT_ARCHIVAL = re.compile(rb"/SMask\s*[^/\s]|/DeviceCMYK|/[Cc][Aa]\s+0?\.\d")
_Part = bytes | int | str
_SKIPPED = {"/Parent", "/StructParent", "/StructParents", "/Metadata", "/PieceInfo", "/OC"}


class _Copier:
    """Writes objects as octets with holes where references stand, and where fonts stand that all pages share."""

    def __init__(self, fonts: Mapping[str, str]) -> None:
        self._fonts = fonts
        self.objects: list[tuple[_Part, ...]] = [()]
        self._numbers: dict[tuple[int, int], int] = {}

    def reference(self, value: pikepdf.Object) -> int:
        number = self._numbers.get(value.objgen)
        if number is None:
            number = self._numbers[value.objgen] = len(self.objects)
            self.objects.append(())
            self.objects[number] = tuple(self.body(value))
        return number

    def body(self, value: Any) -> list[_Part]:
        if isinstance(value, pikepdf.Stream):
            raw = value.read_raw_bytes()
            entries = self.entries({k: v for k, v in value.stream_dict.items() if k != "/Length"})
            return [b"<<", *entries, b"/Length %d>>stream\n" % len(raw), raw, b"\nendstream"]
        if isinstance(value, pikepdf.Dictionary):
            return [b"<<", *self.entries(dict(value.items())), b">>"]
        if isinstance(value, pikepdf.Array):
            parts: list[_Part] = [b"["]
            for item in value:
                parts += [*self.value(item), b" "]
            return [*parts, b"]"]
        return [_plain(value)]

    def entries(self, items: dict[str, pikepdf.Object]) -> list[_Part]:
        parts: list[_Part] = []
        for name, item in items.items():
            if name == "/Font" and isinstance(item, pikepdf.Dictionary):
                parts += [b"/Font ", *self.fonts(item)]
            elif name not in _SKIPPED:
                parts += [pikepdf.Name(name).unparse(), b" ", *self.value(item)]
        return parts

    def fonts(self, names: pikepdf.Dictionary) -> list[_Part]:
        parts: list[_Part] = [b"<<"]
        for name, font in names.items():
            shared = self._fonts.get(name.removeprefix("/"))
            parts += [pikepdf.Name(name).unparse(), b" ", *([shared] if shared else self.value(font))]
        return [*parts, b">>"]

    def value(self, item: Any) -> list[_Part]:
        if isinstance(item, pikepdf.Object) and item.is_indirect:
            return [self.reference(item)]
        return self.body(item)


def _plain(value: object) -> bytes:
    """pikepdf gives numbers and truth values as Python's own."""
    if isinstance(value, pikepdf.Object):
        return value.unparse()
    if isinstance(value, bool):
        return b"true" if value else b"false"
    return b"null" if value is None else _number(value)


def _number(value: object) -> bytes:
    text = str(value) if isinstance(value, int) else format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).encode()


def graft_page(page: pikepdf.Page, fonts: Mapping[str, FaceUse]) -> Graft:
    """The whole media box of ``page``; ``fonts`` are those, by resource name, that need not be copied."""
    left, bottom, right, top = (float(v) for v in page.mediabox)
    form = page.as_form_xobject()
    copier = _Copier({name: use.key for name, use in fonts.items()})
    content = zlib.compress(form.read_bytes())
    resources = copier.value(form.stream_dict.get("/Resources", pikepdf.Dictionary()))
    copier.objects[0] = (
        b"<</Type/XObject/Subtype/Form/BBox[%s %s %s %s]/Resources "
        % (_n(left), _n(bottom), _n(right), _n(top)),
        *resources,
        b"/Filter/FlateDecode/Length %d>>stream\n" % len(content),
        content,
        b"\nendstream",
    )
    whole = b"".join(part for body in copier.objects for part in body if isinstance(part, bytes))
    return Graft(
        tuple(_merged(body) for body in copier.objects),
        right - left,
        top - bottom,
        archival=_NOT_ARCHIVAL.search(whole) is None,
        faces=tuple(fonts.values()),
    )


def _merged(body: tuple[_Part, ...]) -> tuple[_Part, ...]:
    """Neighbouring octets as one."""
    parts: list[_Part] = []
    for part in body:
        last = parts[-1] if parts else None
        if isinstance(part, bytes) and isinstance(last, bytes):
            parts[-1] = last + part
        else:
            parts.append(part)
    return tuple(parts)


def _n(value: float) -> bytes:
    return b"%g" % round(value, 3)


def grafts(pdf: bytes, fonts: Mapping[str, FaceUse] | None = None) -> list[Graft]:
    """Every page of ``pdf``; ``fonts`` as for :func:`graft_page`. Raises :class:`BrokenPdf`."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            return [graft_page(page, fonts or {}) for page in document.pages]
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise BrokenPdf() from error
