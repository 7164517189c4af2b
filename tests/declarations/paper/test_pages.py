"""Signatures on paper: what is said of them everywhere, and the pages on which they are filed."""

from __future__ import annotations

import hashlib
import io
import re
from datetime import date

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.db import db
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration, DeclarationState
from eventsys.declarations.agreements import service as agreements
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.paper import service
from eventsys.declarations.paper.errors import ScanReplaced
from eventsys.declarations.scans import documents as scans_documents
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import service as stages
from eventsys.declarations.stages.service import authority
from eventsys.declarations.verification import service as verification
from eventsys.files import service as files
from eventsys.pdf.finished.merge import count_pages
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import Verdict
from tests.accounts.factories import make_user, sign_in
from tests.declarations.factories import (
    make_adopted,
    make_plenary,
    make_scan,
    make_sealed,
    signatory_of,
)
from tests.declarations.paper.test_paper import declaration as declaration  # a fixture
from tests.declarations.paper.test_paper import file, picture, scanned
from tests.files.factories import case
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")
SENTENCE = (
    "This is a scan of a document signed on paper; the seal shows that the scan was not changed since it was filed. "
    "The signatures in the picture cannot be checked."
)


# ---- afterwards -----


def test_a_better_scan_replaces_the_older_one_which_stays_on_record(declaration: Declaration) -> None:
    first = file(declaration, "Hanoi")
    signed_at = signatory_of(declaration, "Hanoi").signed_at
    better = scans_documents.read_scan([scanned(2)])
    second = service.replace_scan(declaration, first, better, by=SYSTEM, now=clock.now())
    db.session.commit()
    assert [(s.number, s.pages, s.replaced_at is None) for s in stages_queries.scans(declaration)] == [
        (2, 2, True),
        (1, 1, False),
    ]
    assert [s.city["en"] for s in second.signatories] == ["Hanoi"]
    assert validate(files.read(first.sealed_digest), authority().anchors).valid
    assert signatory_of(declaration, "Hanoi").signed_at == signed_at
    with pytest.raises(ScanReplaced):
        service.replace_scan(declaration, first, better, by=SYSTEM, now=clock.now())
    db.session.rollback()
    ceremony.record_absent(signatory_of(declaration, "Jakarta"), "flood", by=SYSTEM)
    ceremony.close(declaration, by=SYSTEM, now=clock.now())
    third = service.replace_scan(declaration, second, better, by=SYSTEM, now=clock.now())
    assert (third.number, second.replaced_at is None) == (3, False)


def test_paper_moves_an_agreement_on_as_a_tablet_does() -> None:
    """One party on the tablet, the other on the paper copies of both originals; a better scan comes years later."""
    agreement = make_sealed("HAN", "TYO")
    ceremony.sign(signatory_of(agreement, "Hanoi"), by=SYSTEM, now=clock.now())
    assert agreement.state == DeclarationState.PARTLY_SIGNED
    copies = [service.signing_copy(agreement, number) for number in (1, 2)]
    scan = file(agreement, "Tokyo", sheets=(copies[0], copies[1]))
    assert agreement.state == DeclarationState.SIGNED
    assert scan.pages == sum(map(count_pages, copies))
    agreements.enter_into_force(agreement, date(2027, 1, 1), until=date(2028, 12, 31), by=SYSTEM)
    agreements.prolong(agreement, until=date(2030, 12, 31), by=SYSTEM)
    better = service.replace_scan(
        agreement, scan, scans_documents.read_scan([scanned()]), by=SYSTEM, now=clock.now()
    )
    assert (better.number, validate(files.read(better.sealed_digest), authority().anchors).valid) == (2, True)


# ---- what is said ----------------------------------------------------------------------------------------------


def verified(client: FlaskClient, data: bytes) -> TestResponse:
    return post(client, "/verify", {"file": (io.BytesIO(data), "a.pdf")}, content_type="multipart/form-data")


def test_a_sealed_scan_is_never_called_genuine(declaration: Declaration, client: FlaskClient) -> None:
    scan = file(declaration, "Hanoi")
    sealed, as_filed = files.read(scan.sealed_digest), files.read(scan.digest)
    page = verified(client, sealed).text
    assert SENTENCE in page
    assert "genuine and unchanged" not in page
    assert "It is on file here as the scan of a document signed on paper." in page
    assert "Hanoi: Nguyễn Thế Thảo" in page
    plain = verified(client, as_filed).text
    assert "This file bears no signature." in plain
    assert "It is on file here as the scan of a document signed on paper." in plain
    assert "Do not trust this file" in verified(client, sealed + b"\n").text
    for digest in (scan.digest, scan.sealed_digest):
        looked_up = client.get(f"/verify?sha256={digest}").text
        assert "is on file here as the scan of a document signed on paper." in looked_up
    declaration.conference.published_at = None
    db.session.commit()
    number = f"/verify?document={scan.public_id.hex}"
    assert "No document is on record here" in client.get(number).text
    acts_queries.get_declaration(declaration.public_id).conference.published_at = clock.now()
    db.session.commit()
    assert scan.sealed_digest in client.get(number).text


