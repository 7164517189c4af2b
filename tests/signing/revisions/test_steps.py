"""A revision that only signs is recognised as such; one that does anything besides never is."""

from __future__ import annotations

import cProfile
import io
import pstats
from collections.abc import Callable
from itertools import pairwise
from typing import Any
from unittest.mock import Mock

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel
from pyhanko.sign.fields import MDPPerm

from eventsys.pdf.layout.render import Box
from eventsys.signing.document.graph import Graph
from eventsys.signing.document.writing import IncrementalUpdate
from eventsys.signing.house.authority import MemoryAuthority
from eventsys.signing.making import appearance
from eventsys.signing.making.fields import prepare
from eventsys.signing.making.sign import seal, sign
from eventsys.signing.revisions import steps
from eventsys.signing.revisions.step import NotPlain
from eventsys.signing.revisions.steps import plain_update
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import CertificateSubject, FieldSpec, SignatureText
from tests.signing.conftest import NOW, Sign
from tests.signing.forging import forged, page
from tests.signing.updates import other_title

TEXT = SignatureText("A. Person")


def last_step(pdf: bytes) -> Any:
    reader = PdfFileReader(io.BytesIO(pdf))
    newest = reader.total_revisions - 1
    return plain_update(reader, Graph(reader, newest - 1), newest)


def test_signatures_are_plain_steps_and_the_standard_comparison_agrees(signed: bytes) -> None:
    reader = PdfFileReader(io.BytesIO(signed))
    graph = Graph(reader, 2)  # the draft, its fields, the seal
    for revision in (3, 4, 5):
        step = plain_update(reader, graph, revision)
        old, new = (reader.get_historical_resolver(number) for number in (revision - 1, revision))
        standard = DEFAULT_DIFF_POLICY.apply(old, new, doc_mdp=MDPPerm.FILL_FORMS)
        assert step is not None
        assert (step.modification_level, step.changed_form_fields) == (
            standard.modification_level,
            standard.changed_form_fields,
        )


def test_a_revision_that_changes_nothing_is_plain(signed: bytes) -> None:
    step = last_step(forged(signed, lambda writer: writer.update_root()))
    assert step is not None
    assert step.modification_level is ModificationLevel.LTA_UPDATES


def new_words(writer: IncrementalUpdate) -> None:
    words = writer.add_object(generic.StreamObject(stream_data=b"0 0 300 300 re f"))
    writer.add_stream_to_page(0, words)


def other_contents(writer: IncrementalUpdate) -> None:
    stream = page(writer).raw_get("/Contents")
    reference = stream if isinstance(stream, generic.IndirectObject) else stream.raw_get(0)
    words = generic.StreamObject(stream_data=b"0 0 300 300 re f")
    writer.objects[(0, reference.idnum)] = words


def annotation(writer: IncrementalUpdate) -> None:
    rectangle = generic.ArrayObject(map(generic.NumberObject, (0, 0, 300, 300)))
    note = {
        pdf_name("/Type"): pdf_name("/Annot"),
        pdf_name("/Subtype"): pdf_name("/Square"),
        pdf_name("/Rect"): rectangle,
    }
    page(writer)["/Annots"].append(writer.add_object(generic.DictionaryObject(note)))
    writer.update_container(page(writer)["/Annots"])


def open_action(writer: IncrementalUpdate) -> None:
    action = {
        pdf_name("/S"): pdf_name("/URI"),
        pdf_name("/URI"): generic.TextStringObject("https://example.org"),
    }
    writer.root[pdf_name("/OpenAction")] = generic.DictionaryObject(action)
    writer.update_root()


def moved_field(writer: IncrementalUpdate) -> None:
    field = writer.root["/AcroForm"]["/Fields"][1]
    field["/Rect"] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 300, 300)))
    writer.update_container(field)


def new_look(writer: IncrementalUpdate) -> None:
    """A signed field is given another drawing."""
    field = writer.root["/AcroForm"]["/Fields"][0]
    look = generic.StreamObject(stream_data=b"0 0 300 300 re f")
    field["/AP"] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(look)})
    writer.update_container(field)


def other_certificate_store(writer: IncrementalUpdate) -> None:
    """The page's own words, said to be evidence of a time stamp."""
    contents = page(writer).raw_get("/Contents")
    writer.root[pdf_name("/DSS")] = generic.DictionaryObject({pdf_name("/Certs"): contents})
    writer.update_root()


def removed_seal(writer: IncrementalUpdate) -> None:
    del writer.root["/Perms"]
    writer.update_root()


FORGERIES = [
    new_words,
    other_contents,
    annotation,
    open_action,
    other_title,
    moved_field,
    new_look,
    other_certificate_store,
    removed_seal,
]


@pytest.mark.parametrize("change", FORGERIES)
def test_whatever_else_a_revision_does_is_not_plain(
    signed: bytes, change: Callable[[IncrementalUpdate], object], authority: MemoryAuthority
) -> None:
    pdf = forged(signed, change)
    assert last_step(pdf) is None
    assert not validate(pdf, authority.anchors).valid


@pytest.mark.parametrize(
    "change", [new_words, other_contents, annotation, open_action, new_look, removed_seal]
)
def test_a_change_hidden_under_a_later_signature_is_found(
    sealed: bytes, add: Sign, change: Callable[[IncrementalUpdate], object], authority: MemoryAuthority
) -> None:
    """The last signature covers it, and was truly given: the seal is broken all the same."""
    report = validate(add(forged(sealed, change), "sig:hanoi"), authority.anchors)
    assert not report.valid
    assert not report.signatures[0].valid


