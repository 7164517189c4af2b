"""A JPEG before it is decoded: how much work it asks for, how it was held, and whether its end is there.

What decides nothing about the pixels (EXIF, XMP, comments, second pictures, whatever stands behind the end) is taken
out here, so that the decoder never meets it. Markers are those of ITU-T T.81, annex B.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from eventsys.files.exif import orientation

__all__ = ["Survey", "survey"]

_START, _END = b"\xff\xd8", b"\xff\xd9"
_SOS, _EOI = 0xDA, 0xD9
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_PROGRESSIVE = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
#: In the coded data a marker is an FF that is followed by neither 00 nor a restart.
_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_XMP_ORIENTATION = re.compile(rb"tiff:Orientation\s*(?:=\s*[\"']|>)\s*([1-8])\b")
#: Segments that the pixels need: JFIF and Adobe say which colours are meant, as does a profile.
_NEEDED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}


@dataclass(frozen=True, slots=True)
class Survey:
    """``bare``: the file without what decides nothing about its pixels, and with an end. ``ended``: it had one.

    ``work``: pixels times scans, which is what decoding costs. ``whole``: every scan that makes the picture
    complete has at least begun.
    """

    bare: bytes
    scans: int
    work: int
    orientation: int | None
    ended: bool
    whole: bool


def survey(data: bytes) -> Survey | None:
    """None for what does not begin as a JPEG."""
    if not data.startswith(_START):
        return None
    kept, script = [_START], _Script()
    turned: int | None = None
    ended = False
    for marker, body, segment in _segments(data):
        if marker == _EOI:
            ended = True
            break
        if marker == 0xE1:
            turned = turned or _turned(body)
        if _is_needed(marker, body):
            script.take(marker, body)
            kept.append(segment)
    return Survey(
        b"".join([*kept, _END]), script.scans, script.scans * script.pixels, turned, ended, script.is_whole()
    )


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """(marker, what it says, all its octets) in order; a scan's octets are those of its picture too."""
    at = len(_START)
    while found := _MARKER.search(data, at):
        marker, begins = data[found.end() - 1], found.end()
        if marker in _ALONE or marker == _EOI:
            yield marker, b"", _END
            at = begins
            continue
        length = int.from_bytes(data[begins : begins + 2])
        ends = begins + max(length, 2)
        body = data[begins + 2 : ends]
        if marker == _SOS:
            following = _MARKER.search(data, ends)
            ends = following.start() if following else len(data)
        yield marker, body, b"\xff" + data[begins - 1 : ends]
        at = ends


def _is_needed(marker: int, body: bytes) -> bool:
    if marker in _NEEDED:
        return body.startswith(_NEEDED[marker])
    return not (0xE0 <= marker <= 0xEF or marker == 0xFE or marker in _ALONE)


def _turned(body: bytes) -> int | None:
    if body.startswith(b"Exif\0\0"):
        return orientation(body)
    said = _XMP_ORIENTATION.search(body) if body.startswith(b"http://ns.adobe.com/xap/1.0/\0") else None
    return int(said[1]) if said else None


class _Script:
    """What the scans bring, as a progressive file brings its picture in layers."""

    def __init__(self) -> None:
        self.scans = 0
        self.pixels = 0
        self._progressive = False
        self._components: list[int] = []
        self._left: dict[tuple[int, int], int] = {}  # (component, coefficient) to bits still to come

    def take(self, marker: int, body: bytes) -> None:
        if marker in _FRAMES and len(body) >= 6:
            self.pixels = int.from_bytes(body[1:3]) * int.from_bytes(body[3:5])
            self._progressive = marker in _PROGRESSIVE
            self._components = [body[at] for at in range(6, min(len(body), 6 + 3 * body[5]), 3)]
        elif marker == _SOS and body:
            self.scans += 1
            names, rest = body[1 : 1 + 2 * body[0] : 2], body[1 + 2 * body[0] :]
            if len(rest) >= 3:
                for name in names:
                    for coefficient in range(rest[0], min(rest[1], 63) + 1):
                        self._left[name, coefficient] = rest[2] & 15

    def is_whole(self) -> bool:
        """Whether all layers have begun; without layers, whether there is a scan."""
        if not self._progressive:
            return self.scans > 0
        wanted = ((name, coefficient) for name in self._components for coefficient in range(64))
        return all(self._left.get(one, 1) == 0 for one in wanted)
