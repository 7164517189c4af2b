"""What a design may say, and how the engine reads it."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

from eventsys.pdf.design.compile import compile_design
from eventsys.pdf.design.compiled import POINTS_PER_MM, Design
from eventsys.pdf.errors import (
    DesignTooBig,
    RemoteResource,
    SlotNotEmpty,
    SlotWithoutBox,
    UnknownImage,
    UnknownSlot,
)
from tests.pdf.samples import CATEGORIES, FRONT, design

BOX = "p { position: absolute; left: 10mm; top: 20mm; width: 50mm; height: 15mm; margin: 0; font-size: 20pt }"
MM = POINTS_PER_MM


def compiled(html: str, css: str = BOX, **values: Any) -> Design:
    return compile_design(html, css=css, width_mm=105, height_mm=148, **values)


def test_a_slot_s_box_and_type_are_read_from_the_layout() -> None:
    css = BOX + (
        "p { color: #ff0000; font-weight: 700; text-align: right; line-height: 1.5; text-transform: uppercase;"
        " letter-spacing: 0.1em; display: flex; flex-direction: column; justify-content: flex-end; padding: 1mm }"
    )
    (slot,) = compiled('<p data-slot="name" data-min="9" data-lines="3" lang="ja"></p>', css).texts
    assert [round(v / MM, 3) for v in (slot.x, slot.y, slot.width, slot.height)] == [11, 112, 50, 15]
    assert (slot.largest, slot.smallest, slot.lines) == (20, 9, 3)
    assert (slot.align, slot.upright, slot.weight, slot.line_height) == ("right", "end", 700, 1.5)
    assert (slot.colour, slot.transform, slot.language) == (b"1 0 0 rg", "uppercase", "ja")
    assert slot.letter_spacing == pytest.approx(0.1)
    assert slot.families[:2] == ("Noto Sans", "Noto Sans CJK JP")


def test_the_smallest_size_is_a_share_of_the_largest_unless_it_is_told() -> None:
    big, small = compiled('<p data-slot="name"></p><p data-slot="city" style="font-size: 7pt"></p>').texts
    assert (big.smallest, small.smallest) == (11, 5)


def test_pictures_have_their_fit_and_their_corners() -> None:
    css = "img { position: absolute; top: 0; left: 0; width: 20mm; height: 24mm; object-fit: cover; border-radius: 2mm }"
    photo, code = compiled(
        '<img data-slot="photo"><img data-slot="qr" style="border-radius: 50%">', css
    ).images
    assert (photo.fit, round(photo.radius / MM, 3), round(code.radius / MM, 3)) == ("cover", 2, 10)


def test_a_turned_slot_keeps_its_turn() -> None:
    (slot,) = compiled('<p data-slot="name" style="transform: rotate(90deg)"></p>').texts
    assert slot.matrix is not None
    assert [round(v, 6) for v in slot.matrix[:4]] == [0, -1, 1, 0]
    a, b, c, d, e, f = slot.matrix
    middle = slot.x + slot.width / 2, slot.y + slot.height / 2
    assert (a * middle[0] + c * middle[1] + e, b * middle[0] + d * middle[1] + f) == pytest.approx(middle)


def test_what_is_not_displayed_is_left_out_and_names_may_come_twice() -> None:
    found = compiled('<p data-slot="name"></p><p data-slot="name"></p><p hidden data-slot="city"></p>')
    assert [slot.name for slot in found.texts] == ["name", "name"]
    assert found.slots == {"name"}


@pytest.mark.parametrize(
    ("html", "refusal", "line"),
    [
        ('<p data-slot="name"></p>\n<p data-slot="shoe"></p>', UnknownSlot, 2),
        ('\n\n<p data-slot="name">An</p>', SlotNotEmpty, 3),
        ('<p data-slot="name"></p>\n<p data-slot="name"><b></b></p>', SlotNotEmpty, 2),
        ('\n<p data-slot="photo"></p>', SlotNotEmpty, 2),
        ('\n<img data-slot="name">', SlotNotEmpty, 2),
        ('<img data-slot="photo" src="eventsys-image:x">', SlotNotEmpty, 1),
        ('\n<p data-slot="name" style="height: auto"></p>', SlotWithoutBox, 2),
        ('\n<p data-slot="name" style="width: 0"></p>', SlotWithoutBox, 2),
        ('\n\n<i data-slot="name"></i>', SlotWithoutBox, 3),
        ('<p data-slot="name" style="left: 80mm"></p>', SlotWithoutBox, 1),
        ('<p data-slot="name" style="top: -20mm"></p>', SlotWithoutBox, 1),
    ],
)
def test_a_slot_that_cannot_be_filled_is_refused_with_its_line(html: str, refusal: type, line: int) -> None:
    with pytest.raises(refusal) as refused:
        compiled(html)
    assert refused.value.values["line"] == line
    assert refused.value.values["slot"] in str(refused.value)


@pytest.mark.parametrize(
    ("html", "css", "refusal"),
    [
        ('<img src="https://x.test/a.png">', "", RemoteResource),
        ("", ".badge { background: url(file:///etc/passwd) }", RemoteResource),
        ("", "@import url(https://x.test/a.css);", RemoteResource),
        ('<img src="eventsys-image:logo">', "", UnknownImage),
        ("<hr style='break-after: page'>more", "", DesignTooBig),
    ],
)
def test_a_design_that_reaches_outside_or_over_its_page_is_refused(
    html: str, css: str, refusal: type
) -> None:
    with pytest.raises(refusal):
        compiled(html, css)


def test_a_design_is_a_plain_value_known_by_its_input() -> None:
    one = design("HOD")
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own
    assert one.digest != design("PRS").digest
    assert one.digest != design("HOD", "back").digest
    again = compile_design(
        FRONT,
        css=dict(one.asked)["css"],
        width_mm=105,
        height_mm=148,
        classes=("badge", "front"),
        variables={"category": CATEGORIES["HOD"][1]},
    )
    assert again == one
