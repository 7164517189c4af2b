"""Pictures from outside: drawn anew in a process of their own, within bounds of time and memory.

A file of some hundred kilobytes may ask its decoder for many seconds (a JPEG in hundreds of layers), and a damaged
one may bring a decoder down. What is stored is a new file made from the pixels alone.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any, TypeVar

from PIL import Image

from eventsys.core.bounded.calling import TookTooMuch, call
from eventsys.files import decoding
from eventsys.files.decoding import MOST_OCTETS, MOST_PIXELS
from eventsys.files.errors import PictureTooHeavy, PictureTooLarge

__all__ = [
    "LOGO_TYPE",
    "MOST_OCTETS",
    "MOST_PIXELS",
    "PHOTO_TYPE",
    "letterhead",
    "logo",
    "photo",
    "sheets",
    "small",
    "strokes",
]

PHOTO_TYPE = "image/jpeg"
LOGO_TYPE = "image/png"
#: Of processor time and address space; a photo of 50 megapixels takes about one second and 400 MB.
_SECONDS, _MEGABYTES = 6, 1200
_SECONDS_OF_SHEETS = 30

Value = TypeVar("Value")


def photo(data: bytes) -> bytes:
    """A head-and-shoulders photo as a JPEG of at most 900 × 1200 pixels, sRGB, upright, without metadata.

    Takes JPEG, PNG, WebP, HEIC, AVIF and TIFF. Raises NotAnImage, PictureTooLarge, PictureTooSmall,
    PictureTooHeavy, PictureBroken (half a picture is none; a JPEG that lacks but its end is taken), Busy.
    """
    return _bounded(decoding.photo, data)


def logo(data: bytes) -> bytes:
    """A logo as a PNG of at most 1200 × 600 pixels that keeps its transparency. Raises as :func:`photo`."""
    return _bounded(decoding.logo, data)


def letterhead(logo: bytes) -> tuple[bytes, int]:
    """A logo kept by :func:`logo` as a PNG for a letter, sharp on a fine screen, and how many pixels wide it is shown
    (at most 240, and 72 high)."""
    with Image.open(BytesIO(logo)) as picture:
        picture.thumbnail((480, 144))
        out = BytesIO()
        picture.save(out, "PNG", optimize=True)
        return out.getvalue(), max(1, picture.width // 2)


def small(photo: bytes) -> bytes:
    """A photo kept by :func:`photo` as it is printed in lists: a JPEG of at most 144 × 192 pixels."""
    with Image.open(BytesIO(photo)) as picture:
        picture.draft("RGB", (144, 192))
        picture.thumbnail((144, 192))
        out = BytesIO()
        picture.save(out, "JPEG", quality=82)
        return out.getvalue()


def sheets(data: bytes, *, most: int) -> list[tuple[bytes, bool]]:
    """A scan's pages as JPEGs of at most 3508 pixels a side; whether each is wider than high.

    A TIFF may have many pages, other pictures have one. Raises as :func:`photo`, and TooManySheets.
    """
    return _bounded(decoding.sheets, data, most=most, seconds=_SECONDS_OF_SHEETS)


def strokes(png: bytes, *, widest: tuple[int, int]) -> decoding.Strokes:
    """A signature that was drawn by hand, cropped to its strokes. Raises as :func:`photo`."""
    return _bounded(decoding.strokes, png, widest=widest)


def _bounded(work: Callable[..., Value], data: bytes, *, seconds: int = _SECONDS, **values: Any) -> Value:
    if len(data) > MOST_OCTETS:
        raise PictureTooLarge(megapixels=MOST_PIXELS // 1_000_000, megabytes=MOST_OCTETS // 1_000_000)
    try:
        return call(work, data, seconds=seconds, megabytes=_MEGABYTES, **values)
    except TookTooMuch as refusal:
        raise PictureTooHeavy from refusal
