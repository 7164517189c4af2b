"""A signatory signs the sealed file in a program of their own, which writes more than the signature."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from asn1crypto import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_byterange import BuildProps
from pyhanko.sign.validation.dss import DocumentSecurityStore

from eventsys.signing.document.graph import Graph
from eventsys.signing.errors.making import NotCounted
from eventsys.signing.keeping.verifier import Verifier, check_added
from eventsys.signing.revisions.permitted import PERMITTED
from eventsys.signing.revisions.steps import plain_update
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import Problem, Verdict
from tests.signing import updates
from tests.signing.conftest import NOW, KnownAuthority, Sign
from tests.signing.forging import box, dictionary, page
from tests.signing.validation.test_insiders import guest, pen

__all__ = ["guest", "signed_elsewhere"]  # one is a fixture
Writer = IncrementalPdfFileWriter
Change = Callable[[Writer], object]
_TITLE = b'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Declaration</rdf:li></rdf:Alt></dc:title>'


class Plain(Writer):
    """A program that leaves the description as it was changed, and does something ``late``, after signing."""

    late: Change = staticmethod(lambda _: None)

    def _update_meta(self) -> None:
        self.late(self)


def signed_elsewhere(
    pdf: bytes,
    by: KnownAuthority,
    field: str = "sig:hanoi",
    change: Change = lambda _: None,
    *,
    kind: type[Writer] = Writer,
    program: str | None = "Acme Sign",
) -> bytes:
    """Signed by pyHanko as it is: it writes XMP and the older description anew, a version, and extensions."""
    writer, out = kind(io.BytesIO(pdf)), io.BytesIO()
    change(writer)
    told = BuildProps(name=program, revision="3.1") if program else None
    how = PdfSignatureMetadata(
        field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, app_build_props=told
    )
    PdfSigner(how, signer=pen(by).take()).sign_pdf(writer, existing_fields_only=True, output=out)
    return out.getvalue()


def _words(text: str) -> generic.TextStringObject:
    return generic.TextStringObject(text)


def cross_reference_stream(writer: Writer) -> None:
    writer.stream_xrefs = True


def object_stream(writer: Writer) -> None:
    cross_reference_stream(writer)
    extension = dictionary(BaseVersion=pdf_name("/1.7"), ExtensionLevel=generic.NumberObject(8))
    packed = writer.prepare_object_stream()
    writer.root["/Extensions"] = writer.add_object(dictionary(ADBE=extension), obj_stream=packed)
    writer.update_root()


def evidence(writer: Writer) -> None:
    """A certificate for later."""
    certificate = x509.Certificate.load(KnownAuthority("Any", now=NOW).anchors[0])
    store = DocumentSecurityStore(writer, certs={}, ocsps=[], crls=[])
    store.certs[certificate.issuer_serial] = store._embed_cert(certificate)
    writer.root["/DSS"] = writer.add_object(store.as_pdf_object())
    writer.update_root()


def defaults_of_a_form(writer: Writer) -> None:
    """As one well-known program adds them, whatever is in the form."""
    form = writer.root["/AcroForm"]
    font = dictionary(Type=pdf_name("/Font"), Subtype=pdf_name("/Type1"), BaseFont=pdf_name("/Helvetica"))
    form["/DR"] = dictionary(Font=dictionary(Helv=writer.add_object(font)))
    form["/DA"] = _words("/Helv 0 Tf 0 g")
    writer.update_container(form)


def locked_box(writer: Writer) -> None:
    field = writer.root["/AcroForm"]["/Fields"][1]
    field["/F"], field["/MK"] = generic.NumberObject(132), dictionary()
    writer.update_container(field)


def described_in_another_form(writer: Writer) -> None:
    """XMP as a new object, packed, and a description in the trailer with times and the program's name."""
    old = writer.root.raw_get("/Metadata").get_object().data
    tool = b"<xmp:CreatorTool xmlns:xmp='http://ns.adobe.com/xap/1.0/'>Acme</xmp:CreatorTool>"
    stream = generic.StreamObject(
        dictionary(Type=pdf_name("/Metadata"), Subtype=pdf_name("/XML")),
        stream_data=old.replace(_TITLE, tool + _TITLE),
    )
    stream.compress()
    writer.root["/Metadata"] = writer.add_object(stream)
    writer.update_root()
    told = dictionary(Title=_words("Declaration"), ModDate=_words("D:20261130"), Creator=_words("Acme"))
    writer.set_info(writer.add_object(told))


LAWFUL = [
    lambda _: None,
    cross_reference_stream,
    object_stream,
    evidence,
    defaults_of_a_form,
    locked_box,
    described_in_another_form,
]


@pytest.mark.parametrize("change", LAWFUL)
def test_a_box_signed_in_another_program_counts(
    change: Change, sealed: bytes, add: Sign, authority: KnownAuthority, guest: KnownAuthority
) -> None:
    """After it and before it others sign here, and once more there; the quick way and the long one agree."""
    anchors = (*authority.anchors, *guest.anchors)
    kind = Plain if change is described_in_another_form else Writer
    pdf = signed_elsewhere(sealed, guest, change=change, kind=kind)
    reader = PdfFileReader(io.BytesIO(pdf))
    newest = reader.total_revisions - 1
    long = PERMITTED.apply(*(reader.get_historical_resolver(number) for number in (newest - 1, newest)))
    quick = plain_update(reader, Graph(reader, newest - 1), newest)
    assert quick is not None
    assert (quick.modification_level, quick.changed_form_fields) == (
        long.modification_level,
        long.changed_form_fields,
    )
    verifier = Verifier(anchors, authority.roots, (), NOW)
    assert [one.program for one in check_added(sealed, pdf, verifier)] == ["Acme Sign 3.1"]
    everyone = signed_elsewhere(add(pdf, "sig:tokyo"), guest, "sig:yangon")
    found = validate(everyone, anchors, house=authority.roots)
    assert [(one.problem, one.program) for one in found.signatures] == [
        (None, ""),
        (None, "Acme Sign 3.1"),
        (None, ""),
        (None, "Acme Sign 3.1"),
    ]
    assert found.verdict is Verdict.VALID


