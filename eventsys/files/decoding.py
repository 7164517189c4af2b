"""Pictures drawn anew, in a process of its own: called by :mod:`eventsys.files.images`, and by nothing else.

A picture is looked at before it is decoded, and decoded no larger than it is needed. Location, camera, colour profile,
comments, second pages and whatever was appended (an archive, a script, a page: a polyglot) stay behind.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO

from pi_heif import register_heif_opener
from PIL import Image, ImageCms, ImageFile, ImageSequence, UnidentifiedImageError

from eventsys.core.errors import Refusal
from eventsys.files.errors import (
    NotAnImage,
    PictureBroken,
    PictureTooHeavy,
    PictureTooLarge,
    PictureTooSmall,
    TooManySheets,
)
from eventsys.files.exif import orientation
from eventsys.files.jpeg import survey

__all__ = ["MOST_OCTETS", "MOST_PIXELS", "logo", "photo", "sheets", "strokes"]

register_heif_opener(thumbnails=False)
_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF", "TIFF")
MOST_PIXELS = 50_000_000
MOST_OCTETS = 20_000_000
#: A progressive JPEG has about ten scans, each of which costs a walk over all its pixels.
_MOST_SCANS = 100
_MOST_WORK = 1_000_000_000
_PHOTO_BOX = (900, 1200)
_LOGO_BOX = (1200, 600)
_SHEET_BOX = (3508, 3508)  # A4 with 300 dots an inch, either way up
_LEAST_PHOTO = (60, 80)
_LEAST_LOGO = (16, 16)
_LEAST_SHEET = (400, 500)
#: What Pillow calls each way to hold a camera (TIFF 6.0).
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_BLOCK = 16  # pixels a side of what a JPEG codes together, at most
_GREY = 128  # where a JPEG's data ended too early
_STRETCHED = 4  # a fax has twice as many dots across as down; more than this is no statement about a sheet


@dataclass(frozen=True, slots=True)
class _Source:
    """``turn``: how it has to be turned, when that was found. ``cut``: the file lacks its end."""

    image: Image.Image
    turn: int | None
    cut: bool


def photo(data: bytes) -> bytes:
    """A JPEG of at most 900 × 1200 pixels."""
    with _opened(data, _LEAST_PHOTO) as source:
        return _saved(_on_white(_upright(source, _PHOTO_BOX)), "JPEG", quality=85, optimize=True)


def logo(data: bytes) -> bytes:
    """A PNG of at most 1200 × 600 pixels."""
    with _opened(data, _LEAST_LOGO) as source:
        return _saved(_upright(source, _LOGO_BOX), "PNG", optimize=True)


def sheets(data: bytes, *, most: int) -> list[tuple[bytes, bool]]:
    """Each page as a JPEG of at most 3508 pixels a side, and whether it is wider than high."""
    made = []
    with _opened(data, _LEAST_SHEET) as source:
        count = getattr(source.image, "n_frames", 1) if source.image.format == "TIFF" else 1
        if count > most:
            raise TooManySheets(pages=count, most=most)
        for page in _pages(source, count):
            drawn = _on_white(_square_dots(_upright(page, _SHEET_BOX), source.image))
            made.append((_saved(drawn, "JPEG", quality=88, optimize=True), drawn.width > drawn.height))
    return made


@dataclass(frozen=True, slots=True)
class Strokes:
    """A drawing, as a PNG cropped to what was drawn. ``ground`` and ``drawn``: pixels across and down, before and
    after; ``covered``: the part of the longer side over which there is ink, from 0 to 1."""

    png: bytes = field(repr=False)
    ground: tuple[int, int]
    drawn: tuple[int, int]
    covered: float


def strokes(png: bytes, *, widest: tuple[int, int]) -> Strokes:
    """A drawing on transparent ground. Raises NotAnImage when nothing was drawn."""
    with _opened(png, (1, 1), formats=("PNG",)) as source:
        if source.image.width > widest[0] or source.image.height > widest[1]:
            raise PictureTooLarge(
                megapixels=widest[0] * widest[1] // 1_000_000, megabytes=MOST_OCTETS // 1_000_000
            )
        drawn = source.image.convert("RGBA")
        found = drawn.getchannel("A").getbbox()
        if found is None:
            raise NotAnImage
        cropped = drawn.crop(found)
        across, down = cropped.getchannel("A").getprojection()
        longer = across if len(across) >= len(down) else down
        return Strokes(
            _saved(cropped, "PNG", optimize=True), drawn.size, cropped.size, sum(longer) / len(longer)
        )


# --- opening ---------------------------------------------------------------------------------------------------


@contextmanager
def _opened(data: bytes, least: tuple[int, int], formats: tuple[str, ...] = _FORMATS) -> Iterator[_Source]:
    # Another library of this process may have switched this on; half a face is no photo.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    seen = survey(data)
    if seen and (seen.scans > _MOST_SCANS or seen.work > _MOST_WORK):
        raise PictureTooHeavy
    image = _identified(seen.bare if seen else data, formats)
    with image:
        _check_size(image, least)
        cut = seen is not None and not seen.ended
        if cut and seen is not None and not seen.whole:
            raise PictureBroken
        try:
            yield _Source(image, seen.orientation if seen else None, cut)
        except Refusal:
            raise
        except Exception as error:  # the library raises nearly everything on damaged input
            raise PictureBroken from error


def _identified(data: bytes, formats: tuple[str, ...]) -> Image.Image:
    try:
        with warnings.catch_warnings():
            # Our own limit is stricter than the library's warning; others tell of broken metadata.
            warnings.simplefilter("ignore")
            return Image.open(BytesIO(data), formats=formats)
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except UnidentifiedImageError as error:
        raise NotAnImage from error
    except Exception as error:  # as above: a header of which a part is odd
        raise NotAnImage from error


def _check_size(image: Image.Image, least: tuple[int, int]) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise _too_large()
    if min(width, height) < min(least) or max(width, height) < max(least):
        raise PictureTooSmall(width=least[0], height=least[1])


def _too_large() -> PictureTooLarge:
    return PictureTooLarge(megapixels=MOST_PIXELS // 1_000_000, megabytes=MOST_OCTETS // 1_000_000)


def _pages(source: _Source, count: int) -> Iterator[_Source]:
    if count == 1:
        yield source
        return
    for page in ImageSequence.Iterator(source.image):
        _check_size(page, (1, 1))
        yield _Source(page.copy(), 1, source.cut)


# --- drawing ---------------------------------------------------------------------------------------------------


def _upright(source: _Source, box: tuple[int, int]) -> Image.Image:
    """Turned as the camera was held, in sRGB with its transparency, and no larger than ``box`` (never enlarged)."""
    image, turn = source.image, _turn(source)
    if turn in {5, 6, 7, 8}:
        box = (box[1], box[0])
    scale = image.height
    image.draft("RGB", box)  # lets the JPEG decoder skip what is scaled away
    image.load()
    if source.cut:
        _check_end(image, scale / image.height)
    profile = image.info.get("icc_profile")
    image = _plain_mode(image)
    image.thumbnail(box, Image.Resampling.LANCZOS, reducing_gap=3.0)
    has_alpha = image.mode == "RGBA"
    seen = _through_profile(image, profile) if profile and not has_alpha else None
    image = seen or image.convert("RGBA" if has_alpha else "RGB")
    return image.transpose(_TURNS[turn]) if turn in _TURNS else image


def _turn(source: _Source) -> int:
    """Pillow turns a TIFF by itself, and pi-heif a HEIC; a JPEG's was read before."""
    if source.turn is not None:
        return source.turn
    image = source.image
    if image.format in {"TIFF", "JPEG"}:
        return 1
    exif = image.info.get("exif")
    found = orientation(exif) if isinstance(exif, bytes) else None
    if found is not None:
        return found
    try:
        said = image.getexif().get(0x0112)
    except Exception:  # noqa: BLE001 - broken metadata is dropped, as all metadata are
        return 1
    return said if isinstance(said, int) else 1


