"""Files that this house did not make, and what is done to them after somebody signed: what their own signatures permit
is said to be that, and never to be signed; everything else speaks against the file."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, append_signature_field
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from eventsys.signing.document.writing import IncrementalUpdate as Writer
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import Modification, Problem, Report, Verdict
from tests.signing import forging
from tests.signing.conftest import NOW, KnownAuthority
from tests.signing.forging import box, dictionary, page
from tests.signing.validation.test_insiders import guest, pen, signed_by

__all__ = ["guest"]  # a fixture

Change = Callable[[bytes], bytes]
P, V, M = Problem, Verdict, Modification
MALLORY = KnownAuthority("Mallory", now=NOW)


def _words(text: str) -> generic.TextStringObject:
    return generic.TextStringObject(text)


def _look(writer: Writer) -> Any:
    look = generic.StreamObject(stream_data=b"1 g 0 0 300 300 re f")
    look.update(dictionary(Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"), BBox=box(0, 0, 300, 300)))
    return dictionary(N=writer.add_object(look))


def _field(writer: Writer) -> Any:
    """The last one, of text."""
    return writer.root["/AcroForm"]["/Fields"][-1]


def with_text_field(writer: Writer) -> None:
    made = dictionary(
        Type=pdf_name("/Annot"),
        Subtype=pdf_name("/Widget"),
        FT=pdf_name("/Tx"),
        T=_words("amount"),
        V=_words("1"),
        Rect=box(50, 50, 250, 80),
        F=generic.NumberObject(4),
        AP=_look(writer),
    )
    reference = writer.add_object(made)
    form = writer.root["/AcroForm"]
    form["/Fields"].append(reference)
    page(writer)["/Annots"].append(reference)
    for changed in (form, form["/Fields"], page(writer), page(writer)["/Annots"]):
        writer.update_container(changed)


def _filled(writer: Writer) -> None:
    field = _field(writer)
    field["/V"], field["/AP"] = _words("1,000,000"), _look(writer)
    writer.update_container(field)


def _moved(writer: Writer) -> None:
    _filled(writer)
    field = _field(writer)
    field["/Rect"] = box(50, 400, 350, 700)
    writer.update_container(field)


def _unsigned_box(writer: Writer) -> None:
    """Sneaky signature: a box over the text that nobody signs, with looks."""
    append_signature_field(writer, SigFieldSpec("sneaky", box=(50, 400, 350, 700)))
    field = _field(writer)
    field["/AP"] = _look(writer)
    writer.update_container(field)


def _update(change: Callable[[Writer], None]) -> Change:
    return lambda pdf: forging.forged(pdf, change)


def _sneaky_by(who: KnownAuthority) -> Change:
    return lambda pdf: signed_by(pdf, pen(who), "sneaky", new=True, before=_unsigned_box)


@pytest.fixture(scope="module")
def made(prepared: bytes, guest: KnownAuthority) -> dict[str, bytes]:
    """Signed by a guest, and certified by one who permits nothing, filling forms, or notes as well."""
    form = forging.forged(prepared, with_text_field)
    found = {"signed": signed_by(form, pen(guest), "sig:hanoi")}
    for name, permits in (
        ("nothing", MDPPerm.NO_CHANGES),
        ("forms", MDPPerm.FILL_FORMS),
        ("notes", MDPPerm.ANNOTATE),
    ):
        found[name] = signed_by(form, pen(guest), "sig:hanoi", certify=True, docmdp_permissions=permits)
    return found


LATER, FINE = (P.LATER_CHANGE,), (None,)
#: What is done behind the last signature, and what is found when it permits to fill forms (as most do) or nothing.
BEHIND: dict[str, tuple[Change, tuple[V, M, Any], tuple[V, M, Any]]] = {
    "a field filled in": (_update(_filled), (V.FILLED, M.FORM_FILLING, FINE), (V.EXTENDED, M.FORM_FILLING, LATER)),
    **{what: (change, (V.EXTENDED, M.OTHER, LATER), (V.EXTENDED, M.OTHER, LATER)) for what, change in {
        "a field moved over the text": _update(_moved),
        "evil annotation": forging.annotated,
        "a field made over the text": forging.widget_over_text,
        "words written over": forging.point_changed,
        "shadow: hide": lambda pdf: forging.replaced(pdf, "hide"),
        "shadow: replace a font": lambda pdf: forging.replaced(pdf, "replace"),
        "shadow: hide and replace": lambda pdf: forging.replaced(pdf, "hide and replace"),
    }.items()},
    **{what: (change, (V.EXTENDED, M.OTHER, FINE), (V.EXTENDED, M.OTHER, FINE)) for what, change in {
        "incremental saving: no table": lambda pdf: pdf + b"9 0 obj\n<<>>\nendobj\ntrailer\n<</Root 1 0 R>>\n",
        "incremental saving: the end again": lambda pdf: pdf + pdf[pdf.rindex(b"startxref") :],
        "the whole file twice": lambda pdf: pdf + pdf,
    }.items()},
    **{what: (change, (V.CHANGED, M.NONE, (problem,)), (V.CHANGED, M.NONE, (problem,))) for what, change, problem in (
        ("wrapping", forging.wrapped, P.RANGE),
        ("universal: zero contents", lambda pdf: forging.with_contents(pdf, b"/Contents <00>"), P.CONTENTS),
        ("universal: null contents", lambda pdf: forging.with_contents(pdf, b"/Contents null"), P.CONTENTS),
        ("universal: no range", lambda pdf: forging.with_range(pdf, b""), P.RANGE),
        ("universal: negative range", lambda pdf: forging.with_range(pdf, b"/ByteRange [0 -1 9 9]"), P.RANGE),
        ("last byte cut", lambda pdf: pdf[:-1], P.RANGE),
    )},
}  # fmt: skip


def _found(pdf: bytes, authority: KnownAuthority, guest: KnownAuthority) -> tuple[V, M, Any]:
    report: Report = validate(pdf, (*authority.anchors, *guest.anchors), house=authority.roots)
    return report.verdict, report.later, tuple(one.problem for one in report.signatures)


@pytest.mark.parametrize("name", ["signed", "nothing", "forms", "notes"])
def test_whose_signature_was_left_alone_is_valid(
    name: str, made: dict[str, bytes], authority: KnownAuthority, guest: KnownAuthority
) -> None:
    assert _found(made[name], authority, guest) == (V.UNSEALED, M.NONE, FINE)


@pytest.mark.parametrize("what", BEHIND)
def test_what_comes_behind_a_strangers_signature_is_told(
    what: str, made: dict[str, bytes], authority: KnownAuthority, guest: KnownAuthority
) -> None:
    """Notes on the pages are not told from what hides words, so that whoever permits them gets no more than forms."""
    change, forms, nothing = BEHIND[what]
    for name, wanted in (("signed", forms), ("forms", forms), ("notes", forms), ("nothing", nothing)):
        assert (name, _found(change(made[name]), authority, guest)) == (name, wanted)


def test_a_box_made_later_to_hide_words_is_no_part_of_what_was_certified(
    made: dict[str, bytes], authority: KnownAuthority, guest: KnownAuthority
) -> None:
    """Unsigned it is called a form that was filled in, where no one certified the whole; who signs it, answers for it."""
    sneaky = _update(_unsigned_box)
    assert _found(sneaky(made["signed"]), authority, guest) == (V.FILLED, M.FORM_FILLING, FINE)
    for name in ("forms", "notes", "nothing"):
        assert _found(sneaky(made[name]), authority, guest) == (V.EXTENDED, M.OTHER, LATER)
    for who, theirs in ((MALLORY, P.UNKNOWN_AUTHORITY), (guest, None)):
        for name in ("forms", "notes"):
            pdf = _sneaky_by(who)(made[name])
            assert _found(pdf, authority, guest) == (V.ALTERED, M.NONE, (*LATER, theirs))
    assert _found(_sneaky_by(MALLORY)(made["signed"]), authority, guest) == (
        V.UNTRUSTED,
        M.NONE,
        (None, P.UNKNOWN_AUTHORITY),
    )


def _again(writer: Writer, value: Any) -> None:
    """The first box's signature, shown in another field as well."""
    form = writer.root["/AcroForm"]
    form["/Fields"].append(writer.add_object(dictionary(FT=pdf_name("/Sig"), T=_words("again"), V=value)))
    writer.update_container(form["/Fields"])


