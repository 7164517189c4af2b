"""How a camera was held: the one fact of a picture's EXIF that is needed, read without trust in the rest of it."""

from __future__ import annotations

import struct

__all__ = ["orientation"]

_ORIENTATION, _SHORT, _LONG = 0x0112, 3, 4
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_ENTRY = 12  # octets of an entry in a directory
_MOST = 500


def orientation(exif: bytes) -> int | None:
    """1 to 8 as TIFF 6.0 counts them, from the first directory; None when it cannot be read there.

    Whatever else is broken in the block does no harm, as nothing else is looked at.
    """
    block = exif.removeprefix(b"Exif\0\0")
    order = _ORDERS.get(block[:4])
    if order is None:
        return None
    try:
        (start,) = struct.unpack_from(f"{order}I", block, 4)
        (entries,) = struct.unpack_from(f"{order}H", block, start)
        for number in range(min(entries, _MOST)):
            at = start + 2 + number * _ENTRY
            tag, kind = struct.unpack_from(f"{order}HH", block, at)
            if tag == _ORIENTATION and kind in {_SHORT, _LONG}:
                (value,) = struct.unpack_from(order + ("H" if kind == _SHORT else "I"), block, at + 8)
                return value if 1 <= value <= 8 else None
    except struct.error:  # the directory points out of its block
        return None
    return None