def _check_end(image: Image.Image, scale: float) -> None:
    """A JPEG without its end is taken when no more than its last row of blocks can be missing.

    Where the data ended the decoder leaves blocks of plain grey, to the right and below. Raises PictureBroken.
    """
    if image.mode not in {"L", "RGB"}:
        raise PictureBroken
    block = max(1, round(_BLOCK / scale))
    left, top = image.width - block, image.height - 2 * block
    corner = image.crop((max(left, 0), max(top, 0), image.width, max(top, 0) + block))
    if corner.getcolors(1) == [(corner.width * corner.height, _GREY if image.mode == "L" else (_GREY,) * 3)]:
        raise PictureBroken


def _plain_mode(image: Image.Image) -> Image.Image:
    """In a mode that can be scaled smoothly: grey, RGB, RGBA or CMYK."""
    if image.mode.startswith(("I", "F")):  # 16-bit and float greys: scale to what can be shown
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if "A" in image.getbands() or "a" in image.getbands() or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in {"L", "RGB", "CMYK"} else image.convert("RGB")


def _square_dots(sheet: Image.Image, source: Image.Image) -> Image.Image:
    """As it lay on the scanner: a fax has more dots across than down."""
    across, down = (float(value) or 1.0 for value in source.info.get("dpi", (1, 1)))
    ratio = across / down
    if not 1 / _STRETCHED < ratio < _STRETCHED or 0.9 < ratio < 1.1:
        return sheet
    width, height = sheet.size
    size = (round(width / ratio), height) if ratio > 1 else (width, round(height * ratio))
    return sheet.resize(size, Image.Resampling.LANCZOS)


def _through_profile(image: Image.Image, profile: bytes) -> Image.Image | None:
    """The colours its profile means, in sRGB; ``None`` when the profile is unusable."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _saved(image: Image.Image, kind: str, **options: object) -> bytes:
    clean = Image.new(image.mode, image.size)
    clean.paste(image)  # a new image has no info, EXIF, XMP or profile to be saved with it
    out = BytesIO()
    clean.save(out, kind, **options)
    return out.getvalue()
