"""Beside the texts nothing speaks one language alone: boxes, seals, reasons, footers, the copy, a scan's cover."""

from __future__ import annotations

import io
from datetime import date

import pikepdf
import pytest

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.paper import service as paper
from eventsys.declarations.signatories import documents as signatories_documents
from eventsys.declarations.signatories import rules as signatories_rules
from eventsys.declarations.stages import rules as stages_rules
from eventsys.declarations.stages import service as stages
from eventsys.files import service as files
from eventsys.pdf.finished.merge import count_pages
from eventsys.pdf.layout.render import Box
from tests.declarations.factories import (
    drawing,
    make_declaration,
    make_open,
    make_plenary,
    make_scan,
    signatory_of,
)
from tests.declarations.originals.test_documents import ink, stage, words_of

pytestmark = pytest.mark.usefixtures("app")
TITLES = ("Hanoi Joint Declaration", "Déclaration commune de Hanoï", "Tuyên bố chung Hà Nội")


@pytest.fixture
def declaration() -> Declaration:
    made = make_open(make_plenary(cities=2), points=1)
    db.session.commit()
    return made


def fields_of(pdf: bytes) -> dict[str, dict[str, str]]:
    """By name: how a field is read out, and the words of the signature in it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {
            str(field.T): {"TU": str(field.TU)}
            | {key: str(field.V[f"/{key}"]) for key in ("Name", "Reason", "Location") if "/V" in field}
            for field in opened.Root.AcroForm.Fields
        }


def flowing(pdf: bytes, *options: str) -> str:
    return " ".join(words_of(pdf, *options).split())


SIGNED = ("Signed for Hanoi · ", "Signé pour Hanoï · ", "Ký thay mặt Hà Nội · ngày ")


def test_a_signature_drawn_by_hand_leaves_room_for_every_language(declaration: Declaration):
    ceremony.sign(
        signatory_of(declaration, "Hanoi"), by=SYSTEM, now=clock.now(), ink=ceremony.clean_ink(ink())
    )
    printed = flowing(stages.document(declaration))
    assert [said in printed for said in SIGNED] == [True] * 3


def test_a_box_says_for_whom_and_the_machine_reads_why_in_every_language(declaration: Declaration):
    hanoi = signatory_of(declaration, "Hanoi")
    staff = Actor(kind="user", user_id=7, label="Lê Thu Hà")
    hand = ceremony.ink_from_data_url(drawing())
    ceremony.sign(hanoi, by=staff, now=clock.now(), ink=hand)
    signed = stages.document(declaration)
    printed, fields = flowing(signed), fields_of(signed)
    assert [said in printed for said in SIGNED] == [True] * 3
    seal, own = fields[signatories_rules.SEAL], fields[signatories_rules.box_of(hanoi)]
    assert (own["Reason"], own["Location"], own["TU"]) == (
        "Signs Hanoi Joint Declaration for Hanoi. Drawn by hand in the presence of Lê Thu Hà, secretariat / "
        "Signe pour Hanoï\u00a0: Déclaration commune de Hanoï. Tracée à la main en présence de Lê Thu Hà, secrétariat / "
        "Ký thay mặt Hà Nội: Tuyên bố chung Hà Nội. Ký tay trước sự chứng kiến của Lê Thu Hà, ban thư ký",
        "Hanoi / Hanoï / Hà Nội",
        "Signature of Nguyễn Thế Thảo, Hanoi / Signature\u00a0: Nguyễn Thế Thảo, Hanoï / Chữ ký của Nguyễn Thế Thảo, Hà Nội",
    )
    secretariat = "Seal of the secretariat / Sceau du secrétariat / Con dấu của ban thư ký"
    assert (seal["Name"], seal["TU"], seal["Location"]) == (
        secretariat,
        secretariat,
        "Hanoi / Hanoï / Hà Nội",
    )
    assert [title in seal["Reason"] for title in TITLES] == [True] * 3


def test_the_signature_pages_are_headed_by_every_title_and_what_is_read_out_is_in_every_language(
    declaration: Declaration,
):
    pdf = stage(declaration, 0)
    pages = count_pages(pdf)
    last = flowing(pdf, "-f", str(pages), "-layout")
    assert [title in last for title in TITLES] == [True] * 3
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        alternatives = [
            str(o.Alt) for o in opened.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o
        ]
    (code,) = [words for words in alternatives if "Code with the address" in words]
    assert ("Code contenant l’adresse" in code, "Mã chứa" in code) == (True, True)


def test_the_copy_to_sign_and_the_cover_of_its_scan_speak_every_language(declaration: Declaration):
    mark = flowing(paper.signing_copy(declaration, 1), "-l", "1")
    for said in ("Signing copy", "Exemplaire à signer", "Bản để ký"):
        assert said in mark
    scan = make_scan(declaration, [signatory_of(declaration, "Hanoi")])
    sealed = files.read(scan.sealed_digest)
    cover = flowing(sealed, "-l", "1")
    for said in (*TITLES, "Scanned copy of", "This is a scan", "Ceci est", "Hanoi · Hanoï · Hà Nội"):
        assert said in cover
    seal = fields_of(sealed)[stages_rules.SCAN_SEAL]
    assert seal["TU"] == "Seal of the secretariat / Sceau du secrétariat / Con dấu của ban thư ký"
    assert [title in seal["Reason"] for title in TITLES] == [True] * 3


def test_a_paper_speaks_no_language_but_those_of_its_texts():
    """Whichever alphabet orders its signatories."""
    made = make_open(
        make_plenary(cities=2),
        points=1,
        languages=["fr", "vi"],
        order_language="en",
        authentic="",
        divergence="",
    )
    ceremony.sign(signatory_of(made, "Hanoi"), by=SYSTEM, now=clock.now())
    pdf = stages.document(made)
    printed = flowing(pdf)
    assert ("Signatures · Chữ ký" in printed, "Seal of" in printed, "Signed for" in printed) == (
        True,
        False,
        False,
    )
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == "fr"
    assert "secretariat" not in fields_of(pdf)[signatories_rules.SEAL]["TU"]


@pytest.mark.parametrize(
    ("languages", "day"),
    [(["en"], "1 November 2013"), (["fr"], "1ᵉʳ novembre 2013"), (["en", "vi"], "1 · XI · 2013")],
)
def test_the_day_on_a_seal_is_read_in_every_language(languages: list[str], day: str):
    declaration = make_declaration(make_plenary(cities=1), points=0)
    drawn = signatories_documents.seal_pdf(
        declaration, box=Box(0, 0, 0, 93, 93), languages=languages, day=date(2013, 11, 1)
    )
    assert day in flowing(drawn)
