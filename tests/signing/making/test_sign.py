"""Signed files, as poppler, pyHanko and a PDF/A checker see them."""

from __future__ import annotations

import io
import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from asn1crypto import x509
from PIL import Image, ImageDraw
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from eventsys.pdf.layout.render import Box
from eventsys.signing.errors.files import NotAPdf
from eventsys.signing.errors.making import (
    FieldTaken,
    FieldUnusable,
    KeySpent,
    NotSealable,
    TimeStampUnavailable,
)
from eventsys.signing.house.authority import MemoryAuthority
from eventsys.signing.making import appearance
from eventsys.signing.making.fields import field_box, field_names, prepare
from eventsys.signing.making.sign import seal, sign
from eventsys.signing.making.timestamps import HttpTimeStamps, OwnTimeStamps
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import CertificateSubject, FieldSpec, Level, SignatureText
from tests.signing.conftest import NOW, SIGNATORIES, Sign
from tests.support.archival import complaints

Draft = tuple[bytes, dict[str, Box]]
TEXT = SignatureText("A. Person")


def test_prepare_makes_every_field_at_once(prepared: bytes, draft: Draft) -> None:
    assert field_names(prepared) == tuple(draft[1])
    assert field_names(prepared, signed=True) == ()
    assert prepared.startswith(draft[0])


def test_field_box_is_where_the_field_was_put(prepared: bytes, draft: Draft) -> None:
    for name, box in draft[1].items():
        found = field_box(prepared, name)
        assert found.page == box.page
        assert (found.x0, found.y0, found.x1, found.y1) == pytest.approx(
            (box.x0, box.y0, box.x1, box.y1), abs=0.01
        )
    with pytest.raises(FieldUnusable):
        field_box(prepared, "nobody")


@pytest.mark.parametrize(
    "field",
    [
        FieldSpec("new", Box(9, 0, 0, 10, 10)),
        FieldSpec("new", Box(-1, 0, 0, 10, 10)),
        FieldSpec("new", Box(0, 10, 10, 10, 20)),
        FieldSpec("seal", Box(0, 0, 0, 10, 10)),
        FieldSpec("a.b", Box(0, 0, 0, 10, 10)),
        FieldSpec("", Box(0, 0, 0, 10, 10)),
    ],
)
def test_prepare_refuses_fields_that_cannot_be(prepared: bytes, field: FieldSpec) -> None:
    with pytest.raises(FieldUnusable):
        prepare(prepared, [field])


def test_prepare_refuses_two_fields_of_one_name(draft: Draft) -> None:
    twice = [FieldSpec("a", Box(0, 0, 0, 9, 9))] * 2
    with pytest.raises(FieldUnusable):
        prepare(draft[0], twice)


def test_prepare_refuses_what_is_no_pdf() -> None:
    with pytest.raises(NotAPdf):
        prepare(b"hello", [])


def test_every_stage_stands_in_front_of_the_next(prepared: bytes, stages: list[bytes]) -> None:
    assert [
        later.startswith(earlier) for earlier, later in zip([prepared, *stages], stages, strict=False)
    ] == [True] * len(stages)


def test_a_seal_comes_first_and_once(
    prepared: bytes, signed: bytes, add: Sign, draft: Draft, authority: MemoryAuthority
) -> None:
    unsealed = add(prepared, "sig:hanoi")
    for pdf in (unsealed, signed):
        with pytest.raises(NotSealable):
            seal(pdf, field="seal", by=authority.seal(), text=TEXT, appearance=draft[0])


@pytest.mark.parametrize("field", ["sig:hanoi", "seal", "nobody"])
def test_a_field_is_signed_once_and_must_exist(
    signed: bytes, field: str, draft: Draft, authority: MemoryAuthority
) -> None:
    with pytest.raises(FieldTaken):
        sign(signed, field=field, by=authority.seal(), text=TEXT, appearance=draft[0])


def test_a_signatory_key_signs_once(sealed: bytes, draft: Draft, authority: MemoryAuthority) -> None:
    pen = authority.issue(CertificateSubject("An"), now=NOW)
    sign(sealed, field="sig:hanoi", by=pen, text=TEXT, appearance=draft[0])
    with pytest.raises(KeySpent):
        sign(sealed, field="sig:tokyo", by=pen, text=TEXT, appearance=draft[0])


def test_pdfsig_agrees(signed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed)
    seen = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout
    assert re.findall(r"Signature Validation: (.*)", seen) == ["Signature is Valid."] * 4
    assert set(re.findall(r"Common Name: (.*)", seen)) == {
        "Seal of the secretariat",
        *(latin for _, latin, _ in SIGNATORIES.values()),
    }
    assert seen.count("\n  - Total document signed") == 1


def test_pdfsig_agrees_that_a_changed_byte_breaks_it(signed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed.replace(b"/Title (Declaration)", b"/Title (Declaratiom)", 1))
    assert path.read_bytes() != signed
    seen = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." not in seen


def test_pyhanko_agrees(signed: bytes, authority: MemoryAuthority) -> None:
    reader = PdfFileReader(io.BytesIO(signed))
    roots = [x509.Certificate.load(anchor) for anchor in authority.anchors]
    found = [
        validate_pdf_signature(one, ValidationContext(trust_roots=list(roots)))
        for one in reader.embedded_signatures
    ]
    assert [status.bottom_line for status in found] == [True] * 4
    assert [status.modification_level for status in found] == [ModificationLevel.FORM_FILLING] * 3 + [
        ModificationLevel.NONE
    ]


