"""A signed document stays archivable and can be read aloud, its signature boxes included."""

from __future__ import annotations

import io

import pikepdf
import pytest

from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.pdf.layout.render import Box
from eventsys.signing.making.fields import field_names, prepare
from eventsys.signing.values.api import FieldSpec
from tests.signing.conftest import SIGNATORIES
from tests.support.archival import complaints


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_it_is_both_before_and_after_the_seal(profile: str, prepared: bytes, sealed: bytes) -> None:
    for pdf in (prepared, sealed):
        assert complaints(pdf, profile) == []


def test_it_can_still_be_read_aloud_after_the_last_signature(signed: bytes) -> None:
    assert complaints(signed, "ua1") == []


def test_every_box_is_told_by_name_in_the_order_of_signing(prepared: bytes) -> None:
    with pikepdf.open(io.BytesIO(prepared)) as pdf:
        tree = pdf.Root.StructTreeRoot
        forms = [one for one in tree.K[0].K if one.S == "/Form"]
        assert [str(one.Alt) for one in forms] == [f"Signature {name}" for name in ["seal", *SIGNATORIES]]
        numbers = list(tree.ParentTree.Nums)
        owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        for form in forms:
            assert owners[int(form.K.Obj.StructParent)].objgen == form.objgen


def test_an_untagged_document_gets_its_boxes_all_the_same() -> None:
    pdf = prepare(html_to_pdf("<p>a"), [FieldSpec("seal", Box(0, 10, 10, 90, 90))])
    assert field_names(pdf) == ("seal",)


def test_the_description_is_written_once(prepared: bytes, signed: bytes) -> None:
    """pyHanko would write it anew with every signature."""
    assert prepared.count(b"<?xpacket begin") == signed.count(b"<?xpacket begin") == 1