def two_faced(pdf: bytes, change: Callable[[IncrementalUpdate, Any], object]) -> bytes:
    """A draft that was prepared with care before the seal: an empty box that also serves another purpose."""
    return forged(pdf, lambda writer: change(writer, writer.root["/AcroForm"]["/Fields"].raw_get(1)))


def drawn_as_resources(writer: IncrementalUpdate, field: Any) -> None:
    resources = page(writer)["/Resources"]
    resources[pdf_name("/XObject")] = field  # signing adds a form named /AP to what the page may draw
    writer.update_container(resources)


def kept_in_the_catalogue(writer: IncrementalUpdate, field: Any) -> None:
    writer.root[pdf_name("/Names")] = field
    writer.update_root()


@pytest.mark.parametrize("change", [drawn_as_resources, kept_in_the_catalogue])
def test_a_box_that_serves_another_purpose_is_not_signed_plainly(
    prepared: bytes,
    add: Sign,
    draft: tuple[bytes, dict[str, Box]],
    authority: MemoryAuthority,
    change: Callable[[IncrementalUpdate, Any], object],
) -> None:
    by = authority.seal()
    pdf = seal(two_faced(prepared, change), field="seal", by=by, text=TEXT, appearance=draft[0])
    pdf = add(pdf, "sig:hanoi")
    assert last_step(pdf) is None
    assert last_step(add(seal(prepared, field="seal", by=by, text=TEXT, appearance=draft[0]), "sig:hanoi"))


def test_a_reference_that_waited_for_its_object_is_found(
    prepared: bytes, add: Sign, draft: tuple[bytes, dict[str, Box]], authority: MemoryAuthority
) -> None:
    """The draft's page names an object that does not exist yet; a signature's revision brings it along."""

    def sealed_with(change: Callable[[IncrementalUpdate], object]) -> bytes:
        by = authority.seal()
        return seal(forged(prepared, change), field="seal", by=by, text=TEXT, appearance=draft[0])

    plain = PdfFileReader(io.BytesIO(sealed_with(lambda writer: writer.update_container(page(writer)))))
    later = plain.xrefs.get_xref_container_info(plain.total_revisions - 1).size + 2

    def wait(writer: IncrementalUpdate) -> None:
        contents = page(writer).raw_get("/Contents")
        waiting = generic.IndirectObject(later, 0, writer)
        page(writer)[pdf_name("/Contents")] = generic.ArrayObject([contents, waiting])
        writer.update_container(page(writer))

    pdf = add(sealed_with(wait), "sig:hanoi")
    reader = PdfFileReader(io.BytesIO(pdf))
    assert reader.xrefs.get_introducing_revision(generic.Reference(later)) == reader.total_revisions - 1
    assert last_step(pdf) is None
    assert not validate(pdf, authority.anchors).valid


def calls_of(work: Callable[[], object]) -> int:
    """How many functions ``work`` calls: its cost, however busy the machine is."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return pstats.Stats(profile).total_calls  # type: ignore[attr-defined,no-any-return]


def test_the_fiftieth_signature_costs_little_more_than_the_first(
    draft: tuple[bytes, dict[str, Box]], authority: MemoryAuthority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In work and in bytes; all are valid after the last, and verifying them is linear."""
    boxes = {f"s{number}": Box(0, 10, 10 + 12 * number, 200, 20 + 12 * number) for number in range(50)}
    every = {"seal": draft[1]["seal"], **boxes}
    pdf = prepare(draft[0], [FieldSpec(name, box, title=name) for name, box in every.items()])
    han = appearance.draw(["猪瀬直樹", "Governor", "東京都"], box=boxes["s0"], lang="ja")
    stages = [seal(pdf, field="seal", by=authority.seal(), text=TEXT, appearance=han)]

    def one(number: int) -> bytes:
        pen = authority.issue(CertificateSubject("A. Person"), now=NOW)
        return sign(stages[number], field=f"s{number}", by=pen, text=TEXT, appearance=han)

    for number in range(50):
        stages += [one(number)]
    assert calls_of(lambda: one(49)) <= 3 * calls_of(lambda: one(0))
    assert max(len(later) - len(earlier) for earlier, later in pairwise(stages)) < 40_000
    read = 0
    reading = PdfFileReader._read_object

    def counted(*values: Any, **more: Any) -> Any:
        nonlocal read
        read += 1
        return reading(*values, **more)

    monkeypatch.setattr(PdfFileReader, "_read_object", counted)
    costs = []
    for count in (25, 50):
        read = 0
        report = validate(stages[count], authority.anchors)
        assert (report.valid, len(report.signatures)) == (True, count + 1)
        costs.append(read)
    assert costs[1] < 2.2 * costs[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"/FT": pdf_name("/Tx")},
        {"/Subtype": pdf_name("/Link")},
        {"/V": pdf_name("/There")},
        {"/Kids": generic.ArrayObject()},
        {"/Parent": generic.NumberObject(3)},
        {"/Lock": pdf_name("/All")},
        {"/SV": pdf_name("/Some")},
    ],
)
def test_only_an_empty_box_for_a_signature_is_signed(changes: dict[str, Any]) -> None:
    box = {"/FT": pdf_name("/Sig"), "/Subtype": pdf_name("/Widget"), **changes}
    before = generic.DictionaryObject({pdf_name(key): value for key, value in box.items()})
    step = Mock(old=lambda _number: before, new=lambda _number: before)
    with pytest.raises(NotPlain):
        steps._signed_field(step, 7)
    step.graph.places.assert_not_called()
