"""Pictures from outside: looked at before they are decoded, then drawn anew.

What is stored is a new file made from the pixels alone. Location, camera, colour profile, comments, second
pages and whatever was appended (an archive, a script, a page: a polyglot) stay behind.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

from eventsys.files.errors import NotAnImage, PictureBroken, PictureTooLarge, PictureTooSmall

__all__ = ["LOGO_TYPE", "MOST_OCTETS", "MOST_PIXELS", "PHOTO_TYPE", "logo", "paper", "photo"]

register_heif_opener(thumbnails=False)
# pillow-heif opens HEIC and AVIF under these two names; pillow itself reads the other three.
_FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "AVIF")
MOST_PIXELS = 50_000_000
MOST_OCTETS = 20_000_000
PHOTO_TYPE = "image/jpeg"
LOGO_TYPE = "image/png"
_PHOTO_BOX = (900, 1200)
_LOGO_BOX = (1200, 600)
_PAPER_BOX = (3508, 3508)  # A4 with 300 dots an inch, either way up
_LEAST_PHOTO = (60, 80)
_LEAST_LOGO = (16, 16)
_LEAST_PAPER = (400, 500)


def photo(data: bytes) -> bytes:
    """A head-and-shoulders photo as a JPEG of at most 900 × 1200 pixels, sRGB, without metadata.

    Raises NotAnImage, PictureTooLarge, PictureTooSmall, PictureBroken.
    """
    with _opened(data, _LEAST_PHOTO) as image:
        image.draft("RGB", _PHOTO_BOX)  # lets the JPEG decoder skip what is scaled away
        return _saved(_on_white(_upright(image, _PHOTO_BOX)), "JPEG", quality=85, optimize=True)


def logo(data: bytes) -> bytes:
    """A logo as a PNG of at most 1200 × 600 pixels that keeps its transparency. Raises as :func:`photo`."""
    with _opened(data, _LEAST_LOGO) as image:
        small = _upright(image, _LOGO_BOX)
        return _saved(small if small.mode in {"RGB", "RGBA"} else small.convert("RGBA"), "PNG", optimize=True)


def paper(data: bytes) -> tuple[bytes, bool]:
    """A picture of a sheet as a JPEG of at most 3508 pixels a side; whether it is wider than high.

    Raises as :func:`photo`.
    """
    with _opened(data, _LEAST_PAPER) as image:
        drawn = _on_white(_upright(image, _PAPER_BOX))
        return _saved(drawn, "JPEG", quality=88, optimize=True), drawn.width > drawn.height


@contextmanager
def _opened(data: bytes, least: tuple[int, int]) -> Iterator[Image.Image]:
    if len(data) > MOST_OCTETS:
        raise _too_large()
    # WeasyPrint switches this on for the whole process when it is imported; half a face is no photo.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            # Our own limit, below, is stricter than the library's warning and looks at the header only.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise NotAnImage from error
    with image:
        width, height = image.size
        if width * height > MOST_PIXELS:
            raise _too_large()
        if min(width, height) < min(least) or max(width, height) < max(least):
            raise PictureTooSmall(width=least[0], height=least[1])
        try:
            yield image
        except (OSError, ValueError, SyntaxError, EOFError, IndexError, MemoryError) as error:
            raise PictureBroken from error


def _too_large() -> PictureTooLarge:
    return PictureTooLarge(megapixels=MOST_PIXELS // 1_000_000, megabytes=MOST_OCTETS // 1_000_000)


def _upright(image: Image.Image, box: tuple[int, int]) -> Image.Image:
    """Turned as the camera was held, in sRGB, and no larger than ``box`` (never enlarged)."""
    turned = ImageOps.exif_transpose(image)
    profile = turned.info.get("icc_profile")
    has_alpha = "A" in turned.getbands() or "transparency" in turned.info
    target = "RGBA" if has_alpha else "RGB"
    if turned.mode.startswith(("I", "F")):  # 16-bit and float greys: scale to what can be shown
        turned = turned.convert("I").point(lambda value: value / 256).convert("L")
    turned.thumbnail(box, Image.Resampling.LANCZOS, reducing_gap=3.0)
    seen = _through_profile(turned, profile) if profile and not has_alpha else None
    return seen or turned.convert(target)


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
