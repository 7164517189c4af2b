"""Several workers deliver at the same moment: every letter goes out once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from flask import Flask

from eventsys.core import current
from eventsys.core.db import db
from eventsys.mail.record.models import OutboxLetter
from tests.mail.factories import queued
from tests.support.processes import apart
from tests.support.smtp import smtp

LETTERS = 24


def test_three_workers_send_every_letter_once(app: Flask):
    """Each finds all of them due, as nobody has taken one yet when they begin."""
    rows = [queued(to_address=f"person{number}@example.org") for number in range(LETTERS)]
    wanted = Counter(row.message_id for row in rows)
    with smtp() as server:
        app.extensions["eventsys.settings"] = replace(
            current.settings(), mail_url=f"smtp://{server.host}:{server.port}"
        )
        assert apart(app, [("eventsys.mail.delivery.tasks", "deliver_due", ())] * 3) == Counter(done=3)
        assert Counter(str(letter.message["Message-ID"]) for letter in server.letters) == wanted
    found = db.session.execute(db.select(OutboxLetter.state, OutboxLetter.claims)).all()
    assert Counter(map(tuple, found)) == Counter({("sent", 1): LETTERS})
