"""Every design of the library, in its size: measured, read back, and with names that are hard to print."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops

from eventsys.badges.copies import documents as copies_documents
from eventsys.badges.designs.documents import library_text
from eventsys.badges.designs.rules import LIBRARY, LibraryDesign, ink_on
from eventsys.badges.editor.service import portrait
from eventsys.pdf.design.compile import compile_design
from eventsys.pdf.design.compiled import POINTS_PER_MM, Design
from eventsys.pdf.sheets.impose import Sides, print_pdf
from eventsys.pdf.stamping.stamp import Record, stamp
from eventsys.pdf.stamping.symbol import QUIET, make_symbol
from tests.badges.factories import NATIVE, codes_in, page_sizes_mm, texts_in

pytestmark = pytest.mark.usefixtures("app")
CODE = "0123456789ABCDEFGHIJ"
EVENT = {
    "title": "12th General Assembly of the Asian Network of Major Cities 21",
    "network": "ANMC21",
    "place": "Hà Nội · 18–20 November 2013",
    "category": "Head of delegation",
    "category_code": "head",
    "colour": "#8c1d2f",
    "zones": "A B C D",
    "city": "Metropolitan Manila",
    "office": "Governor, by appointment",
    "organisation": "Bangkok Metropolitan Administration",
    "zone_words": "A Plenary hall\nB Lounge",
    "wifi": "Guests\nPassword: hanoi-2013",
    "emergency": "113\n+84 24 3825 3536",
    "programme": "\n".join(
        ["Monday 18 November", *[f"{hour:02}:00 Session {hour}" for hour in range(8, 25)]]
    ),
}
PEOPLE: list[dict[str, Any]] = [
    {
        "first": given,
        "rest": f"{given} {family}",
        "name": f"{given} {family}",
        "native_name": native,
        "native_name_lang": language,
    }
    for given, family, native, language in NATIVE
]
LONG: dict[str, Any] = {
    "first": "Maximiliana-Konstantina-Theodora",
    "rest": "Maximiliana-Konstantina von Hohenzollern-Sigmaringen-Lippe",
    "name": "Maximiliana-Konstantina",
    "city": "Krung Thep Maha Nakhon Amon Rattanakosin",
    "office": "Deputy " * 14,
    "category": "Member of the technical secretariat of the host city",
    "title": "Very long title of it all " * 5,
}
ODD: list[dict[str, Any]] = [
    {"first": "O", "rest": "", "name": "O"},
    {"first": "W" * 60, "rest": "Q" * 60, "name": "W", "office": "g" * 90},
    {"first": "Ångström Ếgÿpjq", "rest": "Björg Ếgy", "name": "Björg", "office": "gypjq", "city": "Ếgypjq"},
]
KEYS = [design.key for design in LIBRARY]


@pytest.fixture(params=LIBRARY, ids=KEYS)
def ready(request: pytest.FixtureRequest) -> LibraryDesign:
    found: LibraryDesign = request.param
    return found


text_of = cache(library_text)


@cache
def look(ready: LibraryDesign, *classes: str) -> Design:
    text = text_of(ready)
    return compile_design(
        text.back if "back" in classes else text.html,
        css=text.css,
        width_mm=ready.width_mm,
        height_mm=ready.height_mm,
        classes=classes,
        variables={"category": "#8c1d2f", "on-category": ink_on("#8c1d2f")},
    )


def copies(*people: dict[str, Any], photo: bool = True) -> list[copies_documents.Copy]:
    return [
        copies_documents.Copy({**EVENT, **person}, CODE, portrait() if photo else None) for person in people
    ]


def pdf_of(ready: LibraryDesign, found: list[copies_documents.Copy], *, backs: bool = False) -> bytes:
    return copies_documents.badges_pdf(text_of(ready), found, title="Badges", language="en", backs=backs)


def sizes(design: Design, person: dict[str, Any]) -> dict[str, float]:
    """The size in points at which each slot's words were set."""
    words = {name: text for name, text in {**EVENT, **person}.items() if isinstance(text, str)}
    stamped = stamp(design, Record(words, {}, {}, {}))
    slots = [slot.name for slot in design.texts if words.get(slot.name)]
    return dict(zip(slots, [setting.size for setting in stamped.settings], strict=True))


def pictures(pdf: bytes, dpi: int = 72) -> list[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=dpi / 72).to_pil().convert("RGB") for page in document]


def test_pages_measure_what_the_format_says_and_every_code_is_read(ready: LibraryDesign) -> None:
    found = copies(PEOPLE[0], LONG) + copies(PEOPLE[1], ODD[1], photo=False)
    pdf = pdf_of(ready, found)
    assert codes_in(pdf, dpi=150) == [CODE] * 4
    both = page_sizes_mm(pdf_of(ready, found, backs=True))
    assert len(both) == 8
    for size in both:
        assert size == pytest.approx((ready.width_mm, ready.height_mm), abs=0.5)


def test_a_module_of_the_code_is_at_least_half_a_millimetre(ready: LibraryDesign) -> None:
    (slot,) = [slot for slot in look(ready, "front").images if slot.name == "qr"]
    side = min(slot.width, slot.height) / POINTS_PER_MM
    assert side / (make_symbol(CODE).side + 2 * QUIET) >= 0.5
    assert side / (29 + 2 * QUIET) >= 0.5  # and so for a longer code, of version 3


