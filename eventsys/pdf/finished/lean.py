"""Small fonts: what WeasyPrint embeds of a font for Han, Kana or Hangul, without its thousands of empty places.

WeasyPrint keeps every glyph at its number of the whole font; for a Noto CJK face with three characters that is
60 kB to 80 kB instead of 1 kB. A CFF table names its glyphs itself, so that the empty places can go.
"""

from __future__ import annotations

import io

import pikepdf
import uharfbuzz as hb

__all__ = ["shrink_fonts"]

_CID_KEYED = b"\x0c\x1e"  # the operator ROS, at the head of a CFF table whose glyphs are named by number


def shrink_fonts(pdf: bytes) -> bytes:
    """The same pages with smaller fonts. For PDFs of our own making: raises what pikepdf raises."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        cut = [_cut(font) for font in document.objects if _is_wide(font)]
        if not any(cut):
            return pdf
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _is_wide(thing: pikepdf.Object) -> bool:
    if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Subtype") != "/CIDFontType0":
        return False
    if "/FontDescriptor" not in thing or "/FontFile3" not in thing.FontDescriptor:
        return False
    return "/W" in thing and bool(thing.FontDescriptor.FontFile3.get("/Subtype") == "/OpenType")


def _used(widths: pikepdf.Object) -> set[int]:
    """The numbers in ``/W``: each run begins with one, followed by its widths in an array."""
    found: set[int] = set()
    first = 0
    for entry in widths:
        if isinstance(entry, pikepdf.Array):
            found.update(range(first, first + len(entry)))
        else:
            first = int(entry)
    return found


def _cut(font: pikepdf.Object) -> bool:
    file = font.FontDescriptor.FontFile3
    face = hb.Face(file.read_bytes())
    if _CID_KEYED not in bytes(face.reference_table("CFF ").data[:512]):
        return False
    asked = hb.SubsetInput()
    asked.glyph_set.update(_used(font.W))
    asked.flags = hb.SubsetFlags.DESUBROUTINIZE
    file.write(bytes(hb.subset(face, asked).reference_table("CFF ").data))
    file["/Subtype"] = pikepdf.Name("/CIDFontType0C")
    return True
