"""What followed from the 12th plenary: five commitments of Tokyo from the minutes, Seoul's pledge in no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventsys.commitments.record.models import Source
from eventsys.commitments.register import queries as register_queries
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration, ParagraphKind
from eventsys.demo import facts
from eventsys.demo.follow import PROMISES, follow_up
from eventsys.demo.stage import Stage
from tests.declarations.factories import make_agreed

pytestmark = pytest.mark.usefixtures("app")


def stage_of(text: Declaration) -> Stage:
    stage = Stage(Path(), print)
    stage.conference, stage.secretariat = text.conference, SYSTEM
    return stage


@pytest.mark.usefixtures("app")
def test_each_point_of_the_minutes_is_a_commitment_of_tokyo_and_seoul_s_word_stands_in_no_text() -> None:
    minutes = make_agreed("HAN", "TYO", points=5)
    assert follow_up(stage_of(minutes), minutes) == (5, 1)
    db.session.expire_all()
    rows = register_queries.all_matching(
        minutes.conference, register_queries.Filters(), today=minutes.conference.starts, sort="recorded"
    )
    *tokyo, seoul = rows
    points = [p for p in minutes.paragraphs if p.part == ParagraphKind.POINT]
    assert [
        (c.owner.code, [p.code for p in c.partners], c.what["en"], c.point_number, c.point) for c in tokyo
    ] == [
        ("TYO", ["HAN"], what, number, points[number - 1])
        for number, what in enumerate(
            (
                "easing smog",
                "easing traffic congestion",
                "management of clean water supply",
                "training of athletes",
                "education of Vietnamese students in Tokyo",
            ),
            start=1,
        )
    ]
    assert {c.source for c in tokyo} == {Source.INSTRUMENT}
    assert (seoul.owner.code, [p.code for p in seoul.partners], seoul.what["en"]) == (
        "SEL",
        ["HAN"],
        "continued assistance in information technology",
    )
    assert (seoul.source, seoul.declaration, seoul.point, str(seoul.said_on)) == (
        Source.STATEMENT,
        None,
        None,
        "2013-11",
    )
    assert all(set(c.what) == {"en", "fr", "vi"} for c in rows)
    assert {c.recorded_at.date().isoformat() for c in rows} == {"2013-11-19"}
    assert {c.due for c in rows} == {None}


def test_what_tokyo_promised_is_what_the_minutes_say() -> None:
    for point, promise in zip(facts.MINUTES_POINTS, PROMISES, strict=True):
        for language, words in promise.items():
            assert words.casefold() in point[language].casefold(), (language, words)


@pytest.mark.usefixtures("app")
def test_minutes_of_another_number_of_points_are_not_these() -> None:
    minutes = make_agreed("HAN", "TYO", points=len(PROMISES) - 1)
    with pytest.raises(ValueError, match="zip"):
        follow_up(stage_of(minutes), minutes)
