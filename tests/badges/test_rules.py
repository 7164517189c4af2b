"""Badge rules: life, codes, sizes of words, ink, and designs that are not quietly changed."""

from __future__ import annotations

import pytest

from eventsys.badges import documents, rules
from eventsys.badges.errors import BadFit, BadSlot, NoBadgeStep, UnsafeDesign
from eventsys.badges.models import BadgeState
from eventsys.badges.rules import Fit
from eventsys.pdf.sanitize import clean_html


def test_the_life_of_a_badge_has_only_these_arrows() -> None:
    allowed = {(before, after) for before in BadgeState for after in BadgeState if _allowed(before, after)}
    assert allowed == {
        ("queued", "printed"), ("queued", "void"), ("printed", "issued"), ("printed", "expired"),
        ("printed", "void"), ("issued", "returned"), ("issued", "expired"), ("issued", "void"),
    }  # fmt: skip


def _allowed(before: BadgeState, after: BadgeState) -> bool:
    try:
        rules.check_step(before, after)
    except NoBadgeStep:
        return False
    return True


@pytest.mark.usefixtures("app")
def test_a_step_that_is_not_there_is_told_in_words() -> None:
    with pytest.raises(NoBadgeStep) as refused:
        rules.check_step("returned", BadgeState.ISSUED)
    assert str(refused.value) == "A badge that is “given back” cannot become “handed over”."


FIRST = Fit(40, 16, 255, 77)


@pytest.mark.parametrize(
    ("name", "size"),
    [("Ei Ei", 40), ("Naoki", 40), ("Thế Thảo", 40), ("Maximiliana-Konstantina", 32), ("W" * 60, 16)],
)
def test_words_are_set_as_large_as_their_box_allows(name: str, size: float) -> None:
    assert rules.fit_size(name, FIRST) == pytest.approx(size, abs=2 if size == 32 else 0)


def test_more_room_never_makes_words_smaller() -> None:
    sizes = [
        rules.fit_size("Nguyễn Thị Minh Nguyệt Ánh", Fit(40, 8, width, 60)) for width in range(60, 400, 10)
    ]
    assert sizes == sorted(sizes)
    assert all((size * 2).is_integer() for size in sizes)


@pytest.mark.parametrize(
    "text", ["", "40", "40 16 252", "16 40 252 74", "a b c d", "40 0 1 1", "9999 1 1 1", "40 16 -3 74"]
)
def test_a_box_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(BadFit):
        rules.read_fit(text)


@pytest.mark.parametrize(
    ("colour", "ink"),
    [("#ffffff", "#000000"), ("#000000", "#ffffff"), ("#8c1d2f", "#ffffff"), ("#f2c300", "#000000")],
)
def test_ink_is_read_on_its_ground(colour: str, ink: str) -> None:
    assert rules.ink_on(colour) == ink


@pytest.mark.parametrize(
    ("html", "piece"),
    [
        ("<p>x</p><script>alert(1)</script>", "<script>"),
        ('<img src="https://example.org/x.png" alt="">', "<img src>"),
        ('<img src="data:image/png;base64,AAAA" alt="">', "<img src>"),
        ('<p onclick="x()">x</p>', "<p onclick>"),
        ("<p style=\"background: url('https://example.org')\">x</p>", "<p style>"),
        ('<a href="javascript:x()">x</a>', "<a href>"),
        ("<iframe></iframe>", "<iframe>"),
        ("<svg><circle/></svg>", "<svg>"),
        ("<form><input></form>", "<form>"),
        ("<style>p { color: red }</style>", "<style>"),
        ('<link rel="stylesheet" href="https://example.org/x.css">', "<link>"),
    ],
)
def test_what_cleaning_would_take_away_is_named(html: str, piece: str) -> None:
    with pytest.raises(UnsafeDesign) as refused:
        rules.check_kept(html, clean_html(html))
    assert refused.value.values == {"what": piece}


def test_a_sound_design_is_kept() -> None:
    html = (
        '<p class="x" data-slot="name" data-fit="40 16 252 74"></p><!-- note --><img data-slot="qr" alt="">'
    )
    rules.check_kept(html, clean_html(html))
    documents.check_slots(clean_html(html))


@pytest.mark.parametrize(
    ("html", "slot"),
    [
        ('<p data-slot="passport"></p>', "passport"),
        ('<p data-slot="name">Somebody</p>', "name"),
        ('<p data-slot="name"><b>Somebody</b></p>', "name"),
        ('<p data-slot="photo"></p>', "photo"),
        ('<img data-slot="name" alt="">', "name"),
        ('<img data-slot="qr" src="eventsys-image:qr-0" alt="">', "qr"),
        ("<p data-slot=''></p>", ""),
    ],
)
def test_a_slot_that_cannot_be_filled_is_named(html: str, slot: str) -> None:
    with pytest.raises(BadSlot) as refused:
        documents.check_slots(clean_html(html))
    assert refused.value.values["slot"] == slot


def test_a_box_in_a_design_must_make_sense() -> None:
    with pytest.raises(BadFit):
        documents.check_slots('<p data-slot="name" data-fit="40 16"></p>')