def test_the_main_file_is_valid_and_tells_which_boxes_are_empty_and_why(
    declaration: Declaration, client: FlaskClient
) -> None:
    file(declaration, "Hanoi")
    found = verification.verify(stages.document(declaration))
    assert (found.report.verdict, found.newest) == (Verdict.VALID, True)
    assert [str(s.city) for s in found.unsigned] == ["Hanoi", "Jakarta"]
    page = " ".join(verified(client, stages.document(declaration)).text.split())
    assert "This document is genuine and unchanged." in page
    assert "2 boxes without a signature" in page
    assert "Hanoi: Nguyễn Thế Thảo – signed on paper, scan on file" in page
    assert "Jakarta: Budi Santoso – expected" in page
    early = stages.document(declaration)
    ceremony.sign(signatory_of(declaration, "Jakarta"), by=SYSTEM, now=clock.now())
    db.session.commit()
    page = " ".join(verified(client, early).text.split())
    assert "Jakarta: Budi Santoso – signed in a later stage of this file" in page


# ---- the pages -------------------------------------------------------------------------------------------------


def paper_page(declaration: Declaration) -> str:
    return f"/o/plenary12/declarations/{declaration.public_id}/paper"


def test_from_the_copy_to_the_better_scan_on_the_page(declaration: Declaration, client: FlaskClient) -> None:
    sign_in(client, make_user(Role.SECRETARIAT, declaration.conference))
    page = paper_page(declaration)
    hanoi = signatory_of(declaration, "Hanoi").public_id.hex
    copy = client.get(f"{page}/copy.pdf")
    assert (copy.status_code, copy.content_type, copy.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert client.get(f"{page}/copy.pdf?original=2").status_code == 404
    assert "Bangkok: Anan Suksawat" not in client.get(page).text.split("Who signed on this paper")[1]

    def sent(url: str = page, **fields: object) -> TestResponse:
        return post(client, url, fields, page=page, content_type="multipart/form-data")

    nobody = sent(scan=(io.BytesIO(scanned()), "scan.pdf"))
    assert (nobody.status_code, "Choose whose signatures the scan shows." in nobody.text) == (422, True)
    nothing = sent(signatories=hanoi)
    assert (nothing.status_code, "Choose the scan: a PDF, or pictures" in nothing.text) == (422, True)
    broken = sent(signatories=hanoi, scan=(io.BytesIO(b"%PDF-1.7 no"), "scan.pdf"))
    told = broken.text.split('id="scan-error"')[1].split("</p>")[0]
    assert (broken.status_code, "This PDF is damaged or incomplete." in told) == (422, True)
    assert re.search(rf'checked[^>]*value="{hanoi}"', broken.text)  # nothing chosen is lost
    filed = sent(
        signatories=hanoi,
        scan=[(io.BytesIO(picture()), "1.jpg"), (io.BytesIO(case("scan_group4.tiff")), "2.tiff")],
    )
    assert filed.status_code == 303
    shown = client.get(filed.headers["Location"]).text
    assert "signed on paper, scan on file" in shown
    scan = stages_queries.scans(acts_queries.get_declaration(declaration.public_id))[0]
    assert scan.pages == 2
    kept = client.get(f"{page}/{scan.public_id}/filed.pdf")
    assert hashlib.sha256(kept.data).hexdigest() == scan.digest
    assert "attachment" in kept.headers["Content-Disposition"]
    assert validate(client.get(f"{page}/{scan.public_id}/sealed.pdf").data, authority().anchors).valid
    worse = sent(f"{page}/{scan.public_id}", scan=(io.BytesIO(b"GIF89a"), "scan.gif"))
    assert (worse.status_code, "neither a PDF nor a picture" in worse.text) == (422, True)
    better = sent(f"{page}/{scan.public_id}", scan=(io.BytesIO(scanned()), "scan.pdf"))
    assert better.status_code == 303
    listed = client.get(page).text
    assert (listed.count("Scan 1"), "replaced on" in listed) == (1, True)
    hall = client.get(f"/o/plenary12/declarations/{declaration.public_id}/hall").text
    assert "signed on paper, scan on file" in hall
    assert "2 of 3" in " ".join(hall.split())


def test_the_public_page_shows_the_scan_that_counts(declaration: Declaration, client: FlaskClient) -> None:
    declaration.conference.published_at = clock.now()
    first = make_scan(declaration, [signatory_of(declaration, "Hanoi")])
    better = scans_documents.read_scan([scanned(2)])
    second = service.replace_scan(declaration, first, better, by=SYSTEM, now=clock.now())
    db.session.commit()
    root = f"/c/plenary12/documents/{declaration.public_id}"
    page = client.get(root).text
    assert "signed on paper, scan on file" in page
    assert f"{root}/scans/{second.public_id}.pdf" in page
    assert f"{root}/scans/{first.public_id}.pdf" not in page
    assert validate(client.get(f"{root}/scans/{second.public_id}.pdf").data, authority().anchors).valid


def test_nothing_is_printed_before_the_seal(client: FlaskClient) -> None:
    made = make_adopted(make_plenary(cities=1), points=1)
    db.session.commit()
    sign_in(client, make_user(Role.SECRETARIAT, made.conference))
    assert "There is nothing to print yet" in client.get(paper_page(made)).text
    assert client.get(f"{paper_page(made)}/copy.pdf").status_code == 404
