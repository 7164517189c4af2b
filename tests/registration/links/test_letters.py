"""Letters of registration: addresses that cannot be written to, replies, and links that were replaced."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from eventsys.accounts.links import queries as links_queries
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor, Grant
from eventsys.core.addresses import BadAddress
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.mail.fates import queries as fates_queries
from eventsys.mail.record.errors import LetterReplaced
from eventsys.mail.record.models import OutboxLetter
from eventsys.mail.writing import service as writing
from eventsys.registration.decisions import service as decisions
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.invitations import service as invitations
from eventsys.registration.links import service
from eventsys.registration.naming import service as naming
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city
from tests.registration.browser import browser, hidden, letters
from tests.registration.factories import PERSON, category_of, make_delegate, make_delegation
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")

UNWRITABLE = "nguyễn@example.org"


@pytest.fixture
def delegation(app: Flask) -> Delegation:
    conference = make_conference(slug="plenary", contact_email="secretariat@plenary.example")
    return make_delegation(conference, "SEL")


def named(delegation: Delegation, **over: Any) -> Delegate:
    return naming.name_delegate(
        delegation, category_of(delegation.conference), {**PERSON, **over}, by=SYSTEM, now=clock.now()
    )


def states(kind: str) -> list[str]:
    return [letter.state for letter in letters(kind)]


def test_an_address_that_cannot_be_written_to_never_comes_onto_the_record(delegation: Delegation):
    now = clock.now()
    with pytest.raises(BadAddress):
        named(delegation, email=UNWRITABLE)
    with pytest.raises(BadAddress):
        questions.edit(named(delegation), {"email": UNWRITABLE}, by=SYSTEM, now=now)
    with pytest.raises(BadAddress):
        invitations.change_focal_point(
            delegation, name="Mai", email=UNWRITABLE, language="vi", by=SYSTEM, now=now
        )
    with pytest.raises(BadAddress):
        make_conference(slug="other", contact_email=UNWRITABLE)


def test_forms_refuse_it_beside_the_field_it_was_typed_in(app: Flask, delegation: Delegation):
    person = make_delegate(delegation)
    client = browser(app)
    sign_in(client, make_user("organiser", delegation.conference))
    home = f"/o/plenary/delegations/{delegation.public_id}"
    for path, data in (
        (f"{home}/focal", {"name": "Mai", "email": UNWRITABLE, "language": "vi"}),
        (
            f"/r/plenary/delegation/{delegation.public_id}/people/new",
            {"category": "delegate", "email": UNWRITABLE},
        ),
        ("/o/plenary/setup", {"contact_email": UNWRITABLE}),
        (f"/o/plenary/delegates/{person.public_id}/edit", {"email": UNWRITABLE}),
    ):
        answer = post(client, path, data, page=path.removesuffix("/focal"))
        assert answer.status_code == 422, path
        assert "before the @" in answer.text, path


def test_a_letter_says_whom_it_is_about_and_where_answers_go(delegation: Delegation):
    invitations.invite(delegation, by=SYSTEM, now=clock.now())
    (letter,) = letters("invitation")
    assert (letter.about_kind, letter.about_id) == ("delegation", delegation.public_id)
    assert (letter.conference_id, letter.reply_to) == (
        delegation.conference_id,
        "secretariat@plenary.example",
    )
    fate = fates_queries.fates_about("delegation", [delegation.public_id])[delegation.public_id]
    assert (fate.letter_id, fate.state, fate.to) == (letter.public_id, "queued", delegation.focal_email)


def test_inviting_again_withdraws_the_waiting_letter_with_the_old_link(delegation: Delegation):
    invitations.invite(delegation, by=SYSTEM, now=clock.now())
    invitations.invite(delegation, by=SYSTEM, now=clock.now())
    assert states("invitation") == ["withdrawn", "queued"]
    invitations.change_focal_point(
        delegation, name="Mai", email="mai@example.org", language="vi", by=SYSTEM, now=clock.now()
    )
    assert states("invitation") == ["withdrawn", "withdrawn", "queued"]


def test_a_failed_letter_whose_link_was_replaced_cannot_be_sent_again(delegation: Delegation):
    invitations.invite(delegation, by=SYSTEM, now=clock.now())
    (first,) = letters("invitation")
    first.state = "failed"
    invitations.invite(delegation, by=SYSTEM, now=clock.now())
    with pytest.raises(LetterReplaced):
        writing.send_again(first, key="", by=SYSTEM, now=clock.now())
    assert states("invitation") == ["failed", "queued"]


def test_the_link_sent_again_comes_with_what_the_person_needs_to_hear(delegation: Delegation):
    """A confirmation that still waits is not lost when its link is replaced."""
    approved, draft = make_delegate(delegation), make_delegate(delegation, "draft", family_name="Lim")
    service.send_own_link(draft, by=SYSTEM, now=clock.now())
    service.send_own_link(approved, by=SYSTEM, now=clock.now())
    assert (states("own_link"), states("approved")) == (["queued"], ["queued"])
    service.send_own_link(approved, by=SYSTEM, now=clock.now())
    assert states("approved") == ["withdrawn", "queued"]
    decisions.withdraw(approved, by=SYSTEM, now=clock.now())
    assert states("approved") == ["withdrawn", "withdrawn"]


def test_pages_say_beside_the_city_and_the_person_what_became_of_the_letter(
    app: Flask, delegation: Delegation
):
    person = make_delegate(delegation)
    invitations.invite(delegation, by=SYSTEM, now=clock.now())
    service.send_own_link(person, by=SYSTEM, now=clock.now())
    for letter in db.session.query(OutboxLetter):
        letter.state, letter.reason, letter.settled_at = "failed", "mailbox_full", clock.now()
    client = browser(app)
    sign_in(client, make_user("secretariat", delegation.conference))
    home = f"/o/plenary/delegations/{delegation.public_id}"
    one = f"/o/plenary/delegates/{person.public_id}"
    for path in ("/o/plenary/delegations", home, "/o/plenary/review", one):
        page = client.get(path).text
        assert "Not delivered" in page, path
        assert "mailbox full" in page, path
    (letter,) = letters("invitation")
    again = f"/o/plenary/outbox/{letter.public_id}/again"
    assert again in client.get(home).text
    answer = client.post(
        again,
        data={"csrf_token": hidden(client.get(home).text, "csrf_token")},
        headers={"Referer": f"http://localhost{home}"},
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, home)
    assert states("invitation") == ["queued"]
    assert "1 letter was not delivered" in client.get("/o/plenary/").text, "the person’s"


def test_lists_ask_for_the_fates_of_all_rows_at_once(delegation: Delegation):
    people = [make_delegate(delegation, family_name=f"Kim {number}") for number in range(20)]
    for person in people:
        service.send_own_link(person, by=SYSTEM, now=clock.now() + timedelta(seconds=1))
    asked: list[str] = []
    db.event.listen(db.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    found = fates_queries.fates_about("delegate", [person.public_id for person in people])
    assert len(found) == 20
    assert len([words for words in asked if words.startswith("SELECT")]) == 2


def live_links(person: Delegate) -> int:
    return sum(link.revoked_at is None for link in links_queries.links_of("delegate", person.public_id))


def test_another_address_ends_the_link_that_went_to_the_old_one(delegation: Delegation) -> None:
    person = make_delegate(delegation, "draft", email="old@example.org")
    service.send_own_link(person, by=SYSTEM, now=clock.now())
    old = links_queries.links_of("delegate", person.public_id)[0]
    questions.edit(person, {"email": "New@example.org"}, by=SYSTEM, now=clock.now())
    assert old.revoked_at is not None
    assert [(one.to_address, one.state) for one in letters("own_link")] == [
        ("old@example.org", "withdrawn"),
        ("New@example.org", "queued"),
    ]
    questions.edit(person, {"email": "New@example.org", "phone": "1"}, by=SYSTEM, now=clock.now())
    assert (len(letters("own_link")), live_links(person)) == (2, 1)  # the same address again
    questions.edit(person, {"email": ""}, by=SYSTEM, now=clock.now())
    assert live_links(person) == 0


def test_who_never_had_a_link_gets_none_by_another_address(delegation: Delegation) -> None:
    person = make_delegate(delegation, "draft", email="old@example.org")
    questions.edit(person, {"email": "new@example.org"}, by=SYSTEM, now=clock.now())
    assert (letters("own_link"), live_links(person)) == ([], 0)


def test_whoever_changes_the_own_address_goes_on_with_the_link_in_hand(delegation: Delegation) -> None:
    person = make_delegate(delegation, "draft", email="old@example.org")
    service.send_own_link(person, by=SYSTEM, now=clock.now())
    service.own_link(person, by=SYSTEM, now=clock.now())  # a second one, in another mailbox
    in_hand = links_queries.links_of("delegate", person.public_id)[1]
    holder = Actor(kind="link", grants=(Grant("delegate", str(person.public_id), in_hand.id),))
    questions.edit(person, {"email": "new@example.org"}, by=holder, now=clock.now())
    assert (in_hand.revoked_at, live_links(person)) == (None, 2)  # this one, and the one that was sent
    assert letters("own_link")[-1].to_address == "new@example.org"


ANMC = {
    "en": "12th Plenary Meeting of the Asian Network of Major Cities 21",
    "fr": "12ᵉ réunion plénière du Réseau des grandes villes d’Asie du 21ᵉ siècle",
    "vi": "Hội nghị toàn thể lần thứ 12 Mạng lưới các thành phố lớn châu Á thế kỷ 21",
}
HANOI = {"en": "Hanoi", "fr": "Hanoï", "vi": "Hà Nội"}


@pytest.mark.parametrize(
    ("language", "subject", "sentence", "host"),
    [
        (
            "en",
            f"Invitation to the City of Beijing: {ANMC['en']}",
            f"We have the honour to invite the City of Beijing to take part in the {ANMC['en']}, which will be held in "
            "Hanoi on 18 and 19 November 2013.",
            "People's Committee of Hanoi",
        ),
        (
            "fr",
            f"Invitation à la Ville de Pékin\u00a0: {ANMC['fr']}",
            f"Nous avons l’honneur d’inviter la Ville de Pékin à participer à la {ANMC['fr']}, qui se tiendra à Hanoï "
            "les 18 et 19 novembre 2013.",
            "Comité populaire de Hanoï",
        ),
        (
            "vi",
            f"Thư mời thành phố Bắc Kinh: {ANMC['vi']}",
            f"Chúng tôi trân trọng kính mời thành phố Bắc Kinh tham dự {ANMC['vi']}, được tổ chức tại Hà Nội vào "
            "ngày 18 và ngày 19 tháng 11 năm 2013.",
            "Ủy ban nhân dân thành phố Hà Nội",
        ),
    ],
)
def test_the_invitation_is_the_host_s_to_the_city(language: str, subject: str, sentence: str, host: str):
    conference = make_conference(title=ANMC, starts=date(2013, 11, 18), ends=date(2013, 11, 19))
    conference.host_city.name = Localized(HANOI)
    city = make_city("PEK", name={"en": "Beijing", "fr": "Pékin", "vi": "Bắc Kinh"})
    guest = make_delegation(conference, city, focal_language=language, focal_name="")
    invitations.invite(guest, by=SYSTEM, now=clock.now())
    (letter,) = letters("invitation")
    assert letter.subject == subject
    lines = letter.text.splitlines()
    assert (lines[0], sentence in lines) == (host, True)
    salutation = {"en": "Dear Sir or Madam,", "fr": "Madame, Monsieur,", "vi": "Kính gửi Quý vị,"}[language]
    assert salutation in lines
    assert letter.text.count(host) == 2, "letterhead and signature"
    for words in (host.replace("'", "&#39;"), sentence.replace("'", "&#39;"), salutation):
        assert words in letter.html


def test_a_person_is_addressed_by_title_and_name(delegation: Delegation):
    person = make_delegate(
        delegation, honorific="Dr", family_name="Inose", given_name="Naoki", name_order="given"
    )
    service.send_own_link(person, by=SYSTEM, now=clock.now())
    assert "Dear Dr Naoki Inose," in letters("approved")[0].text
