"""Writing, finalising and adopting the text."""

from __future__ import annotations

import hashlib

import pytest
from sqlalchemy import func, select

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.words.languages import in_language
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.errors import NoStep, TextFrozen
from eventsys.declarations.acts.models import Declaration, DeclarationState, ParagraphKind
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.completion import queries as completion_queries
from eventsys.declarations.completion import service as completion
from eventsys.declarations.completion.errors import NoPoints, ParagraphTextMissing
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.representation import service as representation
from eventsys.declarations.representation.errors import NoQuorum
from eventsys.declarations.texts import service
from eventsys.declarations.wording import service as wording
from eventsys.declarations.wording.errors import EditedMeanwhile
from tests.declarations.factories import POINTS, make_adopted, make_declaration, make_plenary
from tests.registration.factories import make_delegation

pytestmark = pytest.mark.usefixtures("app")


def english(declaration: Declaration, part: ParagraphKind = ParagraphKind.POINT) -> list[str]:
    db.session.commit()
    db.session.expire_all()
    return [p.text["en"] for p in declaration.paragraphs if p.part == part]


def test_a_new_declaration_speaks_the_conference_s_languages():
    conference = make_plenary(cities=1)
    declaration = service.create(conference, title=Localized(en="Declaration"), by=SYSTEM)
    assert (declaration.languages, declaration.order_language, declaration.state) == (
        ["en", "fr", "vi"],
        "en",
        DeclarationState.ZERO_DRAFT,
    )


def test_points_are_added_moved_and_removed():
    declaration = make_declaration(make_plenary(cities=1), points=3)
    one, two, three = (p for p in declaration.paragraphs if p.part == ParagraphKind.POINT)
    first, second, third = (p["en"] for p in POINTS[:3])
    paragraphs.move_paragraph(declaration, three, up=True, by=SYSTEM)
    assert english(declaration) == [first, third, second]
    paragraphs.move_paragraph(declaration, one, up=False, by=SYSTEM)
    assert english(declaration) == [third, first, second]
    paragraphs.move_paragraph(declaration, three, up=True, by=SYSTEM)  # at the top already
    paragraphs.move_paragraph(declaration, two, up=False, by=SYSTEM)  # at the bottom already
    assert english(declaration) == [third, first, second]
    paragraphs.remove_paragraph(declaration, one, by=SYSTEM)
    paragraphs.add_paragraph(declaration, ParagraphKind.POINT, Localized(en="meet again."), by=SYSTEM)
    assert english(declaration) == [third, second, "meet again."]
    assert len(english(declaration, ParagraphKind.PREAMBLE)) == 2


def test_an_edit_on_an_old_version_is_refused():
    declaration = make_declaration(make_plenary(cities=1), points=1)
    point = declaration.paragraphs[-1]
    seen = declaration.version
    paragraphs.edit_paragraph(declaration, point, Localized(en="first"), by=SYSTEM, version=seen)
    with pytest.raises(EditedMeanwhile):
        paragraphs.edit_paragraph(declaration, point, Localized(en="second"), by=SYSTEM, version=seen)
    assert english(declaration) == ["first"]
    paragraphs.edit_paragraph(
        declaration, point, Localized(en="second"), by=SYSTEM, version=declaration.version
    )
    assert english(declaration) == ["second"]


@pytest.mark.parametrize(
    ("gap", "sentence"),
    [
        ({"en": "x", "fr": "x"}, "Point 6 has no text in Tiếng Việt."),
        ({"en": "x", "vi": "x"}, "Point 6 has no text in Français."),
    ],
)
def test_a_point_missing_in_one_language_is_refused_by_number_and_language(
    gap: dict[str, str], sentence: str
):
    declaration = make_declaration(make_plenary(cities=1))
    paragraphs.add_paragraph(declaration, ParagraphKind.POINT, Localized(gap), by=SYSTEM)
    with pytest.raises(ParagraphTextMissing) as refusal, in_language("en"):
        completion.finalise(declaration, by=SYSTEM)
    with in_language("en"):
        assert str(wording.explain_gap(refusal.value)).startswith(sentence)
    assert declaration.state == DeclarationState.ZERO_DRAFT


def test_a_gap_made_after_finalising_is_found_at_adoption():
    declaration = make_declaration(make_plenary(cities=1), points=2)
    completion.finalise(declaration, by=SYSTEM)
    paragraphs.edit_paragraph(
        declaration, declaration.paragraphs[-1], Localized(en="only English"), by=SYSTEM
    )
    with pytest.raises(ParagraphTextMissing):
        adoption.adopt(declaration, by=SYSTEM, now=clock.now())
    assert completion_queries.frozen_texts(declaration) == []


