"""A revision that does nothing but sign, recognised by what it changed; the rest of the file is not read again.

The standard comparison reads the whole document anew for each revision, so that fifty signatures on a long
declaration take minutes. What our own signatures, time stamps and evidence write is narrow: new objects, and
a few old ones changed in one prescribed way. That alone is accepted here, and is stricter than the standard
comparison; whatever else a revision does is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.xref import XRefSectionType
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel

from eventsys.signing.graph import ELEMENT, TRAILER, Graph, Place, frozen, raw

__all__ = ["plain_step"]

_FREE_IN_TRAILER = frozenset({"/Prev", "/Size", "/ID"})
_FREE_IN_ROOT = frozenset({"/DSS", "/Extensions"})
_FREE_IN_FIELD = frozenset({"/V", "/AP", "/M"})
_SIGNATURES = frozenset({"/Sig", "/DocTimeStamp"})
#: What a signing program writes anew into XMP at each save, and nothing a reader is shown.
_XMP_TIMES = re.compile(
    rb"<xmp:(ModifyDate|MetadataDate)>[^<]*</xmp:\1>|\bxmp:(?:ModifyDate|MetadataDate)=\"[^\"]*\"|<\?xpacket[^>]*\?>"
)


class _NotPlain(Exception):
    """The revision does something else as well."""


def _need(truth: object) -> None:
    if not truth:
        raise _NotPlain


@dataclass
class _Step:
    """One revision against the one before it."""

    reader: PdfFileReader
    graph: Graph
    revision: int
    fresh: set[int]
    root: int

    def old(self, number: int) -> Any:
        return self.graph.value(generic.Reference(number, 0), self.revision - 1)

    def new(self, number: int) -> Any:
        return self.graph.value(generic.Reference(number, 0), self.revision)

    def direct(self, thing: Any) -> Any:
        """What a reference leads to, as it is now."""
        return self.new(thing.idnum) if isinstance(thing, generic.IndirectObject) else thing

    def is_fresh(self, thing: Any) -> bool:
        return isinstance(thing, generic.IndirectObject) and thing.idnum in self.fresh


def _keys(thing: Any, without: frozenset[str]) -> object:
    """A dictionary's entries, comparable, except some."""
    _need(isinstance(thing, generic.DictionaryObject))
    return {str(key): frozen(thing.raw_get(key)) for key in thing if str(key) not in without}


def _used_only(places: frozenset[Place], allowed: Callable[[int, tuple[str, ...]], bool]) -> bool:
    return all(allowed(owner, path) for owner, path in places)


def _grown(before: Any, after: Any) -> list[Any]:
    """What was added at the end of an array whose beginning is as before."""
    arrays = isinstance(before, generic.ArrayObject) and isinstance(after, generic.ArrayObject)
    _need(arrays)
    rows = [after.raw_get(index) for index in range(len(after))]
    _need(
        [frozen(row) for row in rows[: len(before)]]
        == [frozen(before.raw_get(i)) for i in range(len(before))]
    )
    return rows[len(before) :]


def _is_form(step: _Step, number: int) -> bool:
    return step.graph.places(number) == {(step.root, ("/AcroForm",))}


def _in_form(step: _Step, owner: int, path: tuple[str, ...]) -> bool:
    """A place in the form's list of fields, which is nothing but that list."""
    if (owner, path) == (step.root, ("/AcroForm", "/Fields", ELEMENT)):
        return True
    if path == ("/Fields", ELEMENT):
        return _is_form(step, owner)
    return path == (ELEMENT,) and all(
        (outer, way) == (step.root, ("/AcroForm", "/Fields"))
        or (way == ("/Fields",) and _is_form(step, outer))
        for outer, way in step.graph.places(owner)
    )


def _in_page(step: _Step, owner: int, path: tuple[str, ...]) -> bool:
    """A place in a page's list of annotations."""
    if path == ("/Annots", ELEMENT):
        return bool(raw(step.old(owner), "/Type") == "/Page")
    return path == (ELEMENT,) and all(
        way == ("/Annots",) and _in_page(step, outer, (*way, ELEMENT))
        for outer, way in step.graph.places(owner)
    )


