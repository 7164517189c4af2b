"""Letters are rendered when they are queued, safely, in their reader's language."""

from __future__ import annotations

import pytest

from eventsys.core.addresses import BadAddress
from eventsys.core.db import db
from eventsys.mail.composing import documents as composing_documents
from eventsys.mail.record.models import OutboxLetter
from eventsys.mail.writing import service
from tests.mail.factories import letter, queued

FROM = "Ban thư ký <secretariat@example.org>"


def test_a_letter_is_rendered_in_its_reader_s_language():
    row = queued()
    assert (row.subject, row.language, row.state) == ("Kính chào", "vi", "queued")
    assert row.text == "Kính chào, Bình.\nhttps://example.org/l/abc\n"
    assert "Kính chào, Bình (vi)" in row.html
    assert row.html.lstrip().startswith("<!doctype html>")
    assert row.message_id == f"<{row.public_id.hex}@localhost>"


def test_a_letter_is_rendered_outside_a_request_too():
    """A worker has no request: templates must not need one."""
    assert queued(language="fr").language == "fr"


def test_words_of_people_do_not_become_markup():
    row = queued(to_name="<script>alert(1)</script>", values={"greeting": "A & B <i>", "link": ""})
    assert "<script>" not in row.html
    assert "A &amp; B &lt;i&gt;" in row.html
    assert "A & B <i>" in row.text


def test_queueing_twice_with_one_key_gives_one_letter():
    assert queued(key="invite-1").id == queued(key="invite-1", to_name="Another").id
    assert db.session.scalar(db.select(db.func.count(OutboxLetter.id))) == 1


def test_an_unknown_language_becomes_the_house_s():
    assert queued(language="xx").language == "en"


@pytest.mark.parametrize("subject", ["Two\nBcc: all@example.org", "Two\r\n Bcc: all@example.org"])
def test_a_subject_cannot_add_headers(subject: str):
    row = queued(values={"greeting": subject, "link": ""}, to_name="Eve\r\nBcc: x@example.org")
    made = composing_documents.compose(row, mail_from=FROM)
    assert made["Bcc"] is None
    assert "Bcc: all@example.org" in made["Subject"]
    assert made["To"].addresses[0].addr_spec == "binh@example.org"


@pytest.mark.parametrize("address", ["", "nobody", "a@example.org\nBcc: x@example.org", "nguyễn@example.org"])
def test_what_is_no_address_is_refused(address: str):
    with pytest.raises(BadAddress):
        service.queue(letter(to_address=address))


def test_an_international_domain_is_written_in_ascii():
    assert queued(to_address=" binh@münchen.example ").to_address == "binh@xn--mnchen-3ya.example"