def test_adoption_asks_for_a_point_and_a_final_text():
    declaration = make_declaration(make_plenary(cities=1), points=0)
    with pytest.raises(NoPoints):
        completion.finalise(declaration, by=SYSTEM)
    with pytest.raises(NoStep):
        adoption.adopt(declaration, by=SYSTEM, now=clock.now())


def test_adoption_freezes_each_language_with_its_hash():
    declaration = make_adopted(make_plenary(cities=3))
    texts = completion_queries.frozen_texts(declaration)
    assert [t.language for t in texts] == ["en", "fr", "vi"]
    assert all(t.sha256 == hashlib.sha256(t.content.encode()).hexdigest() for t in texts)
    assert all(sum(line[:1].isdigit() for line in t.content.splitlines()) == 5 for t in texts)
    assert texts[2].content.startswith("Tuyên bố chung Hà Nội\n\nChúng tôi, các thị trưởng")
    assert declaration.adoption is not None
    cities = declaration.adoption.pop("cities")
    assert [(one["city"], one["name"]["fr"], one["holder"]) for one in cities] == [
        ("BKK", "Bangkok", None),
        ("HAN", "Hanoï", None),
        ("JKT", "Jakarta", None),
    ]
    assert declaration.adoption == {
        "by": "consensus",
        "present": 3,
        "proxies": 0,
        "members": 3,
        "quorum": 2,
        "represented": {},
        "reservations": [],
        "objections": [],
    }


def test_nothing_moves_after_adoption():
    declaration = make_adopted(make_plenary(cities=1))
    before = [t.content for t in completion_queries.frozen_texts(declaration)]
    paragraph = declaration.paragraphs[0]
    other = Localized(en="other")
    verbs = (
        lambda: paragraphs.edit_paragraph(declaration, paragraph, other, by=SYSTEM),
        lambda: paragraphs.add_paragraph(declaration, ParagraphKind.POINT, other, by=SYSTEM),
        lambda: paragraphs.move_paragraph(declaration, paragraph, up=False, by=SYSTEM),
        lambda: paragraphs.remove_paragraph(declaration, paragraph, by=SYSTEM),
        lambda: service.edit(declaration, title=other, languages=["en"], order_language="en", by=SYSTEM),
    )
    for verb in verbs:
        with pytest.raises(TextFrozen):
            verb()
    with pytest.raises(NoStep):
        adoption.adopt(declaration, by=SYSTEM, now=clock.now())
    assert [t.content for t in completion_queries.frozen_texts(declaration)] == before


def test_a_reopened_text_may_change_and_be_finalised_again():
    declaration = make_declaration(make_plenary(cities=1), points=1)
    completion.finalise(declaration, by=SYSTEM)
    completion.reopen(declaration, by=SYSTEM)
    paragraphs.add_paragraph(declaration, ParagraphKind.POINT, Localized(POINTS[1]), by=SYSTEM)
    completion.finalise(declaration, by=SYSTEM)
    assert declaration.state == DeclarationState.FINALISED


@pytest.mark.parametrize("standing", ["partner", "observer", "candidate"])
def test_only_members_count_for_the_quorum(standing: str):
    conference = make_plenary(cities=5, absent=("JKT", "KUL", "MNL"))
    for code in ("AAA", "BBB", "CCC", "DDD"):
        make_delegation(conference, code, standing=standing, present=True)
    declaration = make_declaration(conference)
    completion.finalise(declaration, by=SYSTEM)
    assert len(representation_queries.member_delegations(conference)) == 5
    assert len(representation.represented(conference).every) == 2
    with pytest.raises(NoQuorum) as refusal:
        adoption.adopt(declaration, by=SYSTEM, now=clock.now())
    assert refusal.value.values == {"present": 2, "members": 5, "needed": 3}


def test_the_network_s_own_quorum_rules():
    conference = make_plenary(cities=5, absent=("JKT", "KUL", "MNL"))
    declaration = make_declaration(conference)
    completion.finalise(declaration, by=SYSTEM)
    with pytest.raises(NoQuorum):
        adoption.adopt(declaration, by=SYSTEM, now=clock.now())
    conference.network.rules = {**conference.network.rules, "quorum": 2}
    adoption.adopt(declaration, by=SYSTEM, now=clock.now())
    assert declaration.adoption is not None
    assert declaration.adoption["quorum"] == 2


def test_every_change_is_on_record():
    declaration = make_adopted(make_plenary(cities=1))
    db.session.flush()
    rows = db.session.execute(
        select(AuditEntry.verb, func.count())
        .where(AuditEntry.verb.like("declaration.%"))
        .group_by(AuditEntry.verb)
        .order_by(AuditEntry.verb)
    )
    assert dict(iter(rows)) == {
        "declaration.adopted": 1,
        "declaration.created": 1,
        "declaration.finalised": 1,
        "declaration.paragraph_added": 7,
    }
    assert declaration.version == 8