def test_category_zones_and_names_of_every_script_are_told_in_words(ready: LibraryDesign) -> None:
    pages = texts_in(pdf_of(ready, copies(*PEOPLE)), as_written=True)
    for page, person in zip(pages, PEOPLE, strict=True):
        told = "".join(page.split())
        assert "".join(EVENT["category"].upper().split()) in told
        assert "ABCD" in told
        assert "".join(person["first"].split()) in told
        if person["native_name_lang"] != "fa":  # written as it is seen: the engine's tests read it back
            assert "".join(person["native_name"].split()) in told


def test_the_back_tells_programme_wifi_emergency_and_zones(ready: LibraryDesign) -> None:
    (_, back) = texts_in(pdf_of(ready, copies(PEOPLE[0]), backs=True), as_written=True)
    told = " ".join(back.split())
    for word in (
        "08:00 Session 8",
        "24:00 Session 24",
        "hanoi-2013",
        "+84 24 3825 3536",
        "B Lounge",
        "HEAD OF",
    ):
        assert word in told


def test_what_a_badge_lacks_leaves_no_label_behind(ready: LibraryDesign) -> None:
    bare = {**PEOPLE[0], **dict.fromkeys(("zones", "zone_words", "wifi", "emergency", "programme"), "")}
    front, back = texts_in(pdf_of(ready, copies(bare, photo=False), backs=True))
    for label in ("WI-FI", "EMERGENCY", "PROGRAMME", "ZONES"):
        assert label not in (front + back).upper()


@pytest.mark.parametrize("photo", [(), ("no-photo",)], ids=["photo", "no photo"])
def test_a_first_name_is_at_least_32_points_on_a6_and_a7(
    ready: LibraryDesign, photo: tuple[str, ...]
) -> None:
    if ready.key not in {"a6", "a6-wide", "a7"}:
        assert {slot.name: slot.smallest for slot in look(ready, "front", *photo).texts}["first"] >= 14
        return
    for person in PEOPLE:
        assert sizes(look(ready, "front", *photo), person)["first"] >= 32, person["first"]


@pytest.mark.parametrize(
    "side", [("front",), ("front", "no-photo"), ("front", "no-native-name"), ("back",)], ids=" ".join
)
def test_slots_lie_inside_the_page_and_do_not_cover_each_other(
    ready: LibraryDesign, side: tuple[str, ...]
) -> None:
    design = look(ready, *side)
    boxes = [(s.name, s.x, s.y, s.x + s.width, s.y + s.height) for s in (*design.texts, *design.images)]
    hidden = {"photo"} if "no-photo" in side else {"native_name"} if "no-native-name" in side else set()
    boxes = [box for box in boxes if box[0] not in hidden]
    for name, x0, y0, x1, y1 in boxes:
        assert min(x0, y0) >= 0, name
        assert (x1 <= design.width, y1 <= design.height) == (True, True), name
    slack = 1  # point
    for number, (name, x0, y0, x1, y1) in enumerate(boxes):
        for other, u0, v0, u1, v1 in boxes[number + 1 :]:
            apart = min(x1, u1) - max(x0, u0) <= slack or min(y1, v1) - max(y0, v0) <= slack
            assert apart, (name, other)


@pytest.mark.parametrize(
    "person", [*ODD, {**PEOPLE[0], **LONG}], ids=["one letter", "sixty", "marks", "long"]
)
def test_words_of_any_length_stay_in_their_boxes(ready: LibraryDesign, person: dict[str, Any]) -> None:
    for classes in (("front",), ("front", "no-photo")):
        design = look(ready, *classes)
        for slot in design.texts:
            if slot.matrix is None and (said := {**EVENT, **person}.get(slot.name)):
                assert inked_outside(design, slot.name, str(said)) == 0, (slot.name, said)


def inked_outside(design: Design, name: str, said: str) -> int:
    """Pixels that differ, outside the slot's box, between the design with these words and without any."""
    out = io.BytesIO()
    records = (Record(), Record({name: said}))
    print_pdf(out, [Sides(stamp(design, record)) for record in records], title="x", language="en")
    empty, full = pictures(out.getvalue(), dpi=96)
    (slot,) = [slot for slot in design.texts if slot.name == name]
    scale = 96 / 72
    box = (
        int(slot.x * scale) - 1,
        int((design.height - slot.y - slot.height) * scale) - 1,
        int((slot.x + slot.width) * scale) + 2,
        int((design.height - slot.y) * scale) + 2,
    )
    for picture in (empty, full):
        picture.paste((255, 255, 255), box)
    difference = ImageChops.difference(empty, full).convert("L")
    return sum(difference.histogram()[32:])


def test_on_a_grey_copy_the_band_is_dark_and_its_word_is_light(ready: LibraryDesign) -> None:
    grey = pictures(pdf_of(ready, copies(PEOPLE[0])), dpi=100)[0].convert("L")
    low = grey.crop((0, grey.height - grey.height // 14, grey.width, grey.height))
    darkest, lightest = low.getextrema()
    assert (darkest < 90, lightest > 200) == (True, True)


def test_a_name_that_must_break_inside_breaks_in_its_middle() -> None:
    (small,) = [design for design in LIBRARY if design.key == "a7"]
    (page,) = texts_in(pdf_of(small, copies({"first": "Sukhumbhand", "rest": "", "name": "S"}, photo=False)))
    first, last = [line for line in page.split("\n") if line and line in "Sukhumbhand"]
    assert first + last == "Sukhumbhand"
    assert min(len(first), len(last)) >= 5
