"""Agreements by hand and from a shell: the register, parties, both originals, the term; two at once; the worker's tick."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.agreements import queries, service, tasks
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.completion import service as completion
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.stages import service as stages
from eventsys.declarations.texts import service as texts
from eventsys.declarations.verification import service as verification
from tests.accounts.factories import make_user, sign_in
from tests.declarations.ceremony.test_at_once import signing
from tests.declarations.factories import (
    MINUTES,
    drawing,
    make_agreed,
    make_agreement,
    make_plenary,
    make_sealed,
    signatory_of,
)
from tests.declarations.overview.test_cli import run as run  # a fixture
from tests.support.threads import together
from tests.support.web import post


@pytest.fixture
def conference(client: FlaskClient) -> Conference:
    """With the secretariat signed in."""
    made = make_plenary(cities=13)
    sign_in(client, make_user(Role.SECRETARIAT, made))
    return made


def again(agreement: Declaration) -> Declaration:
    db.session.rollback()
    db.session.expire_all()
    return acts_queries.get_declaration(agreement.public_id)


def typed(**over: Any) -> dict[str, Any]:
    title = {f"title-{code}": words for code, words in MINUTES.items()}
    return {
        "kind": "minutes",
        **title,
        "languages": ["en", "fr", "vi"],
        "order_language": "en",
        "authentic": "",
        "divergence": "",
        "parties": ["HAN", "TYO"],
        **over,
    }


def test_from_an_empty_register_to_an_agreement_in_force(conference: Conference, client: FlaskClient):
    register = f"/o/{conference.slug}/agreements"
    assert "No agreement yet" in client.get(register).text
    made = post(client, f"{register}/new", typed())
    assert made.status_code == 303
    (agreement,) = queries.agreements(conference)
    here = f"/o/{conference.slug}/declarations/{agreement.public_id}"
    page = client.get(here).text
    assert "Hanoi · Tokyo" in page
    at_agreements = re.compile(r'href="[^"]*/agreements"[^>]*aria-current')
    assert at_agreements.search(page), "the navigation is at the agreements"
    point = {f"text-{code}": f"ease smog; {code}" for code in ("en", "fr", "vi")}
    assert post(client, f"{here}/add/point", point).status_code == 303
    for step, state in (("agree", "agreed_text"), ("open", "open_for_signature")):
        post(client, f"{here}/{step}", {}, page=here)
        assert again(agreement).state == state
    for city, state in (("Tokyo", "partly_signed"), ("Hanoi", "signed")):
        box = f"{here}/sign/{signatory_of(agreement, city).public_id}"
        assert at_agreements.search(client.get(box).text)
        post(client, box, {"ink": drawing()})
        assert again(agreement).state == state
    shown = client.get(here).text
    assert "Original of Hanoi" in shown
    assert "Original of Tokyo" in shown
    files = [client.get(f"{here}/document.pdf?original={number}").data for number in (1, 2)]
    assert all(verification.verify(pdf).report.valid for pdf in files)
    year = conference.ends.year
    bad = post(client, f"{here}/in-force", {"on": f"{year}-12-01", "until": f"{year}-11-30"})
    assert bad.status_code == 422
    assert "cannot be before the day of entry into force" in bad.text
    assert f'value="{year}-12-01"' in bad.text
    asked = post(client, f"{here}/in-force", {"on": "2013-12-01", "until": "2206-11-30"})
    assert (asked.status_code, again(agreement).state) == (422, "signed")
    for day in ("1 December 2013", "30 November 2206"):
        assert f"{day} is far from the conference." in asked.text
    for on, until in ((6, 31), (5, 31), (6, 30)):
        sent = {"on": f"{year + on}-12-01", "until": f"{year + until}-11-30"}
        asked = post(client, f"{here}/in-force", sent).text
        assert (f"1 December {year + on} is far from" in asked) == (on > 5)
        assert (f"30 November {year + until} is far from" in asked) == (until > 30)
    post(client, f"{here}/in-force", {"on": f"{year}-12-01", "until": f"{year + 3}-11-30"})
    assert again(agreement).ends_on == date(year + 3, 11, 30)
    assert post(client, f"{here}/renew", {"until": "2206-11-30"}).status_code == 422
    assert post(client, f"{here}/renew", {"until": "2206-11-30", "far_meant": "y"}).status_code == 303
    assert "renewed" in client.get(register).text
    assert "No agreement in this state" in client.get(f"{register}?state=draft").text
    assert post(client, f"{here}/terminate", {"note": ""}).status_code == 422
    assert post(client, f"{here}/terminate", {"note": "Replaced."}).status_code == 303
    assert again(agreement).state == "terminated"


@pytest.mark.parametrize("parties", [[], ["HAN"], ["HAN", "nowhere"]])
def test_one_party_is_no_agreement_and_what_was_typed_stays(
    conference: Conference, client: FlaskClient, parties: list[str]
):
    answer = post(client, f"/o/{conference.slug}/agreements/new", typed(parties=parties))
    assert answer.status_code == 422
    assert "Procès-verbal de coopération" in answer.text
    assert queries.agreements(conference) == []


def test_parties_by_hand(conference: Conference, client: FlaskClient):
    of = {d.city.code: d for d in representation_queries.member_delegations(conference)}
    agreement = make_agreement(of["HAN"], of["TYO"])
    db.session.commit()
    page = f"/o/{conference.slug}/declarations/{agreement.public_id}/parties"
    hanoi, tokyo = (party.public_id.hex for party in agreement.parties)
    given = {
        "version": str(agreement.version),
        f"place-{hanoi}": "2",
        f"place-{tokyo}": "1",
        "add": "SEL",
        f"name-{tokyo}-en": "the Tokyo Metropolitan Government",
        f"name-{tokyo}-fr": "le Gouvernement métropolitain de Tokyo",
        f"name-{tokyo}-vi": "Chính quyền Thủ đô Tô-ky-ô",
    }
    assert post(client, page, given).status_code == 303
    names = [str(party.name["en"]) for party in again(agreement).parties]
    assert names == ["the Tokyo Metropolitan Government", "Hanoi", "Seoul"]
    stale = post(client, page, {**given, "add": ""})
    assert stale.status_code == 422
    assert "Somebody else has changed the text" in stale.text
    two_away = {"version": str(agreement.version), f"remove-{hanoi}": "1", f"remove-{tokyo}": "1"}
    assert post(client, page, two_away).status_code == 422
    assert len(again(agreement).parties) == 3
    completion.agree_text(agreement, by=SYSTEM, now=clock.now())
    db.session.commit()
    assert client.get(page).status_code == 409


def test_a_declaration_has_no_pages_of_an_agreement(conference: Conference, client: FlaskClient):
    declaration = texts.create(conference, title=MINUTES, by=SYSTEM)  # type: ignore[arg-type]
    db.session.commit()
    here = f"/o/{conference.slug}/declarations/{declaration.public_id}"
    assert [client.get(f"{here}/{page}").status_code for page in ("parties", "in-force", "renew")] == [
        404
    ] * 3


def test_the_public_page_names_the_parties(conference: Conference, client: FlaskClient):
    agreement = make_sealed_here(conference)
    public = f"/c/{conference.slug}/documents/{agreement.public_id}"
    conference.published_at = clock.now()
    db.session.commit()
    assert client.get(public).status_code == 404
    for city in ("Hanoi", "Tokyo"):
        ceremony.sign(signatory_of(agreement, city), by=SYSTEM, now=clock.now())
    db.session.commit()
    page = client.get(public).text
    assert "between Hanoi and Tokyo" in page
    assert "Original of Tokyo" in page


def make_sealed_here(conference: Conference) -> Declaration:
    of = {d.city.code: d for d in representation_queries.member_delegations(conference)}
    agreement = make_agreement(of["HAN"], of["TYO"])
    completion.agree_text(agreement, by=SYSTEM, now=clock.now())
    ceremony.open_for_signature(agreement, by=SYSTEM, now=clock.now())
    db.session.commit()
    return agreement


def test_both_leaders_at_the_same_moment_sign_both_originals(app: Flask):
    agreement = make_sealed("HAN", "TYO")
    acts = [signing(agreement.public_id, s.public_id) for s in signatories_queries.signatories(agreement)]
    assert together(app, acts) == {"done": 2}
    assert agreement.state == "signed"
    for number in (1, 2):
        report = verification.verify(stages.document(agreement, number)).report
        assert (report.valid, len(report.signatures)) == (True, 3)


def test_renewed_and_ended_at_the_same_moment_one_follows_the_other(app: Flask):
    agreement = make_sealed("HAN", "TYO")
    for city in ("Hanoi", "Tokyo"):
        ceremony.sign(signatory_of(agreement, city), by=SYSTEM, now=clock.now())
    service.enter_into_force(agreement, date(2013, 12, 1), until=date(2016, 1, 1), by=SYSTEM)
    db.session.commit()
    number: UUID = agreement.public_id

    def renew() -> None:
        service.prolong(acts_queries.get_declaration(number), until=None, by=SYSTEM)

    def end() -> None:
        service.terminate(acts_queries.get_declaration(number), "Over.", by=SYSTEM, now=clock.now())

    ends: Counter[str] = together(app, [renew, end])
    assert ends in (Counter({"done": 2}), Counter({"done": 1, "NoStep": 1}))
    assert again(agreement).state == "terminated"


@pytest.mark.usefixtures("app")
def test_the_worker_lets_agreements_expire(monkeypatch: pytest.MonkeyPatch):
    agreement = make_sealed("HAN", "TYO")
    for city in ("Hanoi", "Tokyo"):
        ceremony.sign(signatory_of(agreement, city), by=SYSTEM, now=clock.now())
    service.enter_into_force(agreement, date(2013, 12, 1), until=date(2016, 1, 1), by=SYSTEM)
    db.session.commit()
    monkeypatch.setattr(tasks.expire_now_and_then, "last", None)
    with clock.at(datetime(2016, 1, 1, tzinfo=UTC)):
        tasks.expire_now_and_then()
        assert again(agreement).state == "in_force"
    with clock.at(datetime(2016, 1, 2, tzinfo=UTC)):
        tasks.expire_now_and_then()
    assert again(agreement).state == "expired"


def test_from_a_shell(run: Any):
    agreement = make_agreed("HAN", "TYO")
    number = agreement.public_id
    said = "Minutes of cooperation between Hanoi and Tokyo"
    assert f"{number}  {said}: agreed text" in run("agreement", "list", "plenary12").output
    assert run("agreement", "agree", number).exit_code == 2
    assert run("declaration", "seal", number).exit_code == 0
    for signatory in signatories_queries.signatories(agreement):
        assert run("declaration", "sign", number, signatory.public_id).exit_code == 0
    in_force = run("agreement", "in-force", number, "2013-12-01", "--until", "2016-11-30")
    assert in_force.output == f"{said}: in force until 2016-11-30\n"
    assert run("agreement", "renew", number).output == f"{said}: renewed\n"
    assert run("agreement", "expire").output == "0 agreements expired\n"
    assert run("agreement", "end", number, "Replaced.").output == f"{said}: terminated\n"
    assert "cannot become" in run("agreement", "renew", number).output


def test_each_original_is_written_to_a_file(run: Any, tmp_path: Any):
    agreement = make_sealed("HAN", "TYO")
    for number in (1, 2):
        file = tmp_path / f"{number}.pdf"
        assert run("declaration", "document", agreement.public_id, file, "--original", number).exit_code == 0
        assert file.read_bytes() == stages.document(agreement, number)
    third = tmp_path / "3.pdf"
    refused = run("declaration", "document", agreement.public_id, third, "--original", 3)
    assert (refused.exit_code, third.exists()) == (2, False)
