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
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel

from eventsys.signing.document.graph import ELEMENT, TRAILER, Graph, frozen, raw
from eventsys.signing.revisions.described import check_same
from eventsys.signing.revisions.permitted import CATALOGUE, FORM, check_flags, check_version
from eventsys.signing.revisions.step import (
    NotPlain,
    RevisionDiff,
    appended_elements,
    entries_without,
    in_form,
    in_page,
    is_field_place,
    is_form,
    require,
    stands_only_in,
)

__all__ = ["plain_update"]

#: The last ones are those of a cross-reference stream, which is its own trailer.
_FREE_IN_TRAILER = frozenset(
    {"/Prev", "/Size", "/ID", "/Info", "/Type", "/W", "/Index", "/Length", "/Filter", "/DecodeParms"}
)
_FREE_IN_ROOT = CATALOGUE - {"/AcroForm"}
_FREE_IN_FIELD = frozenset({"/V", "/AP", "/M", "/F", "/MK", "/DA"})
_SIGNATURES = frozenset({"/Sig", "/DocTimeStamp"})


def _signature(step: RevisionDiff, field: Any) -> str:
    """The kind of the signature that a field was given in this very revision."""
    value = raw(field, "/V")
    require(step.is_fresh(value))
    signature = step.direct(value)
    require(isinstance(signature, generic.DictionaryObject) and "/ByteRange" in signature)
    kind = str(raw(signature, "/Type"))
    require(kind in _SIGNATURES and "/Reference" not in signature)
    return kind


def _signed_field(step: RevisionDiff, number: int) -> ModificationLevel:
    """An empty box that was there is signed: a value and its looks, nothing else."""
    before, after = step.old(number), step.new(number)
    require(isinstance(before, generic.DictionaryObject) and isinstance(after, generic.DictionaryObject))
    require(raw(before, "/FT") == "/Sig" and raw(before, "/Subtype") == "/Widget" and "/V" not in before)
    require(not {"/Kids", "/Parent", "/Lock", "/SV"} & set(before))
    require(entries_without(before, _FREE_IN_FIELD) == entries_without(after, _FREE_IN_FIELD))
    check_flags(before, after)
    require(stands_only_in(step.graph.places(number), is_field_place(step)))
    look = raw(before, "/AP")
    require(not isinstance(look, generic.IndirectObject) or len(step.graph.places(look.idnum)) == 1)
    _signature(step, after)
    return ModificationLevel.FORM_FILLING


def _new_time_stamp(step: RevisionDiff, reference: Any) -> None:
    """A field made in this revision for a document time stamp: without area, so that nothing is seen of it."""
    require(step.is_fresh(reference))
    field = step.direct(reference)
    require(isinstance(field, generic.DictionaryObject))
    require(raw(field, "/FT") == "/Sig" and not {"/Kids", "/Parent"} & set(field))
    corners = raw(field, "/Rect")
    require(corners is None or isinstance(corners, generic.ArrayObject))
    sides = [float(corners.raw_get(index)) for index in range(len(corners))] if corners else [0.0] * 4
    require(len(sides) == 4 and sides[0] == sides[2] and sides[1] == sides[3])
    require(_signature(step, field) == "/DocTimeStamp")


def _longer_list(step: RevisionDiff, before: Any, after: Any, key: str) -> None:
    """The same dictionary, with time stamps added to its list ``key`` (direct, or an object of its own)."""
    free = FORM if key in FORM else frozenset({key})
    require(entries_without(before, free) == entries_without(after, free))
    old_list = before.raw_get(key) if key in before else generic.ArrayObject()
    new_list = raw(after, key)
    if isinstance(old_list, generic.IndirectObject):
        require(frozen(old_list) == frozen(new_list))
        return  # the list is an object of its own and is judged as such
    for row in appended_elements(old_list, new_list):
        _new_time_stamp(step, row)


def _page_or_form(step: RevisionDiff, number: int) -> ModificationLevel:
    before, after = step.old(number), step.new(number)
    if isinstance(before, generic.ArrayObject):
        require(
            stands_only_in(step.graph.places(number), lambda o, way: in_form(step, o, (*way, ELEMENT)))
            or stands_only_in(step.graph.places(number), lambda o, way: in_page(step, o, (*way, ELEMENT)))
        )
        for row in appended_elements(before, after):
            _new_time_stamp(step, row)
        return ModificationLevel.LTA_UPDATES
    require(isinstance(before, generic.DictionaryObject) and isinstance(after, generic.DictionaryObject))
    page = raw(before, "/Type") == "/Page"
    require(page or is_form(step, number))
    _longer_list(step, before, after, "/Annots" if page else "/Fields")
    return ModificationLevel.LTA_UPDATES


def _in_evidence(step: RevisionDiff, number: int, seen: frozenset[int] = frozenset()) -> bool:
    """Whether an object is used in the document security store and nowhere else, and so is never drawn."""
    places = step.graph.places(number)
    return (
        bool(places)
        and number not in seen
        and all(
            (owner == step.root and way[:1] == ("/DSS",)) or _in_evidence(step, owner, seen | {number})
            for owner, way in places
        )
    )


