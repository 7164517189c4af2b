"""Signatures on paper: the copy to print, its scan filed and sealed."""

from __future__ import annotations

import hashlib
import io
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageDraw
from sqlalchemy import func, select

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.declarations.acts.models import Declaration, DeclarationState
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.ceremony.errors import AlreadyAnswered, StillExpected, TooLate
from eventsys.declarations.paper import service
from eventsys.declarations.paper.errors import NoSignatoryChosen
from eventsys.declarations.scans import documents as scans_documents
from eventsys.declarations.scans.errors import ScanTooLarge, ScanUnreadable
from eventsys.declarations.signatories.models import SignatoryState, Way
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import service as stages
from eventsys.declarations.stages.errors import NotOpen
from eventsys.declarations.stages.models import Scan
from eventsys.declarations.stages.service import authority
from eventsys.declarations.verification import service as verification
from eventsys.files import service as files
from eventsys.files.errors import PictureBroken, PictureTooSmall
from eventsys.files.models import Blob
from eventsys.pdf.errors import DamagedPdf, EncryptedPdf, TooManyPages
from eventsys.pdf.finished.flat import flatten
from eventsys.pdf.finished.merge import count_pages
from eventsys.pdf.finished.picture import page_pictures
from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import SignatureKind, Verdict
from tests.declarations.ceremony.test_ceremony import everyone_agrees
from tests.declarations.factories import (
    make_open,
    make_plenary,
    signatory_of,
)

pytestmark = pytest.mark.usefixtures("app")
SENTENCE = (
    "This is a scan of a document signed on paper; the seal shows that the scan was not changed since it was filed. "
    "The signatures in the picture cannot be checked."
)


@pytest.fixture
def declaration() -> Declaration:
    """Bangkok has signed on the tablet; Hanoi and Jakarta are expected."""
    made = make_open(make_plenary(cities=3), points=1)
    ceremony.sign(signatory_of(made, "Bangkok"), by=SYSTEM, now=clock.now())
    db.session.commit()
    return made


def scanned(pages: int = 1) -> bytes:
    """What a scanner makes of signed paper."""
    return html_to_pdf(
        "<html lang=en><title>Scan</title>"
        + "".join(f"<h1 style='break-after:page'>Ink on sheet {n}</h1>" for n in range(pages))
    )


def picture(kind: str = "JPEG", size: tuple[int, int] = (900, 1200)) -> bytes:
    sheet = Image.new("RGB", size, "white")
    ImageDraw.Draw(sheet).line([(100, size[1] - 200), (500, size[1] - 250)], fill="navy", width=9)
    out = io.BytesIO()
    sheet.save(out, kind)
    return out.getvalue()


def file(declaration: Declaration, *cities: str, sheets: tuple[bytes, ...] = ()) -> Scan:
    paper = scans_documents.read_scan(sheets or (scanned(),))
    people = [signatory_of(declaration, city) for city in cities]
    scan = service.file_scan(declaration, people, paper, by=SYSTEM, now=clock.now())
    db.session.commit()
    return scan


# ---- the copy --------------------------------------------------------------------------------------------------


