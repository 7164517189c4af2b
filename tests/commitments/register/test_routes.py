"""The register as staff read, narrow and export it, without JavaScript."""

from __future__ import annotations

import csv
import io
import re

from flask.testing import FlaskClient

from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from tests.commitments.factories import make_commitment, make_pledge

HOME = "/o/plenary12/commitments"


def test_the_empty_register_offers_the_first_step(staff: FlaskClient) -> None:
    page = staff.get(HOME).text
    assert "No commitment yet" in page
    assert f'href="{HOME}/new"' in page
    assert "export" not in page


def titles(page: str) -> list[str]:
    return re.findall(r'class="row-title"><a href="[^"]+">([^<]+)</a>', page)


def test_filters_stay_in_the_address_and_in_the_export(staff: FlaskClient, text: Declaration) -> None:
    make_commitment(text, 1, what="smog", due="2013")
    make_commitment(text, 2, what="water", owner="HAN", partners=())
    make_pledge(text.conference)
    db.session.commit()
    everything = ["smog", "water", "help in IT"]
    assert titles(staff.get(HOME).text) == everything
    for query, wanted in (
        ("state=recorded", everything),
        ("state=accepted", []),
        ("state=nonsense", everything),
        ("source=statement", ["help in IT"]),
        ("city=HAN", ["water"]),
        ("city=XXX", everything),
        ("overdue=yes", ["smog"]),
        ("q=jakarta", ["help in IT"]),
        ("sort=owner&source=instrument", ["smog", "water"]),
    ):
        assert titles(staff.get(f"{HOME}?{query}").text) == wanted, query
    assert "No commitment yet" not in staff.get(f"{HOME}?q=nothing+of+the+kind").text
    chip = re.compile(r'href="[^"]*overdue=yes[^"]*"[^>]*><span class="chip-word">overdue')
    assert chip.search(staff.get(HOME).text), "two of them are"
    page = staff.get(f"{HOME}?overdue=yes&sort=owner").text
    assert f"{HOME}/export.csv?overdue=yes&amp;sort=owner" in page
    exported = staff.get(f"{HOME}/export.csv?overdue=yes")
    rows = list(csv.reader(io.StringIO(exported.data.decode("utf-8-sig"))))
    assert [row[3] for row in rows] == ["What is to be done", "smog"]
    assert exported.headers["Content-Disposition"] == "attachment; filename=plenary12-commitments.csv"
    assert staff.get(f"{HOME}/export.xlsx").data.startswith(b"PK")
    assert staff.get(f"{HOME}/export.pdf").status_code == 404


def test_fifty_are_on_a_page_and_the_rest_on_the_next(staff: FlaskClient, text: Declaration) -> None:
    for number in range(51):
        make_commitment(text, what=f"promise {number:02d}")
    db.session.commit()
    page = staff.get(f"{HOME}?sort=recorded").text
    assert titles(page) == [f"promise {number:02d}" for number in range(50)]
    further = re.search(r'rel="next"\s+href="([^"]+)"', page)
    assert further
    assert titles(staff.get(further[1].replace("&amp;", "&")).text) == ["promise 50"]
