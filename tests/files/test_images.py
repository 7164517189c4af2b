"""What comes in as a picture goes out as a small, clean one, or is refused by name."""

from __future__ import annotations

import time
import zipfile
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from eventsys.files import images
from eventsys.files.errors import NotAnImage, PictureBroken, PictureTooLarge, PictureTooSmall
from tests.files.factories import bomb, case, noise, opened, picture

RED, BLUE, WHITE = (200, 20, 20), (20, 20, 200), (255, 255, 255)


def near(seen: tuple[int, ...], wanted: tuple[int, ...], most: int = 12) -> bool:
    return all(abs(a - b) <= most for a, b in zip(seen, wanted, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIC", "AVIF", "TIFF"])
def test_every_kind_becomes_a_jpeg_that_fits_the_box(kind: str):
    data = case("two_halves.heic") if kind == "HEIC" else picture(1800, 2400, kind)
    made = opened(images.photo(data))
    assert (made.format, made.mode, made.size) == ("JPEG", "RGB", (900, 1200))
    assert near(made.getpixel((100, 600)), RED)
    assert near(made.getpixel((800, 600)), BLUE)


def test_a_small_picture_is_not_enlarged():
    assert opened(images.photo(picture(300, 400))).size == (300, 400)


def test_a_wide_picture_keeps_its_shape():
    assert opened(images.photo(picture(4000, 1000))).size == (900, 225)


def test_the_picture_is_turned_as_the_camera_was_held_and_loses_all_metadata():
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90° clockwise
    exif[0x010F] = "CameraMaker"
    exif.get_ifd(0x8825)[2] = (21.0, 1.0, 42.0)  # where it was taken
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = picture(800, 600, exif=exif, icc_profile=icc, comment=b"secret words")
    assert b"CameraMaker" in data
    made = images.photo(data)
    clean = opened(made)
    assert clean.size == (600, 800)
    assert near(clean.getpixel((300, 100)), RED), "the left became the top"
    assert near(clean.getpixel((300, 700)), BLUE)
    assert not clean.getexif()
    assert set(clean.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    for word in (b"Exif", b"CameraMaker", b"ICC_PROFILE", b"secret words", b"http://ns.adobe.com"):
        assert word not in made


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_lying_on_its_side_fills_its_box_once_it_stands(turn: int):
    exif = Image.Exif()
    exif[0x0112] = turn
    # 900 × 1,200 is the largest that is kept: standing, it is that; lying, it is as wide
    wanted = (900, 1200) if turn >= 5 else (900, 675)
    assert opened(images.photo(picture(2000, 1500, exif=exif))).size == wanted


def test_transparency_becomes_white_paper():
    image = Image.new("RGBA", (200, 300), (0, 0, 0, 0))
    out = BytesIO()
    image.save(out, "PNG")
    assert near(opened(images.photo(out.getvalue())).getpixel((100, 150)), WHITE, 3)


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("CMYK", "JPEG"), ("L", "JPEG"), ("P", "PNG"), ("1", "PNG"), ("LA", "PNG"), ("I;16", "PNG")],
)
def test_every_colour_mode_becomes_rgb(mode: str, kind: str):
    made = opened(images.photo(picture(mode=mode, kind=kind) if mode != "I;16" else deep_grey()))
    assert (made.mode, made.size) == ("RGB", (600, 800))


def deep_grey() -> bytes:
    out = BytesIO()
    Image.new("I;16", (600, 800), 40_000).save(out, "PNG")
    return out.getvalue()


def test_sixteen_bit_grey_keeps_its_brightness():
    assert near(opened(images.photo(deep_grey())).getpixel((5, 5)), (156, 156, 156), 3)


def test_a_polyglot_leaves_its_other_half_behind():
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as pack:
        pack.writestr("evil.js", "alert(1)")
    data = picture() + b"<script>alert(1)</script>" + archive.getvalue()
    assert zipfile.is_zipfile(BytesIO(data))
    made = images.photo(data)
    assert not zipfile.is_zipfile(BytesIO(made))
    assert b"<script" not in made


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7\n%%EOF",
        b"<html><body>photo.jpg</body></html>",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        b"BM" + b"\0" * 60,
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n",
        b"\xff\xd8\xff" + b"\0" * 10,
        b"\x89PNG\r\n\x1a\n" + b"\0" * 20,
        bytes(range(256)) * 10,
    ],
    ids=[
        "empty",
        "text",
        "svg",
        "svg-xml",
        "pdf",
        "html",
        "gif",
        "bmp",
        "eps",
        "jpeg-start",
        "png-start",
        "noise",
    ],
)
def test_what_is_no_picture_is_refused(data: bytes):
    with pytest.raises(NotAnImage):
        images.photo(data)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIC", "TIFF"])
def test_a_truncated_picture_is_refused(kind: str, share: float):
    data = case("noise.heic") if kind == "HEIC" else noise(kind)
    with pytest.raises((PictureBroken, NotAnImage)):
        images.photo(data[: int(len(data) * share)])


def test_a_bomb_is_refused_by_its_header():
    data = bomb()
    assert len(data) < 100_000
    started = time.process_time()
    with pytest.raises(PictureTooLarge, match="50 megapixels"):
        images.photo(data)
    assert time.process_time() - started < 0.5, "it was decoded"


def test_a_bomb_below_the_library_s_own_limit_is_refused():
    with pytest.raises(PictureTooLarge):
        images.photo(bomb(7200, 7200))


def test_too_many_octets_are_refused():
    with pytest.raises(PictureTooLarge, match="20 MB"):
        images.photo(picture() + b"\0" * 20_000_001)


@pytest.mark.parametrize("size", [(1, 1), (1, 4000), (50, 70)])
def test_a_picture_too_small_to_print_is_refused(size: tuple[int, int]):
    with pytest.raises(PictureTooSmall, match="60 × 80"):
        images.photo(picture(*size))


def test_a_logo_keeps_its_transparency_and_becomes_png():
    image = Image.new("RGBA", (2400, 600), (10, 90, 107, 128))
    out = BytesIO()
    image.save(out, "PNG")
    made = opened(images.logo(out.getvalue()))
    assert (made.format, made.mode, made.size) == ("PNG", "RGBA", (1200, 300))
    assert near(made.getpixel((5, 5)), (10, 90, 107, 128), 2)