def test_a_signature_that_its_signer_shows_twice_counts_and_one_that_was_taken_over_does_not(
    prepared: bytes, authority: KnownAuthority, guest: KnownAuthority
) -> None:
    def shown_twice(writer: Writer) -> None:
        value = writer.root["/AcroForm"]["/Fields"][1].raw_get("/V")
        _again(writer, value)

    taken_over = forging.forged(signed_by(prepared, pen(guest), "sig:hanoi"), shown_twice)
    assert _found(taken_over, authority, guest) == (V.CHANGED, M.NONE, (P.SHARED, P.SHARED))

    class Twice(Writer):
        def write(self, output: Any) -> None:
            shown_twice(self)
            super().write(output)

    writer, out = Twice(io.BytesIO(prepared)), io.BytesIO()
    how = PdfSignatureMetadata("sig:hanoi", md_algorithm="sha256")
    PdfSigner(how, signer=pen(guest).take()).sign_pdf(writer, existing_fields_only=True, output=out)
    assert _found(out.getvalue(), authority, guest) == (V.UNSEALED, M.NONE, (None, None))
    place = out.getvalue().index(b"/Title") + 9
    changed = out.getvalue()[:place] + b"?" + out.getvalue()[place + 1 :]
    assert _found(changed, authority, guest) == (V.CHANGED, M.NONE, (P.DIGEST, P.DIGEST))
