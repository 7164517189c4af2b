"""Designs: what they may say, versions, the library's copies, and what the backs tell."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from eventsys.badges.designs import documents as designs_documents
from eventsys.badges.designs import queries as designs_queries
from eventsys.badges.designs import rules as designs_rules
from eventsys.badges.designs import service as designs
from eventsys.badges.designs.errors import UnsafeDesign
from eventsys.badges.designs.models import BadgeDesign
from eventsys.badges.designs.rules import LIBRARY, DesignText
from eventsys.badges.editor import service
from eventsys.badges.record import queries as record_queries
from eventsys.badges.words import rules as words_rules
from eventsys.badges.words import service as words_service
from eventsys.badges.words.rules import GlanceDay
from eventsys.conferences.categories import queries as categories_queries
from eventsys.core import clock
from eventsys.core.audit import AuditEntry
from eventsys.core.bounded.calling import TookTooMuch
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.pdf.errors import (
    BrokenStyle,
    DesignTooBig,
    SlotNotEmpty,
    SlotWithoutBox,
    UnknownSlot,
    UnsafeStyle,
)
from eventsys.programme.sessions import service as sessions_service
from tests.badges.factories import CLERK, make_people, make_run
from tests.conferences.factories import make_conference
from tests.programme.factories import make_session
from tests.registration.factories import make_delegate, make_delegation

NAME = '<p data-slot="name" class="n"></p>'
BOX = ".n { width: 60mm; height: 10mm; margin: 0 }"


def text(html: str = NAME, css: str = BOX, back: str = "") -> DesignText:
    return DesignText(html, back, css, 86, 54)


# --- what a design may say ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("colour", "ink"),
    [("#ffffff", "#000000"), ("#000000", "#ffffff"), ("#8c1d2f", "#ffffff"), ("#f2c300", "#000000")],
)
def test_ink_is_read_on_its_ground(colour: str, ink: str) -> None:
    assert designs_rules.ink_on(colour) == ink


@pytest.mark.parametrize(
    ("html", "piece"),
    [
        ("<p>x</p>\n<script>alert(1)</script>", "<script>"),
        ('<p>x</p>\n<img src="https://example.org/x.png" alt="">', "<img src>"),
        ('<p>x</p>\n<img src="file:///etc/passwd" alt="">', "<img src>"),
        ('<p>x</p>\n<img src="data:image/png;base64,AAAA" alt="">', "<img src>"),
        ('<p>x</p>\n<p onclick="x()">x</p>', "<p onclick>"),
        (
            '<p style="color: red">x</p>\n<p style="background: url(\'https://example.org\')">x</p>',
            "<p style>",
        ),
        ('<a href="https://example.org">x</a>\n<a href="javascript:x()">x</a>', "<a href>"),
        ("<p>x</p>\n<iframe></iframe>", "<iframe>"),
        ("<p>x</p>\n<svg><circle/></svg>", "<svg>"),
        ("<p>x</p>\n<form><input></form>", "<form>"),
        ("<p>x</p>\n<style>p { color: red }</style>", "<style>"),
        ('<p>x</p>\n<link rel="stylesheet" href="https://example.org/x.css">', "<link>"),
    ],
)
@pytest.mark.parametrize("side", ["front", "back"])
def test_what_cleaning_would_take_away_is_named_with_its_line(html: str, piece: str, side: str) -> None:
    with pytest.raises(UnsafeDesign) as refused:
        designs_documents.clean(text(html) if side == "front" else text(back=html))
    assert refused.value.values == {"what": piece, "line": 2, "side": side}


@pytest.mark.parametrize(
    ("css", "line", "refusal"),
    [
        ('p { color: red }\n@import "https://example.org/x.css";', 2, UnsafeStyle),
        ("p { color: red }\np { background: url(https://example.org/x.png) }", 2, UnsafeStyle),
        ("p { background: url(file:///etc/passwd) }", 1, UnsafeStyle),
        ("p { color: red }\np { color: blue\nh1 { top: 0 }", 2, BrokenStyle),
        ("p { color: red }\n}\nh1 { top: 0 }", 2, BrokenStyle),
        ("p {\n  color red;\n}", 2, BrokenStyle),
        ("p { color: red }\nh1", 2, BrokenStyle),
        ("p { content: 'x\n }", 1, BrokenStyle),
        ("@media print { p {\n  color red } }", 2, BrokenStyle),
    ],
)
def test_a_style_that_reaches_out_or_is_broken_is_refused_with_its_line(
    css: str, line: int, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal) as refused:
        designs_documents.clean(text(css=css))
    assert refused.value.values["line"] == line


@pytest.mark.parametrize(
    "css", ["", BOX, "/* } */ p::before { content: '}' } @media print { p { color: red } }\n"]
)
def test_a_sound_design_is_kept_as_it_is(css: str) -> None:
    html = '<p class="x" data-slot="name" data-min="9" data-lines="2"></p>\n<img data-slot="qr" alt="">'
    assert designs_documents.clean(text(html, css, back=NAME)) == text(html, css, back=NAME)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("html", "refusal", "line"),
    [
        (f'{NAME}\n<p data-slot="passport" class="n"></p>', UnknownSlot, 2),
        (f'{NAME}\n\n<p data-slot="city" class="n">Somewhere</p>', SlotNotEmpty, 3),
        ('<p data-slot="photo" class="n"></p>', SlotNotEmpty, 1),
        (f'{NAME}\n<p data-slot="city"></p>', SlotWithoutBox, 2),
        (
            f'{NAME}\n<p data-slot="city" class="n" style="position: absolute; left: 50mm"></p>',
            SlotWithoutBox,
            2,
        ),
        (f"{NAME}\n<section style='break-before: page'>x</section>", DesignTooBig, None),
    ],
)
@pytest.mark.parametrize("side", ["front", "back"])
def test_a_design_that_cannot_be_printed_is_refused_and_not_kept(
    html: str, refusal: type[Refusal], line: int | None, side: str
) -> None:
    conference = make_conference()
    sides = {"html": html} if side == "front" else {"html": NAME, "back": html}
    with pytest.raises(refusal) as refused:
        service.save_design(conference, None, css=BOX, size=(86, 54), by=CLERK, **sides)
    assert (refused.value.values.get("line"), refused.value.values["side"]) == (line, side)
    assert db.session.scalars(select(BadgeDesign)).all() == []


@pytest.mark.usefixtures("app")
def test_a_design_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eventsys.badges.designs.documents._SECONDS", 3)
    deep = ("<div>" * 14 + "x" + "</div>" * 14) * 200
    with pytest.raises(TookTooMuch):
        service.save_design(
            make_conference(), None, html=deep, css="div { display: flex }", size=(105, 148), by=CLERK
        )


# --- versions ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("app")
def test_designs_come_in_versions_and_a_category_may_have_its_own() -> None:
    conference = make_conference()
    first = designs.ensure_design(conference, by=CLERK)
    assert designs.ensure_design(conference, by=CLERK) is first
    second = service.save_design(
        conference, None, html=first.html, back=first.back, css=first.css, size=(105, 148), by=CLERK
    )
    category = categories_queries.category_by_code(conference, "press")
    own = service.save_design(conference, category, html=NAME, css=BOX, size=(86, 54), by=CLERK)
    made = [(d.category_key, d.version, d.origin, bool(d.back)) for d in (first, second, own)]
    assert made == [(0, 1, "a6", True), (0, 2, "", True), (category.id, 1, "", False)]
    assert designs_queries.design_for(conference, category) is own
    assert designs_queries.design_for(conference, None) is second
    assert designs_queries.designs(conference) == [second, own]
    delegation = make_delegation(conference, "TYO")
    people = [
        make_delegate(delegation, category="press"),
        *make_people(conference, 1, delegation=delegation),
    ]
    badges = record_queries.badges_of_run(make_run(conference, people))
    assert [badge.design for badge in badges] == [own, second]


@pytest.mark.usefixtures("app")
def test_going_back_makes_a_new_version_and_changes_no_old_one() -> None:
    conference = make_conference()
    first = designs.use_ready(conference, None, LIBRARY[2], by=CLERK)
    second = service.save_design(conference, None, html=NAME, css=BOX, size=(86, 54), by=CLERK)
    third = service.go_back(conference, first, by=CLERK)
    assert designs.text_of(third) == designs.text_of(first)
    assert [(d.version, d.origin) for d in designs_queries.versions(conference, 0)] == [
        (3, "1"),
        (2, ""),
        (1, "a7"),
    ]
    assert (second.version, second.html) == (2, NAME)
    assert designs_queries.version_at(conference, 0, 2) is second
    with pytest.raises(NotFound):
        designs_queries.version_at(conference, 0, 4)
    audited = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "badge_design.saved")).all()
    assert [entry.after for entry in audited] == [
        {"version": 1, "origin": "a7"},
        {"version": 2},
        {"version": 3, "origin": "1"},
    ]


@pytest.mark.usefixtures("app")
def test_a_copy_speaks_the_conferences_first_language() -> None:
    conference = make_conference(languages=["fr", "en"])
    assert "Programme en bref" in designs.ensure_design(conference, by=CLERK).back


# --- what the backs tell -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("app")
def test_the_backs_tell_the_facts_and_the_published_sessions() -> None:
    conference = make_conference()
    assert words_service.back_words(conference) == {"programme": "", "wifi": "", "emergency": ""}
    make_session(conference, "Opening", "09:00", "10:00", state="published")
    make_session(conference, "Dialogue on water", "11:00", "12:00", state="published")
    off = make_session(conference, "Called off", "12:00", "13:00", state="published")
    sessions_service.cancel(off, by=CLERK, now=clock.now())
    make_session(conference, "Not yet public", "14:00", "15:00")
    words_service.save_facts(
        conference,
        by=CLERK,
        wifi_name="Guests",
        wifi_password="hanoi-2013",
        emergency="113 · +84 24 3825 3536",
    )
    words = words_service.back_words(conference)
    day, *sessions = words["programme"].splitlines()
    assert str(conference.starts.day) in day
    assert sessions == ["09:00 Opening", "11:00 Dialogue on water"]
    assert words["wifi"] == "Guests\nPassword: hanoi-2013"
    assert words["emergency"] == "113\n+84 24 3825 3536"
    words_service.save_facts(conference, by=CLERK, programme="By hand")
    assert words_service.back_words(conference) == {**words, "programme": "By hand"}
    last = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (last.verb, last.after) == ("badge_facts.saved", {"changed": ["programme"]})


def days(*counts: int) -> list[GlanceDay]:
    return [
        GlanceDay(
            f"Day {number}", [(f"{hour:02}:00", f"Session {number}.{hour}") for hour in range(8, 8 + count)]
        )
        for number, count in enumerate(counts, 1)
    ]


def test_a_short_programme_is_told_whole() -> None:
    told = words_rules.at_a_glance(days(2, 1), most=18)
    assert told == "Day 1\n08:00 Session 1.8\n09:00 Session 1.9\nDay 2\n08:00 Session 2.8"
    assert words_rules.at_a_glance([]) == ""


def test_of_sessions_that_begin_together_the_first_is_told_when_room_is_short() -> None:
    day = GlanceDay("Day 1", [("09:00", "A"), ("09:00", "B"), ("10:00", "C")])
    assert words_rules.at_a_glance([day], most=4) == "Day 1\n09:00 A\n09:00 B\n10:00 C"
    assert words_rules.at_a_glance([day], most=3) == "Day 1\n09:00 A\n10:00 C"


@pytest.mark.parametrize("counts", [(30,), (9, 9, 9), (1, 20), (3,) * 6, (2,) * 12, (1,) * 30])
def test_a_long_programme_is_cut_to_its_lines_and_keeps_the_ends_of_its_days(counts: tuple[int, ...]) -> None:
    lines = words_rules.at_a_glance(days(*counts), most=18).splitlines()
    assert len(lines) <= 18
    assert lines[:2] == ["Day 1", "08:00 Session 1.8"]
    if counts == (30,):
        assert lines[-2:] == ["…", "37:00 Session 1.37"]
        assert len(lines) == 18
    if len(counts) <= 6:
        assert sum(line.startswith("Day") for line in lines) == len(counts)
