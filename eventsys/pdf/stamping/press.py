"""Stamps to a file. What stamps share (forms, pictures, fonts) is written once; memory stays flat."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import BinaryIO, Final
from xml.sax.saxutils import escape

from eventsys.pdf.design.compiled import Graft, Matrix
from eventsys.pdf.shaping.fontbook import Face, face_at
from eventsys.pdf.stamping.fit import SetWords
from eventsys.pdf.stamping.fontfile import put_font
from eventsys.pdf.stamping.jpeg import Picture
from eventsys.pdf.stamping.stamp import Stamp
from eventsys.pdf.stamping.writer import Writer, numbers, text_string

__all__ = ["Placed", "Press", "Uses"]

Uses = dict[Face, dict[int, str]]
"""Which glyphs of which faces are drawn, and what letters each stands for."""

_PRODUCER: Final = "eventsys"
_COLOURS: Final = {1: b"/DeviceGray", 3: b"/DeviceRGB"}
_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdf:Producer>{producer}</pdf:Producer>{dates}{claim}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_CLAIM: Final = "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>"


@cache
def _profile() -> bytes:
    """What red, green and blue mean, compressed: the same for every file."""
    return zlib.compress((files("weasyprint.pdf") / "sRGB2014.icc").read_bytes())


@dataclass(frozen=True, slots=True)
class Placed:
    """A stamp on a page: ``matrix`` takes its trim box's corner there; ``clip``: (x, y, width, height) in its own
    points outside which nothing is drawn."""

    stamp: Stamp
    matrix: Matrix
    clip: tuple[float, float, float, float] | None = None


def count_uses(uses: Uses, settings: Iterable[SetWords], token: object) -> None:
    """Add the glyphs of settings that ``token`` has not counted yet."""
    for setting in settings:
        if setting.token is not token:
            for glyphs in setting.glyphs:
                for face, letters in glyphs.items():
                    known = uses.setdefault(face, {})
                    for number, letter in letters.items():
                        known.setdefault(number, letter)
            setting.token = token


class Press:
    """Writes one file: pages as they come, then :meth:`close`."""

    def __init__(
        self, target: BinaryIO, *, title: str, language: str, created: datetime | None = None
    ) -> None:
        self._writer = Writer(target)
        self._title, self._language, self._created = title, language, created
        self._fonts = self._writer.allot()
        self._uses: Uses = {}
        self._font_numbers: dict[str, int] = {}
        self._forms: dict[str, int] = {}
        self._pictures: dict[bytes, int] = {}
        self._resources: dict[tuple[str, ...], bytes] = {}
        self._archival = True
        self._token = object()

    @property
    def pages(self) -> int:
        return self._writer.pages

    # --- pages -------------------------------------------------------------------------------------------

    def stamp_page(self, stamp: Stamp) -> None:
        """A page of the stamp's own size, with its bleed around it."""
        design = stamp.design
        bleed = design.bleed
        boxes = b"/MediaBox[%s]" % numbers(-bleed, -bleed, design.width + bleed, design.height + bleed)
        if bleed:
            boxes += b"/TrimBox[0 0 %s]" % numbers(design.width, design.height)
        self._use(stamp)
        self._writer.put_page(stamp.content, boxes + self._resources_of([stamp]))

    def sheet_page(
        self,
        width: float,
        height: float,
        placed: Sequence[Placed],
        marks: bytes = b"",
        *,
        promised: int | None = None,
    ) -> None:
        """A page with stamps on it; ``marks`` are drawn last, and before them what was :meth:`promise` d."""
        parts: list[bytes] = []
        for item in placed:
            self._use(item.stamp)
            parts.append(b"q %s cm" % numbers(*item.matrix))
            if item.clip is not None:
                parts.append(b"%s re W n" % numbers(*item.clip))
            parts += [item.stamp.content, b"Q"]
        parts.append(marks if promised is None else b"/L Do\n" + marks)
        boxes = b"/MediaBox[0 0 %s]" % numbers(width, height)
        resources = self._resources_of([item.stamp for item in placed], promised)
        self._writer.put_page(b"\n".join(parts), boxes + resources)

    def promise(self) -> int:
        """The number of something that a page shows and that is known later only: on how many pages it all stands."""
        return self._writer.allot()

    def keep_promise(self, number: int, placed: Placed) -> None:
        """What was promised: a stamp, drawn on its page where it is placed."""
        self._use(placed.stamp)
        width, height = placed.stamp.design.width, placed.stamp.design.height
        entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %s]/Matrix[%s]" % (
            numbers(width, height),
            numbers(*placed.matrix),
        )
        self._writer.put_stream(entries + self._resources_of([placed.stamp]), placed.stamp.content, number)

    def graft_page(self, graft: Graft) -> None:
        """A ready page, as it is."""
        self._archival &= graft.archival
        number = self._put_graft(graft)
        boxes = b"/MediaBox[0 0 %s]" % numbers(graft.width, graft.height)
        self._writer.put_page(b"/G Do", boxes + b"/Resources<</XObject<</G %d 0 R>>>>" % number)

    def _use(self, stamp: Stamp) -> None:
        design = stamp.design
        if design.digest not in self._forms:
            self._forms[design.digest] = self._put_graft(design.form)
            self._archival &= design.form.archival
        for setting in stamp.settings:
            if setting.token is not self._token:
                count_uses(self._uses, stamp.settings, self._token)
                break
        for picture in stamp.pictures:
            if picture.key not in self._pictures:
                self._pictures[picture.key] = self._put_picture(picture)

    def _resources_of(self, stamps: Sequence[Stamp], promised: int | None = None) -> bytes:
        digests = tuple({stamp.design.digest: None for stamp in stamps})
        base = self._resources.get(digests)
        if base is None:
            forms = b"".join(b"/D%s %d 0 R" % (digest.encode(), self._forms[digest]) for digest in digests)
            base = self._resources[digests] = b"/Resources<</Font %d 0 R/XObject<<%s" % (self._fonts, forms)
        pictures = {picture.key: None for stamp in stamps for picture in stamp.pictures}
        numbers = self._pictures
        shown = b"".join([b"/I%s %d 0 R" % (key, numbers[key]) for key in pictures])
        return base + shown + (b"" if promised is None else b"/L %d 0 R" % promised) + b">>>>"

    # --- what pages share ----------------------------------------------------------------------------------

    def _put_picture(self, picture: Picture) -> int:
        if picture.data is None:
            raise ValueError("a picture without its octets, and none before it")
        return self._writer.put_stream(
            b"/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace%s/BitsPerComponent 8/Filter/DCTDecode"
            % (picture.width, picture.height, _COLOURS[picture.colours]),
            picture.data,
        )

    def _put_graft(self, graft: Graft) -> int:
        numbers = [self._writer.allot() for _ in graft.objects]
        for use in graft.faces:
            known = self._uses.setdefault(face_at(use.path, use.index, use.key), {})
            for glyph, text in use.letters.items():
                known.setdefault(glyph, text)
        for number, body in zip(numbers, graft.objects, strict=True):
            holes = (
                self._font_number(part)
                if isinstance(part, str)
                else numbers[part]
                if isinstance(part, int)
                else part
                for part in body
            )
            parts = (part if isinstance(part, bytes) else b"%d 0 R" % part for part in holes)
            self._writer.put(b"".join(parts), number)
        return numbers[0]

    def _font_number(self, key: str) -> int:
        if key not in self._font_numbers:
            self._font_numbers[key] = self._writer.allot()
        return self._font_numbers[key]

    # --- the end -------------------------------------------------------------------------------------------

    def close(self) -> int:
        """Write the fonts and all that closes a file; its size in octets. A file needs at least one page."""
        writer = self._writer
        if not writer.pages:
            raise ValueError("nothing to print")
        for face, letters in self._uses.items():
            put_font(writer, face, letters, self._font_number(face.key))
        fonts = [b"%s %d 0 R" % (face.resource, self._font_number(face.key)) for face in self._uses]
        writer.put(b"<<%s>>" % b"".join(fonts), self._fonts)
        icc = writer.put_stream(b"/N 3/Filter/FlateDecode", _profile())
        intent = b"/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/DestOutputProfile %d 0 R>>]"
        metadata = writer.put_stream(b"/Type/Metadata/Subtype/XML", self._xmp().encode())
        catalog = intent % icc + b"/Metadata %d 0 R/Lang%s" % (metadata, text_string(self._language))
        catalog += b"/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None>>"
        info = b"/Title%s/Producer(%s)" % (text_string(self._title), _PRODUCER.encode())
        if self._created:
            stamp = self._created.strftime("D:%Y%m%d%H%M%S+00'00'").encode()
            info += b"/CreationDate(%s)/ModDate(%s)" % (stamp, stamp)
        return writer.close(catalog, info)

    def _xmp(self) -> str:
        dates = ""
        if self._created:
            when = self._created.strftime("%Y-%m-%dT%H:%M:%S+00:00")
            dates = f"<xmp:CreateDate>{when}</xmp:CreateDate><xmp:ModifyDate>{when}</xmp:ModifyDate>"
        claim = _CLAIM if self._archival else ""
        return _XMP.format(title=escape(self._title), producer=_PRODUCER, dates=dates, claim=claim)
