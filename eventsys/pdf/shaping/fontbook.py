"""Font files: which ones stand behind a family stack, what they cover, how to cut them down.

The order of fallback is fontconfig's own, asked as Pango asks it, so that a stamped word gets the very
font that WeasyPrint would give it. A face is known by :attr:`Face.key`, made of its name and checksum:
two machines with the same key have the same glyph numbers.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from tempfile import NamedTemporaryFile
from threading import RLock
from typing import Any, Final

import uharfbuzz as hb
from weasyprint.text.ffi import ffi, fontconfig

from eventsys.pdf.errors import FontGone

__all__ = ["Face", "Stack", "face_at", "face_like", "faces_for"]

ffi.cdef(
    """
    FcBool FcPatternAddInteger (FcPattern *p, const char *object, int i);
    FcResult FcPatternGetInteger (FcPattern *p, const char *object, int n, int *i);
    FcFontSet * FcFontSort (FcConfig *config, FcPattern *p, FcBool trim, void **csp, FcResult *result);
    void FcFontSetDestroy (FcFontSet *s);
    int FcWeightFromOpenType (int ot_weight);
    """,
    override=True,
)
_lock = RLock()  # files are opened by one thread at a time
_REMEMBERED: Final = 50_000  # clusters of one stack
_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_VARIED: Final = re.compile("(.)([\U000e0100-\U000e01ef])", re.DOTALL)
_SLANTS: Final = {"normal": 0, "italic": 100, "oblique": 110}
_DROPPED: Final = [
    int.from_bytes(tag, "big")
    for tag in (
        b"BASE",
        b"DSIG",
        b"GDEF",
        b"GPOS",
        b"GSUB",
        b"OS/2",
        b"VORG",
        b"cmap",
        b"gasp",
        b"meta",
        b"name",
        b"post",
        b"vhea",
        b"vmtx",
    )
]


class Face:
    """One face of a font file. Lengths are in units of which :attr:`upem` make an em."""

    def __init__(self, path: str, index: int) -> None:
        self.path, self.index = path, index
        self.hb = hb.Face(hb.Blob.from_file_path(path), index)
        self.font = hb.Font(self.hb)
        self.upem: int = self.hb.upem
        extents = self.font.get_font_extents("ltr")
        self.ascent: float = extents.ascender / self.upem
        self.descent: float = -extents.descender / self.upem
        tags = set(self.hb.table_tags)
        self.is_cff = "CFF " in tags
        self.has_outlines = self.is_cff or "glyf" in tags
        self.name = self.hb.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or f"Font{index}"
        checksum = bytes(self.hb.reference_table("head").data[8:12]) if "head" in tags else b""
        self.key: Final = f"{zlib.crc32(self.name.encode() + checksum):08x}"
        self.resource = b"/F" + self.key.encode()
        self._advances: dict[int, float] = {}
        self._heights: dict[int, tuple[float, float]] = {}
        self._covered: dict[int, int] = {}
        self._was_cut = False
        self.space = self.glyph(32)
        self.blank = b"[<%04x>]TJ" % self.space
        self.space_advance = self.advance(self.space) / 1000

    def height(self, glyph: int) -> tuple[float, float]:
        """How far the ink of a glyph reaches above and below the baseline (negative), in ems."""
        found = self._heights.get(glyph)
        if found is None:
            extents = self.font.get_glyph_extents(glyph)
            top, height = (extents.y_bearing, extents.height) if extents else (0, 0)
            found = self._heights[glyph] = top / self.upem, (top + height) / self.upem
        return found

    def glyph(self, code: int) -> int:
        """The glyph of a character, 0 when there is none."""
        found = self._covered.get(code)
        if found is None:
            found = self._covered[code] = self.font.get_nominal_glyph(code) or 0
        return found

    def has_variant(self, letter: str, selector: str) -> bool:
        """Has it the shape of a Han character that a variation selector asks for (``cmap`` format 14)?"""
        return bool(self.font.get_variation_glyph(ord(letter), ord(selector)))

    def advance(self, glyph: int) -> float:
        """The width of a glyph in thousandths of an em, as the PDF's ``/W`` says it."""
        found = self._advances.get(glyph)
        if found is None:
            found = round(self.font.get_glyph_h_advance(glyph) * 1000 / self.upem, 2)
            self._advances[glyph] = found
        return found

    def cut(self, glyphs: Iterable[int]) -> tuple[hb.Face, dict[int, int]]:
        """A face with the outlines of ``glyphs`` alone, and the new number of each old one."""
        whole = self._outlines if self._was_cut and self.is_cff and self.is_cid else self.hb
        self._was_cut = True
        asked = hb.SubsetInput()
        asked.glyph_set.update(glyphs)
        asked.flags = hb.SubsetFlags.NO_HINTING
        if self.is_cff and not self.is_cid:
            asked.flags |= hb.SubsetFlags.RETAIN_GIDS
        asked.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(_DROPPED)
        plan = hb.SubsetPlan(whole, asked)
        return plan.execute(), dict(plan.old_to_new_glyph_mapping)

    @cached_property
    def family(self) -> str:
        """The name by which CSS asks for it."""
        return str(self.hb.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or "")

    @cached_property
    def _outlines(self) -> hb.Face:
        """The tables that stay in a cut face. HarfBuzz reads the map of all letters for every cut, even to drop it:
        for the 45,000 of a face for Han that takes ten times as long as the cut. In a file without a name, so that
        16 MB need not stay in memory."""
        tables = {
            tag: bytes(self.hb.reference_table(tag).data)
            for tag in sorted(self.hb.table_tags)
            if int.from_bytes(tag.encode(), "big") not in _DROPPED
        }
        try:
            with NamedTemporaryFile(prefix="eventsys-") as file:
                file.write(_font_of(tables))
                file.flush()
                return hb.Face(hb.Blob.from_file_path(file.name))
        except OSError:  # a full disk makes it slower, no more
            return self.hb

    @cached_property
    def is_cid(self) -> bool:
        """Does the CFF table name its glyphs by number? (Its top dictionary begins with ``ROS``.)"""
        data = self.hb.reference_table("CFF ").data
        return b"\x0c\x1e" in bytes(data[:512])