def _evidence(step: RevisionDiff, number: int) -> ModificationLevel:
    """Certificates and answers about them: what was there stays, more may come."""
    require(_in_evidence(step, number))
    _more(step.old(number), step.new(number))
    return ModificationLevel.LTA_UPDATES


def _more(before: Any, after: Any) -> None:
    if isinstance(before, generic.ArrayObject):
        appended_elements(before, after)
    elif isinstance(before, generic.DictionaryObject) and not isinstance(before, generic.StreamObject):
        require(isinstance(after, generic.DictionaryObject))
        for key in before:
            require(key in after)
            _more(before.raw_get(key), after.raw_get(key))
    else:
        require(frozen(before) == frozen(after))


def _root(step: RevisionDiff, number: int) -> ModificationLevel:
    """The catalogue: the same, except for what shows nothing."""
    before, after = step.old(number), step.new(number)
    require(step.graph.places(number) == {(TRAILER, ("/Root",))})
    free = _FREE_IN_ROOT
    if isinstance(raw(before, "/AcroForm"), generic.DictionaryObject):  # written into the catalogue itself
        _longer_list(step, raw(before, "/AcroForm"), raw(after, "/AcroForm"), "/Fields")
        free |= {"/AcroForm"}
    require(entries_without(before, free) == entries_without(after, free))
    check_version(raw(before, "/Version"), raw(after, "/Version"))
    require(raw(after, "/Metadata") is None or isinstance(raw(after, "/Metadata"), generic.IndirectObject))
    if "/DSS" in before:
        _more(raw(before, "/DSS"), raw(after, "/DSS"))
    elif "/DSS" in after:
        require(step.is_fresh(raw(after, "/DSS")))
    return ModificationLevel.LTA_UPDATES


def _description(step: RevisionDiff, number: int) -> ModificationLevel:
    """XMP or the older dictionary: :func:`_open_step` compares what both say."""
    places = step.graph.places(number)
    require(places and places <= {(step.root, ("/Metadata",)), (TRAILER, ("/Info",))})
    return ModificationLevel.LTA_UPDATES


def _same_description(step: RevisionDiff, touched: set[int], trailers: tuple[Any, Any]) -> None:
    """What is told of the document, where that was written anew."""
    places = [
        (root, raw(root, "/Metadata"), raw(trailer, "/Info"))
        for root, trailer in zip((step.old(step.root), step.new(step.root)), trailers, strict=True)
    ]
    names = [{one.idnum for one in pair[1:] if isinstance(one, generic.IndirectObject)} for pair in places]
    if names[0] == names[1] and not names[0] & touched:
        return
    require(all(number in step.fresh for number in names[1] - names[0]))
    old, new = (
        tuple(how(one.idnum) if isinstance(one, generic.IndirectObject) else one for one in pair[1:])
        for how, pair in zip((step.old, step.new), places, strict=True)
    )
    check_same(old, new)


_RULES = (_root, _description, _signed_field, _page_or_form, _evidence)


def _changed(step: RevisionDiff, number: int) -> ModificationLevel:
    if frozen(step.old(number)) == frozen(step.new(number)):
        return ModificationLevel.NONE
    for rule in _RULES:
        try:
            return rule(step, number)
        except NotPlain:
            continue
    raise NotPlain


def _open_step(reader: PdfFileReader, graph: Graph, revision: int) -> tuple[RevisionDiff, set[int]]:
    """The step and the old objects that it changes; a new object that an old reference waited for is old."""
    require(
        reader.xrefs.get_xref_data(revision).hybrid is None
        and not reader.xrefs.refs_freed_in_revision(revision)
    )
    trailers = reader.trailer.flatten(revision - 1), reader.trailer.flatten(revision)
    require(entries_without(trailers[0], _FREE_IN_TRAILER) == entries_without(trailers[1], _FREE_IN_TRAILER))
    touched = reader.xrefs.explicit_refs_in_revision(revision)
    require(all(reference.generation == 0 for reference in touched))
    numbers = {reference.idnum for reference in touched}
    fresh = {number for number in numbers if graph.is_new(number)}
    require(all(map(graph.has, numbers - fresh)))
    root = reader.trailer.raw_get("/Root", revision=revision)
    step = RevisionDiff(reader, graph, revision, fresh, root.idnum)
    _same_description(step, numbers, trailers)
    return step, numbers - fresh


def plain_update(reader: PdfFileReader, graph: Graph, revision: int) -> DiffResult | None:
    """What ``revision`` did, if it only signed, stamped or added evidence; else ``None``.

    ``graph`` stands at the revision before and is taken one further in either case.
    """
    try:
        step, changed = _open_step(reader, graph, revision)
        levels = {number: _changed(step, number) for number in sorted(changed)}
        signed = {n for n, level in levels.items() if level is ModificationLevel.FORM_FILLING}
        require(len(signed) <= 1)
        level = max([ModificationLevel.LTA_UPDATES, *levels.values()])
        return DiffResult(level, {str(step.new(number).get("/T", "")) for number in signed})
    except Exception:  # noqa: BLE001 - NotPlain, or something so odd that reading it fails: not plain either
        return None
    finally:
        graph.add(revision)