def test_a_prepared_and_a_sealed_declaration_are_pdfa(prepared: bytes, sealed: bytes) -> None:
    for pdf in (prepared, sealed):
        assert complaints(pdf, "3a") == []


def test_each_signature_covers_the_file_as_it_was_which_a_checker_takes_for_less_than_all(
    signed: bytes,
) -> None:
    """ISO 19005-3, 6.4.3, of the file at the moment of signing; the checker reads it of the file as it became."""
    found = PdfFileReader(io.BytesIO(signed)).embedded_signatures
    *earlier, last = [one.evaluate_signature_coverage() for one in found]
    assert set(earlier) == {SignatureCoverageLevel.ENTIRE_REVISION}
    assert last == SignatureCoverageLevel.ENTIRE_FILE
    assert {rule for rule, _message in complaints(signed, "3a")} == {"PDFA3A-SIGNATURE-BYTERANGE-001"}


def test_appearances_can_be_read_in_every_script(signed: bytes) -> None:
    done = subprocess.run(["pdftotext", "-", "-"], input=signed, capture_output=True, check=True)
    lines = done.stdout.decode().splitlines()
    for name, _, city in SIGNATORIES.values():
        assert name in lines
        assert city in lines


def test_an_appearance_fills_its_box_and_nothing_else(signed: bytes, draft: Draft) -> None:
    document = pypdfium2.PdfDocument(signed)
    document.init_forms()
    sheet = document[0]
    picture = sheet.render(scale=2).to_pil().convert("L")
    box, height = draft[1]["sig:tokyo"], sheet.get_height()
    area = [int(2 * v) for v in (box.x0, height - box.y1, box.x1, height - box.y0)]
    assert picture.crop(tuple(area)).getextrema()[0] < 100
    below = (area[0], area[3] + 1, area[2], area[3] + 6)
    assert picture.crop(below).getextrema()[0] > 250


def test_long_rows_shrink_and_a_drawn_signature_is_shown() -> None:
    ink = io.BytesIO()
    picture = Image.new("RGBA", (300, 100))
    ImageDraw.Draw(picture).line((10, 90, 290, 10), fill="black", width=6)
    picture.save(ink, "PNG")
    box = Box(0, 0, 0, 150, 60)
    pdf = appearance.draw(["W" * 60, "<b>&amp;"], box=box, ink=ink.getvalue())
    document = pypdfium2.PdfDocument(pdf)
    assert len(document) == 1
    assert document[0].get_size() == pytest.approx((150, 60), abs=0.1)
    words = document[0].get_textpage().get_text_range()
    assert "W" * 60 in words
    assert "<b>&amp;" in words
    top = document[0].render(scale=2).to_pil().convert("L").crop((0, 0, 300, 55))
    assert top.getextrema()[0] < 80


def stamped(sealed: bytes, draft: Draft, authority: MemoryAuthority, clock: OwnTimeStamps) -> bytes:
    return sign(
        sealed,
        field="sig:hanoi",
        by=authority.issue(CertificateSubject("An"), now=NOW),
        text=TEXT,
        appearance=draft[0],
        time_stamps=clock,
    )


def test_time_stamps_raise_the_level(sealed: bytes, draft: Draft, authority: MemoryAuthority) -> None:
    clock = OwnTimeStamps(authority.time_stamper(now=NOW), moment=NOW.replace(microsecond=0))
    pdf = stamped(sealed, draft, authority, clock)
    report = validate(pdf, authority.anchors)
    assert report.valid
    assert [(one.level, one.signed_at) for one in report.signatures][1] == (
        Level.B_T,
        NOW.replace(microsecond=0),
    )


def test_a_time_stamp_of_strangers_is_not_trusted(
    sealed: bytes, draft: Draft, authority: MemoryAuthority
) -> None:
    stranger = MemoryAuthority("Elsewhere", now=NOW)
    pdf = stamped(sealed, draft, authority, OwnTimeStamps(stranger.time_stamper(now=NOW)))
    report = validate(pdf, authority.anchors)
    assert not report.valid
    assert report.signatures[1].level is Level.B_B


def test_a_dead_time_stamp_service_is_named(sealed: bytes, draft: Draft, authority: MemoryAuthority) -> None:
    with pytest.raises(TimeStampUnavailable):
        sign(
            sealed,
            field="sig:hanoi",
            by=authority.seal(),
            text=TEXT,
            appearance=draft[0],
            time_stamps=HttpTimeStamps("http://127.0.0.1:9/", timeout=1),
        )


def test_thirteen_signatures_grow_the_file_by_as_much_each(draft: Draft, authority: MemoryAuthority) -> None:
    """Incremental revisions: the cost of the thirteenth, in bytes, is that of the first."""
    fields = [
        FieldSpec(f"s{number}", Box(0, 10, 10 + 50 * number, 200, 50 + 50 * number)) for number in range(13)
    ]
    pdf = prepare(draft[0], fields)
    picture = appearance.draw(["A. Person"], box=fields[0].box)
    sizes = [len(pdf)]
    for field in fields:
        pen = authority.issue(CertificateSubject("A. Person"), now=NOW)
        pdf = sign(pdf, field=field.name, by=pen, text=TEXT, appearance=picture)
        sizes.append(len(pdf))
    steps = [later - earlier for earlier, later in pairwise(sizes)]
    assert max(steps) < 1.2 * min(steps)
    assert len(validate(pdf, authority.anchors).signatures) == 13
