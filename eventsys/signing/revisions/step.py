"""One revision held against the one before it, and the places in a form and on a page where its objects stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from eventsys.signing.document.graph import ELEMENT, Graph, Place, frozen, raw

__all__ = [
    "NotPlain",
    "RevisionDiff",
    "is_field_place",
    "appended_elements",
    "in_form",
    "in_page",
    "is_form",
    "entries_without",
    "require",
    "stands_only_in",
]


class NotPlain(Exception):
    """The revision does something else as well."""


def require(truth: object) -> None:
    if not truth:
        raise NotPlain


@dataclass(frozen=True, slots=True)
class RevisionDiff:
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


def entries_without(thing: Any, without: frozenset[str]) -> object:
    """A dictionary's entries, comparable, except some."""
    require(isinstance(thing, generic.DictionaryObject))
    return {str(key): frozen(thing.raw_get(key)) for key in thing if str(key) not in without}


def stands_only_in(places: frozenset[Place], allowed: Callable[[int, tuple[str, ...]], bool]) -> bool:
    return all(allowed(owner, path) for owner, path in places)


def appended_elements(before: Any, after: Any) -> list[Any]:
    """What was added at the end of an array whose beginning is as before."""
    arrays = isinstance(before, generic.ArrayObject) and isinstance(after, generic.ArrayObject)
    require(arrays)
    rows = [after.raw_get(index) for index in range(len(after))]
    require(
        [frozen(row) for row in rows[: len(before)]]
        == [frozen(before.raw_get(i)) for i in range(len(before))]
    )
    return rows[len(before) :]


def is_form(step: RevisionDiff, number: int) -> bool:
    return step.graph.places(number) == {(step.root, ("/AcroForm",))}


def in_form(step: RevisionDiff, owner: int, path: tuple[str, ...]) -> bool:
    """A place in the form's list of fields, which is nothing but that list."""
    if (owner, path) == (step.root, ("/AcroForm", "/Fields", ELEMENT)):
        return True
    if path == ("/Fields", ELEMENT):
        return is_form(step, owner)
    return path == (ELEMENT,) and all(
        (outer, way) == (step.root, ("/AcroForm", "/Fields"))
        or (way == ("/Fields",) and is_form(step, outer))
        for outer, way in step.graph.places(owner)
    )


def in_page(step: RevisionDiff, owner: int, path: tuple[str, ...]) -> bool:
    """A place in a page's list of annotations."""
    if path == ("/Annots", ELEMENT):
        return bool(raw(step.old(owner), "/Type") == "/Page")
    return path == (ELEMENT,) and all(
        way == ("/Annots",) and in_page(step, outer, (*way, ELEMENT))
        for outer, way in step.graph.places(owner)
    )


def is_field_place(step: RevisionDiff) -> Callable[[int, tuple[str, ...]], bool]:
    def allowed(owner: int, path: tuple[str, ...]) -> bool:
        if in_form(step, owner, path) or in_page(step, owner, path):
            return True
        if path[-1:] != ("/Obj",):
            return False
        holder = step.old(owner)
        for key in path[:-1]:
            holder = raw(holder, key)
        return bool(raw(holder, "/Type") == "/OBJR")

    return allowed
