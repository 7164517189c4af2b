"""The code in the QR: short, signed, rotated; whatever is not right is refused by name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from eventsys.badges.codes import queries, rules, service
from eventsys.badges.codes.errors import (
    CodeExpired,
    CodeForged,
    CodeKeyRetired,
    CodeReturned,
    CodeWrongDay,
    KeyInUse,
    KeyNotThere,
)
from eventsys.badges.codes.rules import ALPHABET
from eventsys.badges.passes import service as passes
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record import service as record
from eventsys.conferences.categories import queries as categories_queries
from eventsys.core import clock
from eventsys.core.db import db
from tests.accounts.factories import make_user, sign_in
from tests.badges.factories import CLERK, make_people, make_run, print_now
from tests.conferences.factories import make_conference
from tests.support.web import post

KEY = b"k" * 32
CHARACTERS = st.sampled_from(ALPHABET)
SERIALS = st.text(CHARACTERS, min_size=6, max_size=6)


@given(SERIALS, st.integers(1, 100), st.binary(min_size=32, max_size=32))
def test_a_code_reads_back_and_carries_nothing_but_its_serial(serial: str, number: int, key: bytes) -> None:
    text = rules.sign_code(serial, number, key)
    assert len(text) == 20  # what a symbol of version 1 holds at level M
    for typed in (text, f" {text.lower()}\n", "-".join(text)):
        code = rules.parse_code(typed)
        assert (code.serial, rules.is_signed(code, number, key)) == (serial, True)


@given(SERIALS, st.integers(0, 19), CHARACTERS, st.integers(1, 3))
def test_a_code_with_one_changed_character_is_refused(
    serial: str, place: int, other: str, generations: int
) -> None:
    keys = {number: bytes([number]) * 32 for number in range(1, generations + 1)}
    text = rules.sign_code(serial, 1, keys[1])
    changed = text[:place] + other + text[place + 1 :]
    code = rules.parse_code(changed)
    signed = any(rules.is_signed(code, number, key) for number, key in keys.items())
    assert signed is (changed == text)


@given(st.text(max_size=40))
def test_what_is_not_of_that_shape_is_forged(text: str) -> None:
    try:
        code = rules.parse_code(text)
    except CodeForged:
        return
    assert not rules.is_signed(code, code.mark or 32, KEY)


def test_serials_do_not_repeat() -> None:
    assert len({rules.new_serial() for _ in range(1000)}) == 1000


def test_letters_that_look_like_figures_are_read_as_those() -> None:
    assert rules.parse_code("1OOOOOOILooooooooooo") == rules.Code(1, "000000", "1100000000000")


@pytest.mark.usefixtures("app")
def test_old_keys_are_good_until_they_are_retired() -> None:
    conference = make_conference()
    old = record_queries.badges_of_run(make_run(conference))[0]
    code = service.code_of(old)
    with pytest.raises(KeyInUse):
        service.retire_key(1, by=CLERK)
    made = service.rotate_key(by=CLERK)
    db.session.commit()
    assert (made.id, queries.current_generation()) == (2, 2)
    new = record_queries.badges_of_run(
        make_run(conference, make_people(conference, 1, delegation=old.delegate.delegation))
    )[0]
    assert (old.key_generation, new.key_generation) == (1, 2)
    assert [service.check_code(conference, text) for text in (code, service.code_of(new))] == [old, new]
    assert queries.badges_by_key() == {1: 3, 2: 1}
    service.retire_key(1, by=CLERK)
    db.session.commit()
    with pytest.raises(CodeKeyRetired):
        service.check_code(conference, code)
    assert service.check_code(conference, service.code_of(new)) is new
    for number, refusal in ((1, KeyNotThere), (2, KeyInUse), (3, KeyNotThere)):
        with pytest.raises(refusal):
            service.retire_key(number, by=CLERK)


@pytest.mark.usefixtures("app")
def test_a_forged_code_stays_forged_when_its_key_was_retired() -> None:
    conference = make_conference()
    code = service.code_of(record_queries.badges_of_run(make_run(conference))[0])
    service.rotate_key(by=CLERK)
    service.retire_key(1, by=CLERK)
    db.session.flush()
    with pytest.raises(CodeForged):
        service.check_code(conference, code[:-1] + ("A" if code[-1] != "A" else "B"))


@pytest.mark.usefixtures("app")
def test_a_badge_expires_with_its_conference() -> None:
    conference = make_conference(timezone="Asia/Ho_Chi_Minh")
    run = make_run(conference)
    print_now(run)
    badge = record_queries.badges_of_run(run)[0]
    code, over = service.code_of(badge), record.moment_over(badge)
    assert service.check_code(conference, code, now=over - timedelta(seconds=1)) is badge
    with pytest.raises(CodeExpired) as refused:
        service.check_code(conference, code, now=over)
    assert str(conference.ends.year) in str(refused.value)
    with clock.at(over):
        assert record.expire_due(by=CLERK, now=clock.now(), limit=2) == 2
        assert record.expire_due(by=CLERK, now=clock.now()) == 1
        assert record.expire_due(by=CLERK, now=clock.now()) == 0
    db.session.expire_all()
    assert badge.state == "expired"
    with pytest.raises(CodeExpired):
        service.check_code(conference, code)


@pytest.mark.usefixtures("app")
def test_a_day_badge_is_good_on_its_day_alone() -> None:
    conference = make_conference(timezone="Asia/Tokyo")
    category = categories_queries.category_by_code(conference, "staff")
    badge = passes.make_day_badge(
        conference, category, name="Trần Văn An", on=conference.starts, by=CLERK, organisation="Sound Ltd"
    )
    db.session.commit()
    assert badge.run is not None
    print_now(badge.run)
    code, over = service.code_of(badge), record.moment_over(badge)
    with pytest.raises(CodeWrongDay):
        service.check_code(conference, code, now=over - timedelta(days=1, seconds=1))
    for moment in (over - timedelta(days=1), over - timedelta(seconds=1)):
        assert service.check_code(conference, code, now=moment) is badge
    with pytest.raises(CodeExpired):
        service.check_code(conference, code, now=over)
    assert record.expire_due(by=CLERK, now=over - timedelta(seconds=1)) == 0
    assert record.expire_due(by=CLERK, now=over) == 1


@pytest.mark.usefixtures("app")
def test_a_badge_given_back_is_refused_as_such() -> None:
    conference = make_conference()
    run = make_run(conference)
    print_now(run)
    badge = record_queries.badges_of_run(run)[0]
    record.issue(badge, by=CLERK)
    passes.take_back(badge, by=CLERK)
    db.session.flush()
    with pytest.raises(CodeReturned):
        service.check_code(conference, service.code_of(badge))


def test_the_administrator_makes_and_retires_keys(client: FlaskClient) -> None:
    sign_in(client, make_user(admin=True))
    url = "/account/badge-keys"
    assert "at the first start" in client.get(url).text
    assert post(client, url).status_code == 303
    page = client.get(url).text
    assert "Key 2" in page
    assert "still accepted" in page
    assert post(client, f"{url}/1/retire", page=url).status_code == 303
    assert "retired on" in client.get(url).text
    refused = post(client, f"{url}/2/retire", page=url)
    assert (refused.status_code, "Make a new key first" in refused.text) == (409, True)
