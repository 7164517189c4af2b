"""Organisers write the text that people agree to."""

from __future__ import annotations

from flask import Flask

from eventsys.core.actor import Role
from eventsys.registration.consent import service as consent
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.support.web import post

OWN = {"en": "We keep your name.", "fr": "Nous gardons votre nom.", "vi": "Chúng tôi lưu tên của Quý vị."}


def test_organisers_write_the_text_in_every_language_or_take_the_programs_own(app: Flask) -> None:
    conference = make_conference()
    client = app.test_client()
    sign_in(client, make_user(Role.ORGANISER, conference))
    page = f"/o/{conference.slug}/privacy/consent"
    assert (
        post(
            client, page, {"words-en": "Only English", "words-fr": "", "words-vi": ""}, page=page
        ).status_code
        == 422
    )
    written = {f"words-{code}": text for code, text in OWN.items()}
    assert post(client, page, written, page=page).status_code == 303
    assert consent.asked_text(conference)[0] == OWN
    assert post(client, page, {"do": "standard"}, page=page).status_code == 303
    assert consent.asked_text(conference) == consent.standard_text()
