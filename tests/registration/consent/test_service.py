"""What somebody agreed to, in versions."""

from __future__ import annotations

import pytest
from flask import Flask

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.words.languages import in_language
from eventsys.registration.consent import queries as consent_queries
from eventsys.registration.consent import service as consent
from eventsys.registration.consent.errors import ConsentTextChanged
from eventsys.registration.consent.rules import mark_of
from eventsys.registration.people.models import Delegate
from tests.conferences.factories import make_conference
from tests.registration.factories import make_delegate, make_delegation
from tests.support.planted import WHO

OWN = {"en": "We keep your name.", "fr": "Nous gardons votre nom.", "vi": "Chúng tôi lưu tên của Quý vị."}


def person(conference: Conference, **over: object) -> Delegate:
    return make_delegate(make_delegation(conference, "TYO"), consented_at=None, **{**WHO, **over})


def test_a_changed_text_is_a_new_version_and_everybody_keeps_the_one_they_read(app: Flask) -> None:
    conference, now = make_conference(), clock.now()
    first, second = person(conference), make_delegate(make_delegation(conference, "SEL"), consented_at=None)
    with in_language("fr"):
        consent.add_consent(first, by=SYSTEM, now=now)
    consent.add_consent(first, by=SYSTEM, now=now)  # the same once more
    for _time in range(2):
        consent.set_consent_text(conference, OWN, by=SYSTEM, now=now)
    consent.add_consent(second, by=SYSTEM, now=now, on_paper=True)
    consent.add_consent(first, by=SYSTEM, now=now)
    told = [
        [
            (one.text.number, one.language, one.given_by, one.on_paper)
            for one in consent_queries.consents_of(who)
        ]
        for who in (first, second)
    ]
    assert told == [[(1, "fr", "staff", False), (2, "en", "staff", False)], [(2, "en", "staff", True)]]
    assert consent_queries.consents_of(first)[0].words.startswith("Votre nom")
    assert first.consented_at == now
    assert [(text.number, count) for text, count in consent_queries.text_versions(conference)] == [
        (2, 2),
        (1, 1),
    ]


def test_what_was_read_before_the_text_changed_is_not_agreed_to(app: Flask) -> None:
    conference = make_conference()
    read = mark_of(*consent.asked_text(conference))
    consent.check_read(conference, read)
    consent.set_consent_text(conference, OWN, by=SYSTEM, now=clock.now())
    with pytest.raises(ConsentTextChanged):
        consent.check_read(conference, read)


@pytest.mark.parametrize("same", [True, False], ids=["same", "other"])
def test_who_writes_the_next_version_second_has_it_or_is_told(
    app: Flask, monkeypatch: pytest.MonkeyPatch, same: bool
) -> None:
    conference, now = make_conference(), clock.now()
    theirs = consent.set_consent_text(conference, OWN, by=SYSTEM, now=now)
    whole, not_yet = consent_queries.latest_text, iter([None])
    monkeypatch.setattr(consent_queries, "latest_text", lambda of: next(not_yet, whole(of)))
    mine = OWN if same else {**OWN, "en": "We keep it for a year."}
    if same:
        assert consent.set_consent_text(conference, mine, by=SYSTEM, now=now) is theirs
    else:
        with pytest.raises(ConsentTextChanged):
            consent.set_consent_text(conference, mine, by=SYSTEM, now=now)
    assert [text.number for text, _count in consent_queries.text_versions(conference)] == [1]
    assert theirs.words["en"] == OWN["en"]