def test_the_signing_copy_is_the_document_with_empty_boxes_and_a_mark_on_every_page(
    declaration: Declaration, tmp_path: Path
) -> None:
    copy = service.signing_copy(declaration, 1)
    pages = count_pages(stages.document(declaration))
    assert count_pages(copy) == pages
    (tmp_path / "copy.pdf").write_bytes(copy)
    words = subprocess.run(
        ["pdftotext", str(tmp_path / "copy.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert words.count("Signing copy") == pages
    assert "Hanoi Joint Declaration" in words
    assert "Signed for" not in words  # Bangkok's own box too is empty
    assert validate(copy, authority().anchors).verdict is Verdict.UNSIGNED
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert "/AcroForm" not in pdf.Root


# ---- filing ----------------------------------------------------------------------------------------------------


def test_a_scan_is_kept_with_its_hash_and_sealed_as_what_it_is(
    declaration: Declaration, tmp_path: Path
) -> None:
    sheet = scanned(2)
    scan = file(declaration, "Jakarta", "Hanoi", sheets=(sheet,))
    assert scan.digest == hashlib.sha256(sheet).hexdigest()
    assert files.read(scan.digest) == sheet
    assert (scan.number, scan.pages, scan.replaced_at) == (1, 2, None)
    assert [s.city["en"] for s in scan.signatories] == ["Hanoi", "Jakarta"]
    sealed = files.read(scan.sealed_digest)
    report = validate(sealed, authority().anchors)
    assert (report.valid, [(s.field, s.kind) for s in report.signatures]) == (
        True,
        [("seal-of-scan", SignatureKind.SEAL)],
    )
    assert report.signatures[0].signer.startswith("Seal of the secretariat / Sceau")
    everyone_agrees(sealed, 1, tmp_path / "scan.pdf")
    words = subprocess.run(
        ["pdftotext", str(tmp_path / "scan.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    flowing = " ".join(words.split())
    for told in (
        "Scanned copy of · Copie numérisée de · Bản quét của Hanoi Joint Declaration",
        SENTENCE,
        "Nguyễn Thế Thảo",
        "Ink on sheet 1",
        scan.digest,
    ):
        assert told in flowing
    assert "Anan Suksawat" not in words
    for city in ("Hanoi", "Jakarta"):
        found = signatory_of(declaration, city)
        assert (found.state, found.way, found.signed_at) == (
            SignatoryState.SIGNED,
            Way.WET_INK,
            scan.filed_at,
        )
        assert str(found.answer) == "signed on paper, scan on file"
    ceremony.close(declaration, by=SYSTEM, now=clock.now())
    assert declaration.state == DeclarationState.CLOSED
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.verb == "declaration.scan_filed")).one()
    assert entry.after is not None
    assert (entry.after["sha256"], entry.after["sealed_sha256"]) == (scan.digest, scan.sealed_digest)


def test_pictures_and_pdfs_become_one_file_in_their_order(declaration: Declaration) -> None:
    wide = picture("PNG", (1200, 900))
    scan = file(declaration, "Hanoi", sheets=(picture(), scanned(), wide))
    assert scan.pages == 3
    filed = files.read(scan.digest)
    with pikepdf.open(io.BytesIO(filed)) as pdf:
        sizes = [tuple(round(float(v)) for v in page.mediabox)[2:] for page in pdf.pages]
    assert sizes == [(595, 842), (595, 842), (842, 595)]
    drawn = [Image.open(io.BytesIO(png)) for png in page_pictures(filed, dpi=36, most=3)]
    for sheet in (drawn[0], drawn[2]):
        colours = {colour for _, colour in sheet.convert("RGB").getcolors(1 << 20) or []}
        assert any(blue > 90 and red < 60 for red, _, blue in colours)
    assert validate(files.read(scan.sealed_digest), authority().anchors).valid


def test_one_changed_byte_of_a_sealed_scan_is_found(declaration: Declaration) -> None:
    sealed = files.read(file(declaration, "Hanoi").sealed_digest)
    for place in (0.1, 0.5, 0.9):
        changed = bytearray(sealed)
        changed[int(len(sealed) * place)] ^= 0x01
        try:
            assert not verification.verify(bytes(changed)).report.valid
        except Refusal as refusal:
            assert type(refusal).__name__ == "DamagedFile"  # noqa: PT017 - either is found


def test_what_is_stuck_onto_a_page_is_drawn_and_nothing_runs() -> None:
    """A mayor's ink as an annotation stays to be seen; scripts, links and attachments stay behind."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(scanned())) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.attachments["evil.exe"] = b"MZ"
        look = pdf.make_stream(
            b"0 0 1 rg 0 0 100 100 re f",
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=[0, 0, 100, 100],
        )
        stamp = {
            "Type": pikepdf.Name.Annot,
            "Subtype": pikepdf.Name.Stamp,
            "Rect": [100, 100, 200, 200],
            "F": 4,
        }
        link = {"Type": pikepdf.Name.Annot, "Subtype": pikepdf.Name.Link, "Rect": [0, 0, 50, 50]}
        act = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="http://example.org")
        pdf.pages[0].Annots = pdf.make_indirect(
            [
                pikepdf.Dictionary(**stamp, AP=pikepdf.Dictionary(N=look)),
                pikepdf.Dictionary(**link, A=act),
            ]
        )
        pdf.save(out)
    plain = flatten(out.getvalue(), most=1)
    assert not any(word in plain for word in (b"JavaScript", b"evil.exe", b"example.org", b"/Annots"))
    page = Image.open(io.BytesIO(page_pictures(plain, dpi=72, most=1)[0])).convert("RGB")
    assert page.getpixel((150, page.height - 150)) == (0, 0, 255)


# ---- refusals --------------------------------------------------------------------------------------------------


def locked(**how: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(scanned())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(**how))
    return out.getvalue()


Sheets = Callable[[], tuple[bytes, ...]]


@pytest.mark.usefixtures("app", "declaration")
@pytest.mark.parametrize(
    ("sheets", "refusal"),
    [
        (lambda: (), ScanUnreadable),
        (lambda: (b"",), ScanUnreadable),
        (lambda: (b"hello",), ScanUnreadable),
        (lambda: (b"PK\x03\x04" + b"\0" * 99,), ScanUnreadable),
        (lambda: (b"%PDF-1.7\n" + b"garbage" * 100,), DamagedPdf),
        (lambda: (scanned(3)[:-200],), DamagedPdf),
        (lambda: (scanned()[: len(scanned()) // 2],), DamagedPdf),
        (lambda: (scanned(), scanned()[:-200]), DamagedPdf),
        (lambda: (locked(owner="a", user="b"),), EncryptedPdf),
        (lambda: (locked(owner="a", user=""),), EncryptedPdf),
        (lambda: (b"%PDF-" + b"0" * 20_000_001,), ScanTooLarge),
        (lambda: (b"%PDF-" + b"0" * 11_000_000,) * 2, ScanTooLarge),
        (lambda: (picture()[:2000],), PictureBroken),
        (lambda: (picture(size=(200, 100)),), PictureTooSmall),
    ],
)
def test_what_is_no_scan_is_refused_by_name_and_nothing_is_kept(
    sheets: Sheets, refusal: type[Refusal]
) -> None:
    before = db.session.scalar(select(func.count()).select_from(Blob))
    with pytest.raises(refusal):
        scans_documents.read_scan(sheets())
    assert db.session.scalar(select(func.count()).select_from(Blob)) == before


@pytest.mark.usefixtures("app", "declaration")
def test_too_many_pages_are_refused() -> None:
    with pytest.raises(TooManyPages, match="201 pages; at most 200"):
        scans_documents.read_scan([scanned(201)])


def test_only_those_who_are_expected_can_have_signed_on_paper(declaration: Declaration) -> None:
    paper = scans_documents.read_scan([scanned()])

    def filed(*cities: str) -> None:
        people = [signatory_of(declaration, city) for city in cities]
        service.file_scan(declaration, people, paper, by=SYSTEM, now=clock.now())

    with pytest.raises(NoSignatoryChosen):
        filed()
    with pytest.raises(AlreadyAnswered, match="Bangkok has already been recorded: signed"):
        filed("Hanoi", "Bangkok")
    db.session.rollback()
    assert signatory_of(declaration, "Hanoi").state == SignatoryState.EXPECTED  # all of them or none
    assert stages_queries.scans(declaration) == []
    filed("Hanoi")
    db.session.commit()
    with pytest.raises(AlreadyAnswered, match="signed on paper, scan on file"):
        ceremony.sign(signatory_of(declaration, "Hanoi"), by=SYSTEM, now=clock.now())
    with pytest.raises(StillExpected, match="Jakarta"):
        ceremony.close(declaration, by=SYSTEM, now=clock.now())
    db.session.rollback()
    declaration.sign_until = clock.now() - timedelta(seconds=1)
    with pytest.raises(TooLate):
        filed("Jakarta")


def test_a_closed_declaration_takes_no_more_paper(declaration: Declaration) -> None:
    for city in ("Hanoi", "Jakarta"):
        ceremony.record_absent(signatory_of(declaration, city), "flood", by=SYSTEM)
    ceremony.close(declaration, by=SYSTEM, now=clock.now())
    with pytest.raises(NotOpen):
        file(declaration, "Hanoi")
