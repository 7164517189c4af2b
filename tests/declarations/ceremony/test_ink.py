"""A drawn signature comes from a browser, and is trusted as little as anything from there."""

from __future__ import annotations

import base64
import io
import os

import pytest
from PIL import Image, ImageDraw

from eventsys.declarations.ceremony.errors import InkUnusable
from eventsys.declarations.ceremony.service import MOST_OCTETS, clean_ink, ink_from_data_url


def png(size: tuple[int, int] = (300, 100), *, drawn: bool = True, **options: object) -> bytes:
    picture = Image.new("RGBA", size)
    if drawn:
        ImageDraw.Draw(picture).line([(20, 80), (size[0] - 20, 20)], fill="blue", width=4)
    out = io.BytesIO()
    picture.save(out, "PNG", **options)
    return out.getvalue()


def address(data: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


@pytest.mark.parametrize("nothing", ["", "  ", "\n"])
def test_nothing_drawn_is_nothing(nothing: str):
    assert ink_from_data_url(nothing) is None


def test_strokes_are_cropped_and_drawn_anew():
    from_browser = png() + b"<script>alert(1)</script>"
    made = ink_from_data_url(address(from_browser))
    assert made is not None
    assert b"script" not in made.png
    with Image.open(io.BytesIO(made.png)) as picture:
        assert (picture.format, picture.mode) == ("PNG", "RGBA")
        assert picture.width < 300
        assert picture.height < 100


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (100, 100)).save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "data:image/png;base64,%%%",
        "data:image/svg+xml;base64,PHN2Zy8+",
        address(b""),
        address(b"not a picture"),
        address(jpeg()),
        address(jpeg(), "image/jpeg"),
        address(png()[:200]),
        address(png(drawn=False)),
        address(png((2001, 100))),
        address(png((100, 1001))),
        address(png((30_000, 2), drawn=False)),
        "data:image/png;base64," + "A" * (2 * MOST_OCTETS),
    ],
)
def test_everything_else_is_refused_by_name(text: str):
    with pytest.raises(InkUnusable):
        ink_from_data_url(text)


def test_a_heavy_picture_is_refused():
    noise = Image.frombytes("RGBA", (400, 200), os.urandom(400 * 200 * 4))
    out = io.BytesIO()
    noise.save(out, "PNG")
    assert len(out.getvalue()) > MOST_OCTETS
    with pytest.raises(InkUnusable):
        clean_ink(out.getvalue())


def test_the_largest_allowed_passes():
    assert clean_ink(png((2000, 1000))).png
