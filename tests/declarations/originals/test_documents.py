"""The paper: PDF/A, its boxes, its pages, its words in every script."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.completion import queries as completion_queries
from eventsys.declarations.signatories import documents as signatories_documents
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories import rules as signatories_rules
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import service as stages
from eventsys.declarations.stages.documents import reference_of
from eventsys.declarations.stages.models import Original, Revision
from eventsys.files import service as files
from eventsys.pdf.layout.qr import read_qr
from eventsys.pdf.layout.render import Box
from eventsys.registration.people.models import Delegate
from eventsys.signing.making.fields import field_box, field_names
from tests.declarations.factories import make_adopted, make_open, make_plenary, signatory_of
from tests.files.factories import picture
from tests.support.archival import complaints

pytestmark = pytest.mark.usefixtures("app")
NAMES = (
    "東京都",
    "서울",
    "ရန်ကုန်",
    "Томск",
    "กรุงเทพมหานคร",
    "Nguyễn Thế Thảo",
    "猪瀬直樹",
    "김지훈",
    "लशर्मा"[1:],
    "Улаанбаатар",
)


def stage(declaration: Declaration, number: int) -> bytes:
    wanted = (
        db.select(Revision)
        .join(Original, Original.id == Revision.original_id)
        .where(Original.declaration_id == declaration.id, Revision.number == number)
    )
    return files.read(db.session.scalars(wanted).one().digest)


def words_of(pdf: bytes, *options: str) -> str:
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode()


def boxes(declaration: Declaration) -> dict[str, Box]:
    pdf = stages.document(declaration)
    return {name: field_box(pdf, name) for name in field_names(pdf)}


def pages_of(declaration: Declaration) -> Counter[int]:
    return Counter(box.page for name, box in boxes(declaration).items() if name != signatories_rules.SEAL)


def test_the_paper_is_pdfa_before_signing_and_readable_by_poppler(tmp_path: Path):
    declaration = make_open()
    for number in (0, 1):
        path = tmp_path / "paper.pdf"
        path.write_bytes(stage(declaration, number))
        for profile in ("3a", "ua1"):  # archived and read aloud, in one file
            assert complaints(path.read_bytes(), profile) == []
        facts = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True).stdout
        assert re.search(r"^Title: +Hanoi Joint Declaration$", facts, re.MULTILINE)
        assert re.search(r"^Page size: .*A4", facts, re.MULTILINE)
        assert re.search(r"^Tagged: +yes$", facts, re.MULTILINE)
    words = words_of(stage(declaration, 0))
    assert [name for name in NAMES if name not in words] == []


def test_every_field_is_made_before_the_seal_and_lies_on_its_page():
    declaration = make_open(make_plenary(cities=5))
    expected = {
        signatories_rules.SEAL,
        *(signatories_rules.box_of(s) for s in signatories_queries.signatories(declaration)),
    }
    assert set(field_names(stage(declaration, 0))) == expected
    assert set(field_names(stage(declaration, 1), signed=True)) == {signatories_rules.SEAL}
    a4 = (595, 842)
    assert all(0 < b.x0 < b.x1 < a4[0] and 0 < b.y0 < b.y1 < a4[1] for b in boxes(declaration).values())


@pytest.mark.parametrize(("cities", "sheets"), [(1, 1), (2, 1), (12, 1), (17, 2)])
def test_nobody_is_alone_on_a_page_and_the_seal_is_in_company(cities: int, sheets: int):
    declaration = make_open(make_plenary(cities=cities), points=1)
    pages = pages_of(declaration)
    assert sum(pages.values()) == cities
    assert len(pages) == sheets
    assert cities == 1 or min(pages.values()) > 1
    assert boxes(declaration)[signatories_rules.SEAL].page in pages


def test_the_longest_names_are_whole_and_leave_nobody_alone():
    conference = make_plenary(cities=9)
    name = "Maximilian-Alexander " * 12
    for head in db.session.scalars(db.select(Delegate)):
        head.family_name, head.given_name, head.native_name = "", name.strip()[:120], "ชื่อยาว" * 20
        head.office = Localized(en="Chairman of the Committee for Everything and More " * 4)
    declaration = make_open(conference, points=1)
    pages = pages_of(declaration)
    assert min(pages.values()) > 1
    assert count_of("Maximilian", declaration) == 9 * 6
    assert count_of("ชื่อยาว", declaration) == 9 * 20
    ceremony.sign(signatories_queries.signatories(declaration)[0], by=SYSTEM, now=clock.now())
    assert count_of("ชื่อยาว", declaration) == 10 * 20


def count_of(word: str, declaration: Declaration) -> int:
    return "".join(words_of(stages.document(declaration)).split()).count(word)


def test_points_are_numbered_alike_in_every_language():
    declaration = make_open(make_plenary(cities=2))
    pages = words_of(stages.document(declaration), "-layout").split("\f")
    for text in pages[:3]:
        assert re.findall(r"^ *(\d)\. ", text, re.MULTILINE) == ["1", "2", "3", "4", "5"]
    assert ["Hanoi Joint Declaration" in pages[0], "Déclaration commune de Hanoï" in pages[1]] == [True, True]
    assert "Tuyên bố chung Hà Nội" in pages[2]
    signatures = " ".join(pages[3].split())
    assert "Done at Hanoi" in signatures
    assert "les textes faisant également foi" in signatures
    assert "các văn bản có giá trị như nhau" in signatures
    assert "Bangkok" in signatures  # the heading is not alone


def test_the_order_s_language_comes_first_and_speaks_on_the_signature_pages():
    declaration = make_open(make_plenary(cities=4), order_language="vi")
    pages = words_of(stages.document(declaration)).split("\f")
    assert "Tuyên bố chung Hà Nội" in pages[0]
    assert [s.city["vi"] for s in signatories_queries.signatories(declaration)] == [
        "Băng Cốc",
        "Cu-a-la Lăm-pơ",
        "Gia-các-ta",
        "Hà Nội",
    ]
    assert "Con dấu của ban thư ký" in pages[3]


def test_the_first_of_a_month_in_french():
    declaration = make_adopted(make_plenary(cities=2), points=1, languages=["fr"], order_language="fr")
    declaration.adopted_on = declaration.done_on = declaration.conference.starts = date(2026, 3, 1)
    ceremony.open_for_signature(declaration, by=SYSTEM, now=clock.now())
    first = words_of(stages.document(declaration))
    assert "Hanoï, le 1ᵉʳ mars 2026" in first
    assert "Fait à Hanoï, le 1ᵉʳ mars 2026." in first


def test_the_record_is_embedded_and_its_hashes_can_be_checked():
    declaration = make_open(make_plenary(cities=3))
    with pikepdf.open(io.BytesIO(stages.document(declaration))) as pdf:
        record = json.loads(pdf.attachments["declaration.json"].get_file().read_bytes())
    assert [s["city"]["en"] for s in record["signatories"]] == ["Bangkok", "Hanoi", "Jakarta"]
    assert [t["sha256"] for t in record["texts"]] == [
        t.sha256 for t in completion_queries.frozen_texts(declaration)
    ]
    printed = words_of(stages.document(declaration))
    assert all(t["sha256"] in printed for t in record["texts"])


def ink() -> bytes:
    picture = Image.new("RGBA", (600, 200))
    ImageDraw.Draw(picture).line(
        [(50, 150), (200, 40), (350, 160), (550, 60)], fill=(27, 58, 122, 255), width=8
    )
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def dark_pixels(pdf: bytes, box: Box) -> int:
    picture = pypdfium2.PdfDocument(pdf)
    picture.init_forms()
    image = picture[box.page].render(scale=1).to_pil().convert("L")
    area = image.crop(
        (int(box.x0) + 1, image.height - int(box.y1) + 1, int(box.x1) - 1, image.height - int(box.y0) - 2)
    )
    return sum(area.histogram()[:160])


@pytest.mark.parametrize("drawing", [None, ink()])
def test_a_box_is_empty_before_and_signed_after(drawing: bytes | None):
    declaration = make_open(make_plenary(cities=2), points=1)
    hanoi: Signatory = signatory_of(declaration, "Hanoi")
    box = boxes(declaration)[signatories_rules.box_of(hanoi)]
    assert dark_pixels(stages.document(declaration), box) == 0
    strokes = ceremony.clean_ink(drawing) if drawing else None
    ceremony.sign(hanoi, by=SYSTEM, now=clock.now(), ink=strokes)
    signed = stages.document(declaration)
    assert dark_pixels(signed, box) > 50
    printed = words_of(signed)
    assert "Signed for Hanoi · " in printed
    assert printed.count("Nguyễn Thế Thảo") == (1 if drawing else 2)


def codes_on(pdf: bytes, page: int) -> set[str]:
    shown = io.BytesIO()
    pypdfium2.PdfDocument(pdf)[page].render(scale=3).to_pil().save(shown, "PNG")
    return set(read_qr(shown.getvalue()))


def test_each_text_is_headed_by_organisers_and_leads_to_its_verification(tmp_path: Path):
    conference = make_plenary(cities=2)
    (host,) = organisers_queries.organisers(conference)
    host.logo_digest = files.store_logo(picture(kind="PNG")).digest
    declaration = make_open(conference, points=1)
    pdf = stage(declaration, 0)
    (tmp_path / "paper.pdf").write_bytes(pdf)
    assert complaints(pdf, "3a") == []
    ((original, _latest),) = stages_queries.stages(declaration)
    sealed = boxes(declaration)[signatories_rules.SEAL].page
    for page in (0, 1, 2, sealed):
        (address,) = codes_on(pdf, page)
        assert address.endswith(f"/verify?document={original.public_id.hex}")
    texts = words_of(pdf).split("\f")
    for page, language in enumerate(("en", "fr", "vi")):
        assert texts[page].startswith(host.name[language])
        assert f"{reference_of(declaration, original)} · {language}" in texts[page]
        assert f"{page + 1}/4" in texts[page].replace(" ", "")
    listed = subprocess.run(
        ["pdfimages", "-list", "-f", "1", "-l", "1", str(tmp_path / "paper.pdf")],
        capture_output=True,
        text=True,
    ).stdout
    assert len(listed.splitlines()) == 2 + 2  # its head, then the emblem and the code


def test_what_the_signature_pages_and_the_seal_say_stands_in_every_language_of_the_text():
    declaration = make_open()
    printed = words_of(stages.document(declaration))
    for said in (
        "Signatures · Chữ ký",
        "Hanoï · Hà Nội",
        "Mayor · Maire",
        "Seal of the secretariat · Sceau du secrétariat",
        "Le sceau certifie les textes",
        "Vérifier ce document",
        "in English, French",
        "en anglais, en français et en vietnamien",
        "bằng tiếng Anh, tiếng Pháp và tiếng Việt",
    ):
        assert " ".join(said.split()) in " ".join(printed.split())
    drawn = words_of(
        signatories_documents.seal_pdf(
            declaration,
            box=Box(0, 0, 0, 93, 93),
            languages=["en", "fr", "vi"],
            day=date(2013, 11, 1),
        )
    )
    assert {"Secretariat", "Secrétariat", "Ban thư ký"} <= set(drawn.splitlines())
