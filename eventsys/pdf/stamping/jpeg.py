"""What a JPEG says of itself, without decoding it: it goes into the PDF as it is."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass, field

from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.files.exif import orientation
from eventsys.pdf.errors import BadPhoto

__all__ = ["Picture", "read_jpeg"]

_FRAMES = {0xC0, 0xC1, 0xC2}  # baseline, extended, progressive; the rest is arithmetic or lossless
_OTHER_FRAMES = {0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_LEAST = 8  # pixels on a side
_NOT_JPEG = _l("it is no JPEG, or a broken one")
_UNUSUAL = _l("it is a JPEG of an unusual kind")
_COLOURS = _l("its colours are neither RGB nor grey")
_TINY = _l("it has hardly any pixels")
_TURNED = _l("it lies on its side")


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG ready to be placed. ``key`` is the same for the same octets; ``data`` may be left out of a spool
    where it came before."""

    key: bytes
    width: int
    height: int
    colours: int
    data: bytes | memoryview | None = field(repr=False)


def read_jpeg(name: str, data: bytes) -> Picture:
    """Raises :class:`BadPhoto`, with ``name``, for what is no upright RGB or grey JPEG."""
    if data[:3] != b"\xff\xd8\xff" or b"\xff\xd9" not in data[-64:]:
        raise BadPhoto(name=name, why=_NOT_JPEG)
    try:
        width, height, colours = _frame(name, data)
    except (struct.error, IndexError) as error:
        raise BadPhoto(name=name, why=_NOT_JPEG) from error
    if colours not in {1, 3}:
        raise BadPhoto(name=name, why=_COLOURS)
    if min(width, height) < _LEAST:
        raise BadPhoto(name=name, why=_TINY)
    return Picture(hashlib.sha256(data).hexdigest()[:16].encode(), width, height, colours, data)


def _frame(name: str, data: bytes) -> tuple[int, int, int]:
    place = 2
    while True:
        mark = data[place + 1]
        if data[place] != 0xFF or mark in {0xD9, 0xDA}:
            raise BadPhoto(name=name, why=_NOT_JPEG)
        if mark == 0xFF:
            place += 1
            continue
        (length,) = struct.unpack_from(">H", data, place + 2)
        if mark in _FRAMES:
            bits, height, width, colours = struct.unpack_from(">BHHB", data, place + 4)
            if bits != 8:
                raise BadPhoto(name=name, why=_UNUSUAL)
            return width, height, colours
        if mark in _OTHER_FRAMES:
            raise BadPhoto(name=name, why=_UNUSUAL)
        if mark == 0xE1 and orientation(data[place + 4 : place + 2 + length]) not in {None, 1}:
            raise BadPhoto(name=name, why=_TURNED)
        place += 2 + length