def _font_of(tables: Mapping[str, bytes]) -> bytes:
    """An OpenType file. ``tables`` come in the order of their tags; checksums, which nobody reads here, are 0."""
    at = 12 + 16 * len(tables)
    head, body = [struct.pack(">4sHHHH", b"OTTO", len(tables), 0, 0, 0)], []
    for tag, data in tables.items():
        padded = data + bytes(-len(data) % 4)
        head.append(struct.pack(">4sIII", tag.encode(), 0, at, len(data)))
        body.append(padded)
        at += len(padded)
    return b"".join(head + body)


def face_at(path: str, index: int, key: str | None = None) -> Face:
    """Raises :class:`FontGone` when the file is not there, or is another version than ``key`` says."""
    face = _opened(path, index)
    if key is not None and face.key != key:
        raise FontGone(name=face.name)
    return face


@lru_cache(maxsize=1024)
def _opened(path: str, index: int) -> Face:
    try:
        return Face(path, index)
    except (OSError, hb.HarfBuzzError) as error:
        raise FontGone(name=path.rsplit("/", 1)[-1]) from error


class Stack:
    """Faces in the order in which a letter is looked for; files are opened when they are needed."""

    def __init__(self, places: Sequence[tuple[str, int]]) -> None:
        self._places = places
        self._faces: list[Face] = []
        self._found: dict[str, Face | None] = {}

    @property
    def first(self) -> Face:
        """The face of plain words."""
        with _lock:
            return next(self._opened())

    def _opened(self) -> Iterator[Face]:
        yield from self._faces
        while self._places:
            face = face_at(*self._places[0])
            self._places = self._places[1:]
            if face.has_outlines:
                self._faces.append(face)
                yield face

    def face_of(self, cluster: str) -> Face | None:
        """The first face that has the whole cluster, else its first letter; ``None`` when none has that.

        Of Han characters with a variation selector it is the first that has the variant: another would draw the
        common shape, which is another spelling of a family's name.
        """
        if cluster in self._found:
            return self._found[cluster]
        with _lock:
            return self._search(cluster)

    def _search(self, cluster: str) -> Face | None:
        codes = [ord(letter) for letter in cluster if not _INVISIBLE.match(letter)]
        variants = _VARIED.findall(cluster)
        varied = (
            (f for f in self._opened() if all(f.has_variant(*pair) for pair in variants))
            if variants
            else iter(())
        )
        whole = (face for face in self._opened() if all(map(face.glyph, codes)))
        part = (face for face in self._opened() if face.glyph(codes[0]))
        found = (next(varied, None) or next(whole, None) or next(part, None)) if codes else self.first
        if _PRIVATE.search(cluster):  # some font has a shape there, and nobody knows that it is the one meant
            found = None
        if len(self._found) > _REMEMBERED:
            self._found.clear()
        self._found[cluster] = found
        return found


@lru_cache(maxsize=512)
def faces_for(families: Sequence[str], weight: int, style: str, language: str) -> Stack:
    """The faces in which to look for a letter, best first; faces without outlines are left out.

    ``weight``: 1 to 1000 as in CSS; ``style``: ``normal``, ``italic`` or ``oblique``; ``language``: BCP 47.
    """
    pattern = fontconfig.FcPatternCreate()
    found: Any = ffi.NULL
    try:
        for family in families:
            fontconfig.FcPatternAddString(pattern, b"family", family.encode())
        fontconfig.FcPatternAddInteger(pattern, b"weight", fontconfig.FcWeightFromOpenType(weight))
        fontconfig.FcPatternAddInteger(pattern, b"slant", _SLANTS[style])
        if language:
            fontconfig.FcPatternAddString(pattern, b"lang", language.lower().encode())
        fontconfig.FcConfigSubstitute(ffi.NULL, pattern, fontconfig.FcMatchPattern)
        fontconfig.FcDefaultSubstitute(pattern)
        result = ffi.new("FcResult *")
        found = fontconfig.FcFontSort(ffi.NULL, pattern, 1, ffi.NULL, result)
        places = [_place(found.fonts[number]) for number in range(found.nfont)]
    finally:
        if found != ffi.NULL:
            fontconfig.FcFontSetDestroy(found)
        fontconfig.FcPatternDestroy(pattern)
    return Stack(places)


def face_like(family: str, weight: int, style: str, index: int, checksum: bytes) -> Face | None:
    """The face that fontconfig gives for these, if it is the one with this checksum (in its ``head`` table)."""
    face = faces_for((family,), weight, style, "").first
    same = face.index == index and bytes(face.hb.reference_table("head").data[8:12]) == checksum
    return face if same else None


def _place(pattern: Any) -> tuple[str, int]:
    path, index = ffi.new("FcChar8 **"), ffi.new("int *")
    fontconfig.FcPatternGetString(pattern, b"file", 0, path)
    fontconfig.FcPatternGetInteger(pattern, b"index", 0, index)
    return ffi.string(path[0]).decode(), index[0] & 0xFFFF
