"""pyHanko's own validation, poppler's and ours say the same after the first, the middle and the last signature."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pytest
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from eventsys.signing.house.authority import MemoryAuthority
from eventsys.signing.validation.validate import validate
from tests.signing import forging


def by_pyhanko(pdf: bytes, authority: MemoryAuthority) -> list[bool]:
    roots = [x509.Certificate.load(anchor) for anchor in authority.anchors]
    return [
        validate_pdf_signature(one, ValidationContext(trust_roots=list(roots))).bottom_line
        for one in PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    ]


def by_poppler(pdf: bytes, folder: Path) -> list[bool]:
    path = folder / "signed.pdf"
    path.write_bytes(pdf)
    said = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False).stdout
    return [words == "Signature is Valid." for words in re.findall(r"Signature Validation: (.*)", said)]


@pytest.mark.parametrize("given", [1, 2, 3])
def test_all_agree_on_the_genuine(
    given: int, stages: list[bytes], authority: MemoryAuthority, tmp_path: Path
) -> None:
    pdf = stages[given]
    expected = [True] * (given + 1)
    assert [one.valid for one in validate(pdf, authority.anchors).signatures] == expected
    assert by_pyhanko(pdf, authority) == expected
    assert by_poppler(pdf, tmp_path) == expected


@pytest.mark.parametrize("given", [1, 2, 3])
def test_all_agree_on_a_changed_byte(
    given: int, stages: list[bytes], authority: MemoryAuthority, tmp_path: Path
) -> None:
    pdf = stages[given].replace(b"/Title (Declaration)", b"/Title (Declaratiom)", 1)
    expected = [False] * (given + 1)
    assert [one.valid for one in validate(pdf, authority.anchors).signatures] == expected
    assert by_pyhanko(pdf, authority) == expected
    assert by_poppler(pdf, tmp_path) == expected


def test_pyhanko_agrees_on_a_changed_point(stages: list[bytes], authority: MemoryAuthority) -> None:
    """Poppler does not look for what later revisions change, and is not asked."""
    pdf = forging.point_changed(stages[-1])
    assert not any(one.valid for one in validate(pdf, authority.anchors).signatures)
    assert not any(by_pyhanko(pdf, authority))
