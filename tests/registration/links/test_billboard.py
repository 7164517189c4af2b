"""A name is no billboard, and the holder of a delegation's link sends no flood of letters in the secretariat's name."""

from __future__ import annotations

from datetime import timedelta

import pytest

from eventsys.accounts.links import queries as links_queries
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor, Grant
from eventsys.mail.writing import queries as writing_queries
from eventsys.registration.links import errors, queries, service
from eventsys.registration.names import errors as names_errors
from eventsys.registration.names import rules as names_rules
from eventsys.registration.questions import service as questions
from tests.conferences.factories import make_conference
from tests.registration.factories import make_delegate, make_delegation

FOCAL = Actor(kind="link", label="focal link 1")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("family_name", "Win at http://evil.example"),
        ("given_name", "see www.evil.example"),
        ("native_name", "evil.com/prize"),
        ("focal_name", "prize@evil.example"),
        ("honorific", "//evil.example"),
        ("family_name", "Bit.LY/abc"),
        ("office", "https://evil.example"),
        ("organisation", "win@evil.example"),
    ],
)
def test_addresses_are_refused_where_names_are_typed(key: str, text: str) -> None:
    with pytest.raises(names_errors.AddressInName) as refused:
        names_rules.printed_name(text, key)
    assert str(names_rules.PRINTED[key]) in str(refused.value)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("family_name", "Nguyễn"),
        ("honorific", "PGS.TS."),
        ("given_name", "TS.Trần"),
        ("family_name", "St.John"),
        ("given_name", "J.R.R."),
        ("organisation", "Booking.com"),
        ("office", "Mayor / Deputy Mayor"),
        ("family_name", "O'Coms"),
    ],
)
def test_names_are_not_taken_for_addresses(key: str, text: str) -> None:
    assert names_rules.printed_name(text, key) == text


@pytest.mark.usefixtures("app")
def test_a_focal_point_sends_so_many_letters_a_day_and_the_staff_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(service, "LETTERS_A_DAY", 3)
    delegation, now = make_delegation(make_conference()), clock.now()
    people = [make_delegate(delegation, email=f"p{n}@example.org", family_name=f"Name{n}x") for n in range(2)]
    for person in (*people, people[0]):
        service.send_own_link(person, by=FOCAL, now=now)
    live = links_queries.links_of("delegate", people[1].public_id)[0]
    with pytest.raises(errors.TooManyLetters):
        service.send_own_link(people[1], by=FOCAL, now=now)
    assert live.revoked_at is None  # nothing is half done
    service.send_own_link(people[1], by=SYSTEM, now=now)
    assert queries.letters_since(delegation, now - timedelta(days=1)) == 4
    service.send_own_link(people[1], by=FOCAL, now=now + timedelta(days=1, minutes=1))


@pytest.mark.usefixtures("app")
def test_nobody_fills_one_mailbox_however_many_registrations_name_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eventsys.registration.links.service.writing.LINKS_A_DAY", 2)
    conference, now = make_conference(), clock.now()
    first, second, third = (
        make_delegate(make_delegation(conference, code), email="one@example.org", family_name=f"Name{code}x")
        for code in ("TYO", "SEL", "RGN")
    )
    for person in (first, second):
        service.send_own_link(person, by=FOCAL, now=now)
    with pytest.raises(errors.TooManyToOne):
        service.send_own_link(third, by=FOCAL, now=now)
    with pytest.raises(errors.TooManyToOne):  # nor does whoever finds an expired link
        service.send_own_link(first, by=SYSTEM, now=now, bounded=True)
    questions.edit(third, {"email": "other@example.org"}, by=SYSTEM, now=now)
    service.send_own_link(third, by=SYSTEM, now=now)
    own = Actor(kind="link", label="delegate link 9", grants=(Grant("delegate", str(third.public_id), 9),))
    third.state = "returned"
    with pytest.raises(
        errors.TooManyToOne
    ):  # nor who writes somebody else's address into the own registration
        questions.edit(third, {"email": "one@example.org"}, by=own, now=now)
    assert list(writing_queries.much_written_to(conference.id, now - timedelta(days=1), 2)) == [
        "one@example.org"
    ]
    service.send_own_link(first, by=SYSTEM, now=now)  # the secretariat may
    later = now + timedelta(days=1, minutes=1)
    service.send_own_link(second, by=FOCAL, now=later)
