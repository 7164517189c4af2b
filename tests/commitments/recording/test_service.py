"""Commitments and pledges recorded and mended, and refused by name."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from eventsys.commitments.life import queries as life_queries
from eventsys.commitments.life import service as life
from eventsys.commitments.overview import queries as overview_queries
from eventsys.commitments.record import errors as record_errors
from eventsys.commitments.record import queries as record_queries
from eventsys.commitments.record.models import Commitment, CommitmentState, Source
from eventsys.commitments.recording import errors, queries, service
from eventsys.commitments.recording.service import Said
from eventsys.commitments.register import queries as register_queries
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.ids import uuid7
from eventsys.core.words.dates import ImpreciseDate
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration
from tests.commitments.factories import make_commitment, make_pledge, make_text, point, terms, trail
from tests.declarations.factories import make_declaration

pytestmark = pytest.mark.usefixtures("app")
WORDS = Localized(en="30 trainers trained", fr="30 formateurs formés")


def record(text: Declaration, **over: Any) -> Commitment:
    values = {"by": SYSTEM, "now": clock.now(), "point": point(text, 2), **over}
    return service.record_commitment(text, values.pop("terms", None) or terms(), **values)


def test_a_commitment_keeps_its_text_and_the_number_of_its_point(text: Declaration) -> None:
    made = record(text, terms=terms(due="end of 2014", indicator=Localized(en="less dust")))
    db.session.commit()
    db.session.expire_all()
    assert (made.source, made.declaration, made.point, made.point_number) == (
        Source.INSTRUMENT,
        text,
        point(text, 2),
        2,
    )
    assert (made.owner.code, [c.code for c in made.partners]) == ("BKK", ["HAN"])
    assert (str(made.due), str(made.due_ends)) == ("end of 2014", "2014-12-31")
    assert (made.said_by, made.said_on, made.said_words) == (None, None, None)
    assert made.state == CommitmentState.RECORDED
    assert [(step.state, step.by) for step in life_queries.steps(made)] == [("recorded", "eventsys")]
    (entry,) = trail(made)
    assert entry.verb == "commitment.recorded"
    assert entry.conference_id == text.conference_id
    assert entry.after is not None
    assert {k: entry.after[k] for k in ("source", "point", "owner", "partners", "what", "due")} == {
        "source": "instrument",
        "point": 2,
        "owner": "BKK",
        "partners": ["HAN"],
        "what": {"en": "easing smog"},
        "due": "end of 2014",
    }


def test_a_pledge_stands_in_no_text(text: Declaration) -> None:
    said = Said(
        Localized(en="The delegation of Jakarta"),
        ImpreciseDate.parse("2013-11"),
        Localized(en="At the closing"),
        Localized(en="We shall go on."),
    )
    made = service.record_pledge(
        text.conference, terms("help in IT", owner="JKT"), said, by=SYSTEM, now=clock.now()
    )
    db.session.commit()
    db.session.expire_all()
    assert (made.source, made.declaration, made.point, made.point_number) == (
        Source.STATEMENT,
        None,
        None,
        None,
    )
    assert Said(*[getattr(made, f"said_{part}") for part in ("by", "on", "where", "words")]) == said
    assert list(overview_queries.of_text(text)) == []
    assert [entry.verb for entry in trail(made)] == ["commitment.recorded"]


def test_a_draft_commits_nobody(text: Declaration) -> None:
    draft = make_declaration(text.conference, points=2)
    with pytest.raises(errors.NotAgreed, match=r"Hanoi Joint Declaration.*neither adopted nor agreed"):
        record(draft, point=None)


def test_only_the_text_s_own_points_count(text: Declaration) -> None:
    other = make_text(text.conference)
    for wrong in (text.paragraphs[0], point(other)):  # a preamble paragraph, another text's point
        with pytest.raises(errors.NotItsPoint):
            record(text, point=wrong)
    assert queries.counts_by_point(text.conference) == {}


def test_what_makes_no_sense_is_refused_by_name(text: Declaration) -> None:
    with pytest.raises(errors.OwnPartner, match="Bangkok"):
        record(text, terms=terms(partners=("HAN", "BKK")))
    with pytest.raises(errors.WhatMissing):
        record(text, terms=terms(" "))
    with pytest.raises(errors.SpeakerMissing):
        service.record_pledge(text.conference, terms(), Said(Localized()), by=SYSTEM, now=clock.now())
    assert db.session.scalars(db.select(Commitment)).all() == []


def test_the_same_form_sent_twice_records_once(text: Declaration) -> None:
    key = uuid7()
    first = record(text, public_id=key)
    assert first.public_id == key
    assert record(text, public_id=key) is first
    assert len(trail(first)) == 1
    other = record(
        text, public_id=key, terms=terms("easing congestion")
    )  # gone back and typed something else
    assert other is not first
    assert other.public_id != key
    assert record(text) is not first, "without a form's id it is a commitment of its own"


def test_of_the_same_form_sent_at_once_the_loser_of_the_race_gets_the_winner_s(
    text: Declaration, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both looked before either had written: the unique id decides."""
    key = uuid7()
    first = record(text, public_id=key)
    real, looks = record_queries.find_commitment, iter([None, None])
    monkeypatch.setattr(record_queries, "find_commitment", lambda wanted: next(looks, "now") and real(wanted))
    assert record(text, public_id=key) is first
    looks = iter([None, None])
    other = record(text, public_id=key, terms=terms("easing congestion"))
    assert (other.what, other.public_id == key) == ({"en": "easing congestion"}, False)
    assert len(db.session.scalars(db.select(Commitment)).all()) == 2