def _field_place(step: _Step) -> Callable[[int, tuple[str, ...]], bool]:
    def allowed(owner: int, path: tuple[str, ...]) -> bool:
        if _in_form(step, owner, path) or _in_page(step, owner, path):
            return True
        if path[-1:] != ("/Obj",):
            return False
        holder = step.old(owner)
        for key in path[:-1]:
            holder = raw(holder, key)
        return bool(raw(holder, "/Type") == "/OBJR")

    return allowed


def _signature(step: _Step, field: Any) -> str:
    """The kind of the signature that a field was given in this very revision."""
    value = raw(field, "/V")
    _need(step.is_fresh(value))
    signature = step.direct(value)
    _need(isinstance(signature, generic.DictionaryObject) and "/ByteRange" in signature)
    kind = str(raw(signature, "/Type"))
    _need(kind in _SIGNATURES and "/Reference" not in signature)
    return kind


def _signed_field(step: _Step, number: int) -> ModificationLevel:
    """An empty box that was there is signed: a value and its looks, nothing else."""
    before, after = step.old(number), step.new(number)
    _need(isinstance(before, generic.DictionaryObject) and isinstance(after, generic.DictionaryObject))
    _need(raw(before, "/FT") == "/Sig" and raw(before, "/Subtype") == "/Widget" and "/V" not in before)
    _need(not {"/Kids", "/Parent", "/Lock", "/SV"} & set(before))
    _need(_keys(before, _FREE_IN_FIELD) == _keys(after, _FREE_IN_FIELD))
    _need(_used_only(step.graph.places(number), _field_place(step)))
    _signature(step, after)
    return ModificationLevel.FORM_FILLING


def _new_time_stamp(step: _Step, reference: Any) -> None:
    """A field made in this revision for a document time stamp: without area, so that nothing is seen of it."""
    _need(step.is_fresh(reference))
    field = step.direct(reference)
    _need(isinstance(field, generic.DictionaryObject))
    _need(raw(field, "/FT") == "/Sig" and not {"/Kids", "/Parent"} & set(field))
    corners = raw(field, "/Rect")
    _need(corners is None or isinstance(corners, generic.ArrayObject))
    sides = [float(corners.raw_get(index)) for index in range(len(corners))] if corners else [0.0] * 4
    _need(len(sides) == 4 and sides[0] == sides[2] and sides[1] == sides[3])
    _need(_signature(step, field) == "/DocTimeStamp")


def _longer_list(step: _Step, before: Any, after: Any, key: str) -> None:
    """The same dictionary, with time stamps added to its list ``key`` (direct, or an object of its own)."""
    _need(_keys(before, frozenset({key})) == _keys(after, frozenset({key})))
    old_list = before.raw_get(key) if key in before else generic.ArrayObject()
    new_list = raw(after, key)
    if isinstance(old_list, generic.IndirectObject):
        _need(frozen(old_list) == frozen(new_list))
        return  # the list is an object of its own and is judged as such
    for row in _grown(old_list, new_list):
        _new_time_stamp(step, row)


def _page_or_form(step: _Step, number: int) -> ModificationLevel:
    before, after = step.old(number), step.new(number)
    if isinstance(before, generic.ArrayObject):
        _need(
            _used_only(step.graph.places(number), lambda o, way: _in_form(step, o, (*way, ELEMENT)))
            or _used_only(step.graph.places(number), lambda o, way: _in_page(step, o, (*way, ELEMENT)))
        )
        for row in _grown(before, after):
            _new_time_stamp(step, row)
        return ModificationLevel.LTA_UPDATES
    _need(isinstance(before, generic.DictionaryObject) and isinstance(after, generic.DictionaryObject))
    page = raw(before, "/Type") == "/Page"
    _need(page or _is_form(step, number))
    _longer_list(step, before, after, "/Annots" if page else "/Fields")
    return ModificationLevel.LTA_UPDATES


def _in_evidence(step: _Step, number: int, seen: frozenset[int] = frozenset()) -> bool:
    """Whether an object is used in the document security store and nowhere else, and so is never drawn."""
    places = step.graph.places(number)
    return bool(places) and number not in seen and all(
        (owner == step.root and way[:1] == ("/DSS",)) or _in_evidence(step, owner, seen | {number})
        for owner, way in places
    )  # fmt: skip


def _evidence(step: _Step, number: int) -> ModificationLevel:
    """Certificates and answers about them: what was there stays, more may come."""
    _need(_in_evidence(step, number))
    _more(step.old(number), step.new(number))
    return ModificationLevel.LTA_UPDATES


