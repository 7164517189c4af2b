"""A revision that does nothing but sign, recognised by what it changed; the rest of the file is not read again.

The standard comparison reads the whole document anew for each revision, so that fifty signatures on a long
declaration take minutes. What our own signatures, time stamps and evidence write is narrow: new objects, and
a few old ones changed in one prescribed way. That alone is accepted here, and is stricter than the standard
comparison; whatever else a revision does is left to it.
"""

from __future__ import annotations

from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import XRefSectionType
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel

from eventsys.signing.graph import ELEMENT, TRAILER, Graph, frozen, raw
from eventsys.signing.permitted import XMP_TIMES
from eventsys.signing.step import (
    NotPlain,
    Step,
    field_place,
    grown,
    in_form,
    in_page,
    is_form,
    keys,
    need,
    used_only,
)

__all__ = ["plain_step"]

_FREE_IN_TRAILER = frozenset({"/Prev", "/Size", "/ID"})
_FREE_IN_ROOT = frozenset({"/DSS", "/Extensions"})
_FREE_IN_FIELD = frozenset({"/V", "/AP", "/M"})
_SIGNATURES = frozenset({"/Sig", "/DocTimeStamp"})


def _signature(step: Step, field: Any) -> str:
    """The kind of the signature that a field was given in this very revision."""
    value = raw(field, "/V")
    need(step.is_fresh(value))
    signature = step.direct(value)
    need(isinstance(signature, generic.DictionaryObject) and "/ByteRange" in signature)
    kind = str(raw(signature, "/Type"))
    need(kind in _SIGNATURES and "/Reference" not in signature)
    return kind


def _signed_field(step: Step, number: int) -> ModificationLevel:
    """An empty box that was there is signed: a value and its looks, nothing else."""
    before, after = step.old(number), step.new(number)
    need(isinstance(before, generic.DictionaryObject) and isinstance(after, generic.DictionaryObject))
    need(raw(before, "/FT") == "/Sig" and raw(before, "/Subtype") == "/Widget" and "/V" not in before)
    need(not {"/Kids", "/Parent", "/Lock", "/SV"} & set(before))
    need(keys(before, _FREE_IN_FIELD) == keys(after, _FREE_IN_FIELD))
    need(used_only(step.graph.places(number), field_place(step)))
    _signature(step, after)
    return ModificationLevel.FORM_FILLING


def _new_time_stamp(step: Step, reference: Any) -> None:
    """A field made in this revision for a document time stamp: without area, so that nothing is seen of it."""
    need(step.is_fresh(reference))
    field = step.direct(reference)
    need(isinstance(field, generic.DictionaryObject))
    need(raw(field, "/FT") == "/Sig" and not {"/Kids", "/Parent"} & set(field))
    corners = raw(field, "/Rect")
    need(corners is None or isinstance(corners, generic.ArrayObject))
    sides = [float(corners.raw_get(index)) for index in range(len(corners))] if corners else [0.0] * 4
    need(len(sides) == 4 and sides[0] == sides[2] and sides[1] == sides[3])
    need(_signature(step, field) == "/DocTimeStamp")


def _longer_list(step: Step, before: Any, after: Any, key: str) -> None:
    """The same dictionary, with time stamps added to its list ``key`` (direct, or an object of its own)."""
    need(keys(before, frozenset({key})) == keys(after, frozenset({key})))
    old_list = before.raw_get(key) if key in before else generic.ArrayObject()
    new_list = raw(after, key)
    if isinstance(old_list, generic.IndirectObject):
        need(frozen(old_list) == frozen(new_list))
        return  # the list is an object of its own and is judged as such
    for row in grown(old_list, new_list):
        _new_time_stamp(step, row)


def _page_or_form(step: Step, number: int) -> ModificationLevel:
    before, after = step.old(number), step.new(number)
    if isinstance(before, generic.ArrayObject):
        need(
            used_only(step.graph.places(number), lambda o, way: in_form(step, o, (*way, ELEMENT)))
            or used_only(step.graph.places(number), lambda o, way: in_page(step, o, (*way, ELEMENT)))
        )
        for row in grown(before, after):
            _new_time_stamp(step, row)
        return ModificationLevel.LTA_UPDATES
    need(isinstance(before, generic.DictionaryObject) and isinstance(after, generic.DictionaryObject))
    page = raw(before, "/Type") == "/Page"
    need(page or is_form(step, number))
    _longer_list(step, before, after, "/Annots" if page else "/Fields")
    return ModificationLevel.LTA_UPDATES


