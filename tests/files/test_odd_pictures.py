"""Pictures that are odd but good, and pictures that would cost too much: taken upright, or refused by name."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from eventsys.files import images
from eventsys.files.errors import PictureBroken, PictureRefused, PictureTooHeavy, TooManySheets
from eventsys.files.exif import orientation
from eventsys.files.jpeg import survey
from tests.files.factories import case, noise, opened, picture

WAYS: dict[str, Callable[[bytes], bytes]] = {
    "photo": images.photo,
    "logo": images.logo,
    "scan": lambda data: images.sheets(data, most=1)[0][0],
}


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> Callable[[bytes], bytes]:
    """Each way by which pictures come in."""
    return WAYS[request.param]


def enlarged(name: str) -> bytes:
    """The case with the same metadata around a picture that is large enough for a scan."""
    data = case(name)
    exif = opened(data).info["exif"]
    return picture(800, 600).replace(b"\xff\xd8", b"\xff\xd8\xff\xe1" + (len(exif) + 2).to_bytes(2) + exif, 1)


@pytest.mark.parametrize("name", ["xres_as_text.jpg", "date_as_rational.jpg"])
def test_odd_metadata_are_dropped_and_the_picture_is_turned(name: str, way: Callable[[bytes], bytes]):
    made = way(enlarged(name))
    width, height = opened(made).size
    assert width / height == 600 / 800
    assert b"Exif" not in made


@pytest.mark.parametrize("name", ["xres_as_text.jpg", "date_as_rational.jpg"])
def test_the_cases_themselves_are_taken(name: str):
    assert [opened(WAYS[one](case(name))).size for one in ("photo", "logo")] == [(260, 200)] * 2


def test_a_heic_is_turned_once():
    assert opened(images.photo(case("turned.heic"))).size == (300, 400)


def test_the_way_it_was_held_is_read_from_xmp_too():
    said = b'http://ns.adobe.com/xap/1.0/\0<rdf:Description tiff:Orientation="8"/>'
    data = picture(800, 600).replace(b"\xff\xd8", b"\xff\xd8\xff\xe1" + (len(said) + 2).to_bytes(2) + said, 1)
    assert opened(images.photo(data)).size == (600, 800)


@pytest.mark.parametrize(
    "exif",
    [
        b"",
        b"Exif\0\0",
        b"Exif\0\0II*\0\xff\xff\xff\xff",
        b"Exif\0\0II*\0\x08\0\0\0\xff\xff",
        b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x63\0\0\0",
        b"nonsense",
    ],
)
def test_a_broken_block_says_nothing_of_how_it_was_held(exif: bytes):
    assert orientation(exif) is None


def test_it_is_read_before_what_is_broken_and_in_both_orders():
    little = b"II*\0\x08\0\0\0\xff\xff\x12\x01\x03\0\x01\0\0\0\x06\0\0\0broken"
    big = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x03\0\0"
    assert (orientation(little), orientation(big)) == (6, 3)


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"quality": 95, "subsampling": 0}])
@pytest.mark.parametrize("missing", [1, 2, 3])
def test_a_jpeg_that_lacks_but_its_end_is_taken(options: dict[str, object], missing: int):
    data = noise(**options)
    assert opened(images.photo(data[:-missing])).size == (600, 800)


@pytest.mark.parametrize("options", [{"progressive": True}, {"restart_marker_rows": 1}, {"quality": 95}])
@pytest.mark.parametrize("share", [0.3, 0.6])
def test_half_a_jpeg_is_refused_however_it_is_stored(options: dict[str, object], share: float):
    data = noise(**options)
    with pytest.raises(PictureBroken):
        images.photo(data[: int(len(data) * share)])


def test_a_jpeg_in_hundreds_of_layers_is_refused_before_it_is_decoded(way: Callable[[bytes], bytes]):
    began = time.process_time()
    with pytest.raises(PictureTooHeavy, match="too long"):
        way(case("progressive_300_scans.jpg"))
    assert time.process_time() - began < 0.5


def test_what_a_jpeg_costs_is_known_beforehand():
    plain, layered = survey(noise()), survey(noise(progressive=True))
    assert plain
    assert layered
    assert (plain.scans, plain.work) == (1, 480_000)
    assert layered.work == layered.scans * 480_000
    assert layered.scans > 5
    assert survey(b"\x89PNG") is None


def test_a_bilevel_tiff_is_a_scan_and_is_scaled_smoothly():
    [(made, wide)] = images.sheets(case("scan_group4.tiff"), most=5)
    assert (opened(made).size, wide) == ((827, 1169), False)
    fine = Image.new("1", (3000, 4800), 1)
    for at in range(0, 4800, 3):
        fine.paste(0, (0, at, 3000, at + 1))
    [(made, _wide)] = images.sheets(tiff(fine), most=5)
    levels = opened(made).convert("L").crop((500, 500, 520, 520)).tobytes()
    assert sum(60 < level < 200 for level in levels) > len(levels) / 4, (
        "neither black nor white: not just every nth dot"
    )


def tiff(first: Image.Image, *others: Image.Image, **options: object) -> bytes:
    out = BytesIO()
    first.save(out, "TIFF", compression="group4", save_all=True, append_images=others, **options)
    return out.getvalue()


def test_every_page_of_a_tiff_is_a_sheet():
    high, wide = Image.new("1", (500, 700), 1), Image.new("1", (700, 500), 0)
    data = tiff(high, wide, high)
    assert [turned for _made, turned in images.sheets(data, most=3)] == [False, True, False]
    with pytest.raises(TooManySheets, match="3 pages; at most 2"):
        images.sheets(data, most=2)


def test_a_fax_has_the_shape_of_its_sheet():
    [(made, _wide)] = images.sheets(tiff(Image.new("1", (1728, 1100), 1), dpi=(204, 98)), most=1)
    assert opened(made).size == (830, 1100)


def test_damaged_files_are_taken_or_refused_by_name():
    dice, outcomes = random.Random(8), set()  # noqa: S311 - the same dice each time
    for name in ("xres_as_text.jpg", "turned.heic", "scan_group4.tiff", "noise.heic"):
        for _n in range(10):
            data = bytearray(case(name))
            for _spot in range(dice.randint(1, 8)):
                data[dice.randrange(min(len(data), 600))] = dice.randrange(256)
            try:
                outcomes.add(type(images.photo(bytes(data))))
            except PictureRefused as refusal:
                outcomes.add(type(refusal))
    assert bytes in outcomes
    assert len(outcomes) > 1