def _more(before: Any, after: Any) -> None:
    if isinstance(before, generic.ArrayObject):
        _grown(before, after)
    elif isinstance(before, generic.DictionaryObject) and not isinstance(before, generic.StreamObject):
        _need(isinstance(after, generic.DictionaryObject))
        for key in before:
            _need(key in after)
            _more(before.raw_get(key), after.raw_get(key))
    else:
        _need(frozen(before) == frozen(after))


def _root(step: _Step, number: int) -> ModificationLevel:
    """The catalogue: the same, except for the store of evidence and the list of extensions."""
    before, after = step.old(number), step.new(number)
    _need(step.graph.places(number) == {(TRAILER, ("/Root",))})
    free = _FREE_IN_ROOT
    if isinstance(raw(before, "/AcroForm"), generic.DictionaryObject):  # written into the catalogue itself
        _longer_list(step, raw(before, "/AcroForm"), raw(after, "/AcroForm"), "/Fields")
        free |= {"/AcroForm"}
    _need(_keys(before, free) == _keys(after, free))
    if "/DSS" in before:
        _more(raw(before, "/DSS"), raw(after, "/DSS"))
    elif "/DSS" in after:
        _need(step.is_fresh(raw(after, "/DSS")))
    return ModificationLevel.LTA_UPDATES


def _metadata(step: _Step, number: int) -> ModificationLevel:
    """The document's description, with another time of saving."""
    _need(step.graph.places(number) == {(step.root, ("/Metadata",))})
    texts = []
    for thing in (step.old(number), step.new(number)):
        _need(isinstance(thing, generic.StreamObject) and "/Filter" not in thing)
        texts.append((_keys(thing, frozenset({"/Length"})), _XMP_TIMES.sub(b"", thing.encoded_data).strip()))
    _need(texts[0] == texts[1])
    return ModificationLevel.LTA_UPDATES


_RULES = (_root, _metadata, _signed_field, _page_or_form, _evidence)


def _changed(step: _Step, number: int) -> ModificationLevel:
    if frozen(step.old(number)) == frozen(step.new(number)):
        return ModificationLevel.NONE
    for rule in _RULES:
        try:
            return rule(step, number)
        except _NotPlain:
            continue
    raise _NotPlain


def _open_step(reader: PdfFileReader, graph: Graph, revision: int) -> tuple[_Step, set[int]]:
    """The step and the old objects that it changes; a new object that an old reference waited for is old."""
    section = reader.xrefs.get_xref_container_info(revision)
    _need(section.xref_section_type is XRefSectionType.STANDARD)
    _need(
        reader.xrefs.get_xref_data(revision).hybrid is None
        and not reader.xrefs.refs_freed_in_revision(revision)
    )
    trailers = [
        _keys(reader.trailer.flatten(number), _FREE_IN_TRAILER) for number in (revision - 1, revision)
    ]
    _need(trailers[0] == trailers[1])
    touched = reader.xrefs.explicit_refs_in_revision(revision)
    _need(all(reference.generation == 0 for reference in touched))
    numbers = {reference.idnum for reference in touched}
    fresh = {number for number in numbers if graph.is_new(number)}
    _need(all(map(graph.has, numbers - fresh)))
    root = reader.trailer.raw_get("/Root", revision=revision)
    return _Step(reader, graph, revision, fresh, root.idnum), numbers - fresh


def plain_step(reader: PdfFileReader, graph: Graph, revision: int) -> DiffResult | None:
    """What ``revision`` did, if it only signed, stamped or added evidence; else ``None``.

    ``graph`` stands at the revision before and is taken one further in either case.
    """
    try:
        step, changed = _open_step(reader, graph, revision)
        levels = {number: _changed(step, number) for number in sorted(changed)}
        signed = {n for n, level in levels.items() if level is ModificationLevel.FORM_FILLING}
        _need(len(signed) <= 1)
        level = max([ModificationLevel.LTA_UPDATES, *levels.values()])
        return DiffResult(level, {str(step.new(number).get("/T", "")) for number in signed})
    except Exception:  # noqa: BLE001 - _NotPlain, or something so odd that reading it fails: not plain either
        return None
    finally:
        graph.add(revision)
