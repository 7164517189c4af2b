"""The pages, by hand: writing, adopting, sealing, signing, reading."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration, DeclarationState
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.completion import queries as completion_queries
from eventsys.declarations.overview import service
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories.models import SignatoryState
from eventsys.declarations.stages import service as stages
from eventsys.declarations.verification import service as verification
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.declarations.factories import drawing, make_declaration, make_open, make_plenary, signatory_of
from tests.support.web import post


@pytest.fixture
def conference(client: FlaskClient) -> Conference:
    """With the secretariat signed in."""
    made = make_plenary(cities=3)
    sign_in(client, make_user(Role.SECRETARIAT, made, name="Lê Thu Hà"))
    return made


def base(conference: Conference) -> str:
    return f"/o/{conference.slug}/declarations"


def again(declaration: Declaration) -> Declaration:
    db.session.rollback()
    db.session.expire_all()
    return acts_queries.get_declaration(declaration.public_id)


def three(field: str, text: str) -> dict[str, str]:
    return {f"{field}-{code}": f"{text} {code}" for code in ("en", "fr", "vi")}


def test_from_an_empty_page_to_the_closed_document(conference: Conference, client: FlaskClient):
    root = base(conference)
    assert "No declaration yet" in client.get(root).text
    form = {
        **three("title", "Declaration"),
        "languages": ["en", "vi"],
        "order_language": "vi",
    }
    page = post(client, f"{root}/new", form).headers["Location"]
    for part, text in (("preamble", "We,"), ("point", "cooperate;"), ("point", "meet again.")):
        assert post(client, f"{page}/add/{part}", three("text", text)).status_code == 303
    for step, said in (
        ("finalise", "The text is final."),
        ("reopen", "The text may be changed again."),
        ("finalise", "The text is final."),
        ("adopt", "Adopted."),
        ("open", "The document is sealed and open for signature."),
    ):
        assert said in post(client, f"{page}/{step}", page=page, follow_redirects=True).text
    found = acts_queries.declarations(conference)[0]
    people = signatories_queries.signatories(found)
    assert [s.city["vi"] for s in people] == ["Băng Cốc", "Gia-các-ta", "Hà Nội"]
    bangkok, jakarta, hanoi = people
    answer = post(client, f"{page}/sign/{hanoi.public_id}", {"ink": drawing()}, follow_redirects=True)
    assert "Nguyễn Thế Thảo has signed for Hanoi." in answer.text
    said = post(client, f"{page}/close", page=page, follow_redirects=True).text
    assert "Still expected: Bangkok and Jakarta." in said
    for person, verb in ((bangkok, "absent"), (jakarta, "declined")):
        post(client, f"{page}/record/{person.public_id}/{verb}", {"note": "on record"}, page=page)
    assert "Signing is closed." in post(client, f"{page}/close", page=page, follow_redirects=True).text
    found = again(found)
    assert found.state == DeclarationState.CLOSED
    document = client.get(f"{page}/document.pdf")
    assert (document.mimetype, document.data[:5]) == ("application/pdf", b"%PDF-")
    assert verification.verify(document.data).newest
    assert "3" in client.get(f"/o/{conference.slug}/").text


def test_a_bad_form_keeps_what_was_typed(conference: Conference, client: FlaskClient):
    form = {"title-en": " ", "languages": ["fr"], "order_language": "vi"}
    answer = post(client, f"{base(conference)}/new", form)
    assert answer.status_code == 422
    for words in (
        "Give this in at least one language.",
        "Choose one of the languages of the text",
        '<option selected value="vi">',
    ):
        assert words in answer.text
    assert acts_queries.declarations(conference) == []
    answer = post(client, f"{base(conference)}/new", {"title-en": "x", "order_language": "en"})
    assert "Choose at least one language" in answer.text


def test_a_point_missing_in_one_language_is_named(conference: Conference, client: FlaskClient):
    declaration = make_declaration(conference, points=1)
    db.session.commit()
    page = f"{base(conference)}/{declaration.public_id}"
    post(client, f"{page}/add/point", {"text-en": "only English", "text-fr": "en français"})
    shown = post(client, f"{page}/finalise", page=page, follow_redirects=True).text
    assert "Point 2 has no text in Tiếng Việt." in shown
    assert "text missing" in shown
    assert again(declaration).state == DeclarationState.ZERO_DRAFT


def test_of_two_editors_the_second_is_told_keeps_the_words_and_can_save(
    conference: Conference, client: FlaskClient
):
    declaration = make_declaration(conference, points=1)
    db.session.commit()
    point = declaration.paragraphs[-1]
    page = f"{base(conference)}/{declaration.public_id}/paragraphs/{point.public_id}"
    mine = {**three("text", "mine"), "version": str(declaration.version)}
    post(client, page, {**three("text", "theirs"), "version": str(declaration.version)})
    answer = post(client, page, mine)
    assert answer.status_code == 422
    for words in ("Somebody else has changed the text", "mine fr", "As it is saved now", "theirs fr"):
        assert words in answer.text
    fresh = re.search(r'name="version"[^>]*value="(\d+)"', answer.text)
    assert fresh
    assert post(client, page, {**mine, "version": fresh[1]}).status_code == 303
    assert again(declaration).paragraphs[-1].text["fr"] == "mine fr"


def test_points_are_arranged_and_adopted_ones_stay(conference: Conference, client: FlaskClient):
    declaration = make_declaration(conference, points=2)
    db.session.commit()
    page = f"{base(conference)}/{declaration.public_id}"
    first, second = (p.public_id for p in declaration.paragraphs[-2:])
    assert post(client, f"{page}/paragraphs/{second}/up", page=page).status_code == 303
    assert [p.public_id for p in again(declaration).paragraphs[-2:]] == [second, first]
    assert post(client, f"{page}/paragraphs/{second}/remove", page=page).status_code == 303
    assert [p.public_id for p in again(declaration).paragraphs[-1:]] == [first]
    assert post(client, f"{page}/paragraphs/{first}/sideways", page=page).status_code == 404
    for step in ("finalise", "adopt"):
        post(client, f"{page}/{step}", page=page)
    assert post(client, f"{page}/paragraphs/{first}/remove", page=page).status_code == 409
    answer = post(client, f"{page}/paragraphs/{first}", three("text", "other"))
    # on its own page still, so that what was typed can be copied
    assert (answer.status_code, "was adopted and cannot be changed" in answer.text) == (422, True)
    assert "other fr" in answer.text


def test_a_drawn_signature_signs_and_a_bad_one_does_not(conference: Conference, client: FlaskClient):
    declaration = make_open(conference, points=1)
    hanoi = signatory_of(declaration, "Hanoi")
    page = f"{base(conference)}/{declaration.public_id}/sign/{hanoi.public_id}"
    for bad in ("data:text/html;base64,PGI+", "data:image/png;base64,AAAA"):
        answer = post(client, page, {"ink": bad})
        assert (answer.status_code, "nothing was signed" in answer.text) == (422, True)
    for slight in ("", drawing((150, 50), (153, 52))):
        answer = post(client, page, {"ink": slight})
        assert (answer.status_code, "Let the signatory draw the signature" in answer.text) == (422, True)
    assert signatory_of(again(declaration), "Hanoi").state == SignatoryState.EXPECTED
    assert "In the presence of Lê Thu Hà, secretariat" in client.get(page).text
    assert post(client, page, {"ink": drawing()}).status_code == 303
    hanoi = signatory_of(again(declaration), "Hanoi")
    assert (hanoi.state, hanoi.drawn, hanoi.attended_by) == (SignatoryState.SIGNED, True, "Lê Thu Hà")
    assert (
        "Drawn by hand in the presence of Lê Thu Hà, secretariat"
        in client.get(page.split("/sign", maxsplit=1)[0]).text
    )
    assert "Nothing can be signed here" in client.get(page).text
    assert b"/Subtype /Image" in stages.document(declaration)


def test_signing_twice_says_so_and_keeps_the_first(conference: Conference, client: FlaskClient):
    declaration = make_open(conference, points=1)
    hanoi = signatory_of(declaration, "Hanoi")
    where = f"{base(conference)}/{declaration.public_id}"
    pages = [f"{where}/sign/{hanoi.public_id}"] * 2
    ink = {"ink": drawing()}
    first, second = (post(client, page, ink, page=where, follow_redirects=True).text for page in pages)
    assert "has signed for Hanoi" in first
    assert "Hanoi has already been recorded: signed." in second
    assert signatories_queries.counts(conference) == (1, 3)


def test_an_absence_needs_its_note(conference: Conference, client: FlaskClient):
    declaration = make_open(conference, points=1)
    where = f"{base(conference)}/{declaration.public_id}"
    hanoi = signatory_of(declaration, "Hanoi").public_id
    shown = post(client, f"{where}/record/{hanoi}/absent", {"note": " "}, page=where, follow_redirects=True)
    assert "Write a short note for the record." in shown.text
    assert post(client, f"{where}/record/{hanoi}/vanished", page=where).status_code == 404
    shown = post(
        client, f"{where}/record/{hanoi}/absent", {"note": "<b>flood</b>"}, page=where, follow_redirects=True
    )
    assert "&lt;b&gt;flood&lt;/b&gt;" in shown.text


def test_the_public_reads_what_is_signed_and_nothing_before(conference: Conference, app: Flask):
    draft = make_declaration(conference, points=1)
    db.session.commit()
    visitor = app.test_client()
    public = f"/c/{conference.slug}/documents"
    for address in (f"{public}/{draft.public_id}", f"{public}/{draft.public_id}.pdf"):
        assert visitor.get(address).status_code == 404
    declaration = make_open(conference)
    db.session.commit()
    assert "Mở văn kiện đã đóng dấu" in visitor.get(f"{public}/{declaration.public_id}?lang=vi").text
    ceremony.sign(signatory_of(declaration, "Hanoi"), by=SYSTEM, now=clock.now())
    db.session.commit()
    page = visitor.get(f"{public}/{declaration.public_id}?lang=vi")
    assert page.status_code == 200
    for words in (
        "Mở văn kiện đã ký",
        "Tuyên bố chung Hà Nội",
        "cùng nhau giải quyết",
        "Nguyễn Thế Thảo",
        completion_queries.frozen_texts(declaration)[2].sha256,
    ):
        assert words in page.text
    pdf = visitor.get(f"{public}/{declaration.public_id}.pdf")
    assert verification.verify(pdf.data).newest
    same = visitor.get(
        f"{public}/{declaration.public_id}.pdf", headers={"If-None-Match": pdf.headers["ETag"]}
    )
    assert same.status_code == 304
    assert list(acts_queries.public_documents(conference)) == [declaration]
    conference.published_at = None
    db.session.commit()
    assert visitor.get(f"{public}/{declaration.public_id}").status_code == 404


@pytest.mark.parametrize("role", [Role.DESK, Role.PRESS, Role.VIEWER, Role.REVIEWER])
def test_other_roles_may_not(app: Flask, role: Role):
    conference = make_plenary(cities=2)
    declaration = make_open(conference, points=1)
    browser = app.test_client()
    sign_in(browser, make_user(role, conference))
    assert browser.get(f"{base(conference)}/{declaration.public_id}").status_code == 403


def test_staff_of_another_conference_find_nothing(app: Flask):
    conference = make_plenary(cities=2)
    declaration = make_open(conference, points=1)
    other = make_conference(edition=13)
    browser = app.test_client()
    sign_in(browser, make_user(Role.ORGANISER, other))
    hanoi = signatory_of(declaration, "Hanoi").public_id
    own = base(conference)
    for address in (
        own,
        f"{own}/new",
        f"{own}/{declaration.public_id}",
        f"{own}/{declaration.public_id}/edit",
        f"{own}/{declaration.public_id}/document.pdf",
        f"{own}/{declaration.public_id}/sign/{hanoi}",
        # their own address around somebody else's declaration
        f"{base(other)}/{declaration.public_id}",
        f"{base(other)}/{declaration.public_id}/sign/{hanoi}",
    ):
        assert browser.get(address).status_code == 404, address
    page = base(other) + "/new"
    for verb in ("finalise", "adopt", "open", "close", f"sign/{hanoi}", f"record/{hanoi}/absent"):
        for root in (own, base(other)):
            assert (
                post(browser, f"{root}/{declaration.public_id}/{verb}", {"note": "x"}, page=page).status_code
                == 404
            )
    assert again(declaration).state == DeclarationState.OPEN_FOR_SIGNATURE


def test_nothing_changes_without_the_form_s_token(conference: Conference, client: FlaskClient):
    declaration = make_declaration(conference, points=1)
    db.session.commit()
    page = f"{base(conference)}/{declaration.public_id}"
    for verb in ("finalise", "adopt", "open", "close"):
        assert client.post(f"{page}/{verb}").status_code == 400
    assert again(declaration).state == DeclarationState.ZERO_DRAFT


def test_the_home_counts_signatures_and_says_what_is_left(conference: Conference):
    assert [(f.value, f.of) for f in service.home_part(conference).figures] == [(0, 0)]
    assert [item.done for item in service.checks(conference)] == [False, False]
    declaration = make_open(conference, points=1)
    ceremony.sign(signatory_of(declaration, "Hanoi"), by=SYSTEM, now=clock.now())
    assert [(f.value, f.of) for f in service.home_part(conference).figures] == [(1, 3)]
    assert [item.done for item in service.checks(conference)] == [True, False]
    for city in ("Bangkok", "Jakarta"):
        ceremony.record_absent(signatory_of(declaration, city), "away", by=SYSTEM)
    ceremony.close(declaration, by=SYSTEM, now=clock.now())
    assert [item.done for item in service.checks(conference)] == [True, True]
