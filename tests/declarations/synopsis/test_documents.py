"""The paper: side by side, of the original, read aloud, and what does not fit goes on beside what it belongs to."""

from __future__ import annotations

import io
import re
import subprocess

import pypdfium2
import pytest
from flask.testing import FlaskClient

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import ParagraphKind
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.completion import service as completion
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages.documents import reference_of
from eventsys.declarations.synopsis import service
from eventsys.pdf.layout.qr import read_qr
from tests.accounts.factories import make_user, sign_in
from tests.declarations.factories import make_declaration, make_open, make_plenary
from tests.support.archival import complaints

pytestmark = pytest.mark.usefixtures("app")


def layout_of(pdf: bytes) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split("\f")[:-1]


def test_languages_stand_side_by_side_and_lead_to_the_original():
    declaration = make_open(make_plenary(cities=2))
    pdf = service.synopsis(declaration)
    assert complaints(pdf, "ua1") == []
    (page,) = layout_of(pdf)
    lines = [" ".join(line.split()) for line in page.splitlines()]
    for row in (
        "English Français Tiếng Việt",
        "Synoptic edition. The signed originals prevail. Édition synoptique. Les originaux signés font foi. "
        "Bản đối chiếu. Các bản gốc đã ký được ưu tiên áp dụng.",
        "Hanoi Joint Declaration Déclaration commune de Tuyên bố chung Hà Nội",
        "2. solve energy problems together; régler ensemble les problèmes énergétiques ; "
        "cùng nhau giải quyết các vấn đề năng lượng;",
    ):
        assert row in lines
    ((original, _latest),) = stages_queries.stages(declaration)
    assert reference_of(declaration, original) in page
    shown = io.BytesIO()
    pypdfium2.PdfDocument(pdf)[0].render(scale=3).to_pil().save(shown, "PNG")
    (address,) = read_qr(shown.getvalue())
    assert original.public_id.hex in address


def test_a_point_longer_than_a_page_goes_on_in_all_its_columns():
    conference = make_plenary(cities=2)
    draft = make_declaration(conference, points=1)
    long = {code: " ".join(f"{code}{n}" for n in range(800)) for code in draft.languages}
    paragraphs.add_paragraph(draft, ParagraphKind.POINT, Localized(long), by=SYSTEM)
    completion.finalise(draft, by=SYSTEM)
    adoption.adopt(draft, by=SYSTEM, now=clock.now())
    ceremony.open_for_signature(draft, by=SYSTEM, now=clock.now())
    pages = layout_of(service.synopsis(draft))
    assert len(pages) > 1
    for code in draft.languages:
        on_pages = [re.findall(rf"{code}(\d+)", page) for page in pages]
        assert all(on_pages)
        assert sorted(int(n) for found in on_pages for n in found) == [*range(800)]


def test_it_is_given_once_there_is_a_signed_original(client: FlaskClient):
    conference = make_plenary(cities=2)
    draft = make_declaration(conference)
    sealed = make_open(conference, points=1)
    db.session.commit()
    sign_in(client, make_user("secretariat", conference))
    urls = [f"/o/plenary12/declarations/{one.public_id}/synopsis.pdf" for one in (draft, sealed)]
    assert [client.get(url).status_code for url in urls] == [404, 200]