def _in_evidence(step: Step, number: int, seen: frozenset[int] = frozenset()) -> bool:
    """Whether an object is used in the document security store and nowhere else, and so is never drawn."""
    places = step.graph.places(number)
    return bool(places) and number not in seen and all(
        (owner == step.root and way[:1] == ("/DSS",)) or _in_evidence(step, owner, seen | {number})
        for owner, way in places
    )  # fmt: skip


def _evidence(step: Step, number: int) -> ModificationLevel:
    """Certificates and answers about them: what was there stays, more may come."""
    need(_in_evidence(step, number))
    _more(step.old(number), step.new(number))
    return ModificationLevel.LTA_UPDATES


def _more(before: Any, after: Any) -> None:
    if isinstance(before, generic.ArrayObject):
        grown(before, after)
    elif isinstance(before, generic.DictionaryObject) and not isinstance(before, generic.StreamObject):
        need(isinstance(after, generic.DictionaryObject))
        for key in before:
            need(key in after)
            _more(before.raw_get(key), after.raw_get(key))
    else:
        need(frozen(before) == frozen(after))


def _root(step: Step, number: int) -> ModificationLevel:
    """The catalogue: the same, except for the store of evidence and the list of extensions."""
    before, after = step.old(number), step.new(number)
    need(step.graph.places(number) == {(TRAILER, ("/Root",))})
    free = _FREE_IN_ROOT
    if isinstance(raw(before, "/AcroForm"), generic.DictionaryObject):  # written into the catalogue itself
        _longer_list(step, raw(before, "/AcroForm"), raw(after, "/AcroForm"), "/Fields")
        free |= {"/AcroForm"}
    need(keys(before, free) == keys(after, free))
    if "/DSS" in before:
        _more(raw(before, "/DSS"), raw(after, "/DSS"))
    elif "/DSS" in after:
        need(step.is_fresh(raw(after, "/DSS")))
    return ModificationLevel.LTA_UPDATES


def _metadata(step: Step, number: int) -> ModificationLevel:
    """The document's description, with another time of saving."""
    need(step.graph.places(number) == {(step.root, ("/Metadata",))})
    texts = []
    for thing in (step.old(number), step.new(number)):
        need(isinstance(thing, generic.StreamObject) and "/Filter" not in thing)
        texts.append((keys(thing, frozenset({"/Length"})), XMP_TIMES.sub(b"", thing.encoded_data).strip()))
    need(texts[0] == texts[1])
    return ModificationLevel.LTA_UPDATES


_RULES = (_root, _metadata, _signed_field, _page_or_form, _evidence)


def _changed(step: Step, number: int) -> ModificationLevel:
    if frozen(step.old(number)) == frozen(step.new(number)):
        return ModificationLevel.NONE
    for rule in _RULES:
        try:
            return rule(step, number)
        except NotPlain:
            continue
    raise NotPlain


def _open_step(reader: PdfFileReader, graph: Graph, revision: int) -> tuple[Step, set[int]]:
    """The step and the old objects that it changes; a new object that an old reference waited for is old."""
    section = reader.xrefs.get_xref_container_info(revision)
    need(section.xref_section_type is XRefSectionType.STANDARD)
    need(
        reader.xrefs.get_xref_data(revision).hybrid is None
        and not reader.xrefs.refs_freed_in_revision(revision)
    )
    trailers = [keys(reader.trailer.flatten(number), _FREE_IN_TRAILER) for number in (revision - 1, revision)]
    need(trailers[0] == trailers[1])
    touched = reader.xrefs.explicit_refs_in_revision(revision)
    need(all(reference.generation == 0 for reference in touched))
    numbers = {reference.idnum for reference in touched}
    fresh = {number for number in numbers if graph.is_new(number)}
    need(all(map(graph.has, numbers - fresh)))
    root = reader.trailer.raw_get("/Root", revision=revision)
    return Step(reader, graph, revision, fresh, root.idnum), numbers - fresh


def plain_step(reader: PdfFileReader, graph: Graph, revision: int) -> DiffResult | None:
    """What ``revision`` did, if it only signed, stamped or added evidence; else ``None``.

    ``graph`` stands at the revision before and is taken one further in either case.
    """
    try:
        step, changed = _open_step(reader, graph, revision)
        levels = {number: _changed(step, number) for number in sorted(changed)}
        signed = {n for n, level in levels.items() if level is ModificationLevel.FORM_FILLING}
        need(len(signed) <= 1)
        level = max([ModificationLevel.LTA_UPDATES, *levels.values()])
        return DiffResult(level, {str(step.new(number).get("/T", "")) for number in signed})
    except Exception:  # noqa: BLE001 - NotPlain, or something so odd that reading it fails: not plain either
        return None
    finally:
        graph.add(revision)
