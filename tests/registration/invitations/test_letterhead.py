"""The host's logo at the head of an invitation: inside the letter, small, and only where there is one."""

from __future__ import annotations

import os
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from io import BytesIO

import pytest
from flask import Flask
from markupsafe import escape as html_escape
from PIL import Image

from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.core.db import db
from eventsys.files import service as files
from eventsys.mail.composing import documents as composing_documents
from eventsys.mail.record.models import OutboxLetter
from eventsys.mail.writing import service as writing
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.invitations import letters
from tests.conferences.factories import make_conference
from tests.registration.factories import make_delegation


@pytest.fixture
def delegation(app: Flask) -> Delegation:
    return make_delegation(make_conference(), focal_email="focal@seoul.example.org")


def picture(noisy: bool = False) -> bytes:
    size = (900, 600)
    drawn = (
        Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3))
        if noisy
        else Image.new("RGBA", size, "#8c1d2f80")
    )
    out = BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()


def invited(delegation: Delegation) -> OutboxLetter:
    row = writing.queue(letters.invitation(delegation, "https://plenary.example.org/l/x"))
    db.session.flush()
    return row


def received(row: OutboxLetter) -> EmailMessage:
    octets = composing_documents.compose(row, mail_from="Secretariat <secretariat@example.org>").as_bytes()
    return message_from_bytes(octets, policy=default)


def kinds(found: EmailMessage) -> list[str]:
    return [part.get_content_type() for part in found.walk()]


PLAIN = ["multipart/alternative", "text/plain", "text/html"]


def test_the_logo_stands_in_the_letter_and_is_small(delegation: Delegation):
    organisers_queries.organisers(delegation.conference)[0].logo_digest = files.store_logo(picture()).digest
    row = invited(delegation)
    found = received(row)
    assert kinds(found) == [
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
    ]
    *_rest, html, logo = found.walk()
    assert (logo["Content-ID"], logo.get_content_disposition()) == ("<logo>", "inline")
    assert 'src="cid:logo"' in html.get_content()
    whose = organisers_queries.organisers(delegation.conference)[0].name.get_in(["en"])
    assert f'alt="{html_escape(whose)}"' in html.get_content()
    with Image.open(BytesIO(logo.get_content())) as drawn:
        assert drawn.size == (216, 144)
    assert 'width="108"' in html.get_content()
    shown = writing.html_of(row)
    assert ('src="data:image/png;base64,' in shown, "cid:" in shown) == (True, False)


@pytest.mark.parametrize("logo", [None, picture(noisy=True)])
def test_without_a_logo_or_with_one_too_heavy_the_letter_has_no_picture(
    delegation: Delegation, logo: bytes | None
):
    if logo:
        organisers_queries.organisers(delegation.conference)[0].logo_digest = files.store_logo(logo).digest
    row = invited(delegation)
    assert (kinds(received(row)), "<img" in row.html) == (PLAIN, False)
