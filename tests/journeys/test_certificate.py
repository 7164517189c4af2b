"""The page of a verification, printed by a real browser."""

from __future__ import annotations

import io

from flask.testing import FlaskClient

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.stages import service as stages
from tests.badges.factories import texts_in
from tests.declarations.factories import make_open, make_plenary
from tests.journeys.conftest import Open
from tests.support.web import post

LAST = ("Yangon", "Rangoun", "Y-an-gun")
"""The last of twelve cities, by language."""


def test_a_certificate_is_one_page_that_begins_with_the_verdict(client: FlaskClient, screen: Open) -> None:
    made = make_open(make_plenary(cities=12), points=1)
    for signatory in signatories_queries.signatories(made):
        ceremony.sign(signatory, by=SYSTEM, now=clock.now())
    db.session.commit()
    pdf = stages.document(made)
    place = pdf.index(b"stream", 3000) + 40
    forged = pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]
    told = [
        post(
            client,
            f"/verify?lang={language}",
            {"file": (io.BytesIO(data), "declaration.pdf")},
            content_type="multipart/form-data",
        ).text
        for language in ("en", "fr", "vi")
        for data in (pdf, forged)
    ]
    page = screen("/verify")
    for number, text in enumerate(told):
        page.set_content(text)
        (words,) = texts_in(page.pdf(prefer_css_page_size=True))
        assert LAST[number // 2] in words