@pytest.mark.parametrize(
    "broken",
    [
        {"said_by": Localized(en="Somebody")},
        {"declaration_id": None},
        {"source": "statement"},
        {"point_number": None},
        {"due": ImpreciseDate.parse("2014")},
        {"source": "rumour"},
    ],
)
def test_the_database_keeps_source_and_text_together(text: Declaration, broken: dict[str, Any]) -> None:
    made = make_commitment(text)
    for name, value in broken.items():
        setattr(made, name, value)
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_a_pledge_cannot_be_given_a_text_or_lose_its_speaker(text: Declaration) -> None:
    made, number = make_pledge(text.conference), text.id
    db.session.commit()
    for name, value in (("declaration_id", number), ("said_by", None)):
        setattr(made, name, value)
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()


def test_an_edit_tells_before_and_after_and_only_when_something_changed(text: Declaration) -> None:
    made = make_commitment(text)
    service.edit(made, terms(), by=SYSTEM, version=1)
    assert (len(trail(made)), made.version) == (1, 1)
    service.edit(
        made, terms("less smog", owner="HAN", partners=("JKT", "BKK"), due="2014-06"), by=SYSTEM, version=1
    )
    db.session.commit()
    db.session.expire_all()
    assert (made.owner.code, [c.code for c in made.partners], str(made.due_ends), made.version) == (
        "HAN",
        ["BKK", "JKT"],
        "2014-06-30",
        2,
    )
    assert (made.declaration, made.point_number) == (text, 1)
    entry = trail(made)[-1]
    assert entry.verb == "commitment.edited"
    assert entry.before is not None
    assert entry.after is not None
    changed = {k for k in entry.after if entry.before[k] != entry.after[k]}
    assert changed == {"owner", "partners", "what", "due"}
    found = register_queries.all_matching(
        text.conference, register_queries.Filters(search="less smog"), today=clock.now().date()
    )
    assert list(found) == [made]


def test_a_pledge_s_speaker_can_be_mended_and_a_text_is_no_speaker(text: Declaration) -> None:
    pledge, commitment = make_pledge(text.conference), make_commitment(text)
    said = Said(Localized(en="Mayor Widodo"), words=Localized(en="We shall."))
    service.edit(pledge, terms("help in IT", owner="JKT"), said, by=SYSTEM)
    assert (pledge.said_by, pledge.said_on, pledge.said_words) == (
        {"en": "Mayor Widodo"},
        None,
        {"en": "We shall."},
    )
    service.edit(commitment, terms("less smog"), said, by=SYSTEM)
    assert (commitment.said_by, commitment.what) == (None, {"en": "less smog"})


def test_an_edit_of_an_older_version_or_of_what_is_over_is_refused(text: Declaration) -> None:
    made, now = make_commitment(text), clock.now()
    life.accept(made, by=SYSTEM, now=now)
    with pytest.raises(errors.CommitmentChanged):
        service.edit(made, terms("x"), by=SYSTEM, version=1)
    made.state = CommitmentState.COMPLETED
    db.session.flush()
    with pytest.raises(record_errors.CommitmentEnded, match="completed"):
        service.edit(made, terms("x"), by=SYSTEM)
    assert made.what == {"en": "easing smog"}
