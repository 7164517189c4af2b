"""The message that goes out: everything of the letter, and the same octets each time."""

from __future__ import annotations

from eventsys.files import service as files
from eventsys.mail.composing import documents
from eventsys.mail.writing.service import Attachment
from tests.mail.factories import queued

FROM = "Ban thư ký <secretariat@example.org>"


def test_the_message_carries_text_html_and_attachments():
    pdf = Attachment("Thư mời.pdf", "application/pdf", b"%PDF-1.7 x")
    calendar = Attachment("plenary.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    row = queued(attachments=(pdf, calendar), reply_to="desk@hà-nội.example")
    assert files.read(row.attachments[0]["digest"]) == pdf.data
    made = documents.compose(row, mail_from=FROM)
    assert made["From"].addresses[0].display_name == "Ban thư ký"
    assert made["To"].addresses[0].display_name == "Bình"
    assert made["Message-ID"] == row.message_id
    assert made["Auto-Submitted"] == "auto-generated"
    assert made["Content-Language"] == "vi"
    assert str(made["Reply-To"]) == "desk@xn--h-ni-0na4517b.example"
    assert made["Date"].datetime == row.created_at.replace(microsecond=0)
    assert made.get_body(("plain",)).get_content() == row.text
    assert "Kính chào" in made.get_body(("html",)).get_content()
    parts = [
        (part.get_filename(), part.get_content_type(), part.get_payload(decode=True))
        for part in made.iter_attachments()
    ]
    assert parts == [
        ("Thư mời.pdf", "application/pdf", pdf.data),
        ("plenary.ics", "text/calendar", calendar.data),
    ]


def test_the_same_letter_is_the_same_octets():
    row = queued(attachments=(Attachment("a.txt", "text/plain", b"a"),))
    assert (
        documents.compose(row, mail_from=FROM).as_bytes() == documents.compose(row, mail_from=FROM).as_bytes()
    )