def test_a_program_that_only_names_itself_in_the_description_is_told(
    sealed: bytes, authority: KnownAuthority, guest: KnownAuthority
) -> None:
    pdf, anchors = signed_elsewhere(sealed, guest, program=None), (*authority.anchors, *guest.anchors)
    assert validate(pdf, anchors).signatures[-1].program == ""  # of whom the house vouches for nobody asks
    assert validate(pdf, anchors, house=authority.roots).signatures[-1].program.startswith("pyHanko")


def _xmp(old: bytes, new: bytes) -> Change:
    def change(writer: Writer) -> None:
        stream = writer.root.raw_get("/Metadata").get_object()
        assert old in stream.data
        other = generic.StreamObject(
            dictionary(Type=pdf_name("/Metadata"), Subtype=pdf_name("/XML")),
            stream_data=stream.data.replace(old, new),
        )
        writer.root["/Metadata"] = writer.add_object(other)
        writer.update_root()

    return change


def another_box_looks_different(writer: Writer) -> None:
    field = writer.root["/AcroForm"]["/Fields"][2]
    look = generic.StreamObject(
        dictionary(Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"), BBox=box(0, 0, 200, 60)),
        stream_data=b"0 0 200 60 re f",
    )
    field["/AP"] = dictionary(N=writer.add_object(look))
    writer.update_container(field)


def own_box_hidden(writer: Writer) -> None:
    field = writer.root["/AcroForm"]["/Fields"][1]
    field["/F"] = generic.NumberObject(2)
    writer.update_container(field)


def own_box_over_the_text(writer: Writer) -> None:
    field = writer.root["/AcroForm"]["/Fields"][1]
    field["/Rect"] = box(0, 0, 500, 800)
    writer.update_container(field)


def note(writer: Writer) -> None:
    made = dictionary(Type=pdf_name("/Annot"), Subtype=pdf_name("/FreeText"), Rect=box(50, 400, 350, 700))
    page(writer)["/Annots"].append(writer.add_object(made))
    writer.update_container(page(writer)["/Annots"])


def description_used_as_a_page(writer: Writer) -> None:
    """What is free in the description is no page's words."""
    writer.root["/Metadata"] = page(writer).raw_get("/Contents")
    writer.update_root()


def title_in_place(writer: Writer) -> None:
    writer.trailer["/Info"]["/Title"] = _words("Capitulation")
    writer.mark_update(writer.trailer.raw_get("/Info").reference)


UNLAWFUL: dict[str, Change] = {
    "looks drawn anew": lambda writer: setattr(writer, "late", updates.OUTSIDE["looks drawn anew"]),
    "title in the old description": title_in_place,
    **{
        what: updates.OUTSIDE[what]
        for what in (
            "action on opening",
            "action on closing",
            "layers",
            "language",
            "form of another kind",
            "rotated",
            "page twice",
            "record",
            "permission removed",
            "title in the trailer",
            "version",
            "untagged",
        )
    },
    "another box": another_box_looks_different,
    "own box hidden": own_box_hidden,
    "own box moved": own_box_over_the_text,
    "note": note,
    "title": _xmp(b">Declaration<", b">Capitulation<"),
    "title in another language": _xmp(
        b"</rdf:Alt>", b'<rdf:li xml:lang="fr">Capitulation</rdf:li></rdf:Alt>'
    ),
    "second title": _xmp(_TITLE, _TITLE + _TITLE.replace(b"Declaration", b"Capitulation")),
    "author": _xmp(_TITLE, _TITLE + b"<dc:creator><rdf:Seq><rdf:li>M</rdf:li></rdf:Seq></dc:creator>"),
    "title left out": _xmp(_TITLE, b""),
    "no description": _xmp(b"<rdf:RDF", b"<rdf:XXX"),
    "entities": _xmp(b"<x:xmpmeta", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x:xmpmeta"),
    "description of a page": description_used_as_a_page,
}


@pytest.mark.parametrize("what", UNLAWFUL)
def test_what_shows_differently_is_refused(
    what: str, sealed: bytes, authority: KnownAuthority, guest: KnownAuthority
) -> None:
    """Under a valid signature of somebody who was to sign, and before the file is kept."""
    anchors = (*authority.anchors, *guest.anchors)
    pdf = signed_elsewhere(sealed, guest, change=UNLAWFUL[what], kind=Plain)
    found = validate(pdf, anchors, house=authority.roots)
    assert found.verdict is Verdict.ALTERED
    assert [one.problem for one in found.signatures] == [Problem.LATER_CHANGE, None]
    with pytest.raises(NotCounted):
        check_added(sealed, pdf, Verifier(anchors, authority.roots, (), NOW))
