"""Which object of a PDF is used where, kept as revisions are added: each object is read once.

It answers what a changed object may stand for: one that is used as a signature field and nowhere else can be
signed without any page changing its looks; one that is used elsewhere too is a forger's trick.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, cast

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

__all__ = ["ELEMENT", "TRAILER", "Graph", "Place", "entry", "frozen", "raw"]

Place = tuple[int, tuple[str, ...]]
"""Where a reference stands: the number of the object, and the keys that lead to it there."""
TRAILER = 0
ELEMENT = "*"
"""In a :data:`Place`: somewhere in an array."""


def raw(thing: Any, key: str) -> Any:
    """The entry of a dictionary as it is written (perhaps a reference), or ``None``."""
    return thing.raw_get(key) if isinstance(thing, generic.DictionaryObject) and key in thing else None


def entry(thing: Any, key: str) -> Any:
    """What the entry of a dictionary leads to, or ``None`` (pyHanko's own ``get`` follows no reference)."""
    try:
        return thing[key] if isinstance(thing, generic.DictionaryObject) else None
    except KeyError:  # not there, or null
        return None


def frozen(thing: Any) -> object:
    """``thing`` as nested tuples that compare equal exactly when two PDF objects are written alike."""
    if isinstance(thing, generic.IndirectObject):
        return "ref", thing.idnum, thing.generation
    if isinstance(thing, generic.TextStringObject | generic.ByteStringObject):
        return "string", thing.original_bytes
    if isinstance(thing, generic.DictionaryObject):
        pairs = tuple(sorted((str(key), frozen(thing.raw_get(key))) for key in thing))
        return ("stream", pairs, thing.encoded_data) if isinstance(thing, generic.StreamObject) else pairs
    if isinstance(thing, generic.ArrayObject):
        return ("array", *(frozen(thing.raw_get(index)) for index in range(len(thing))))
    if isinstance(thing, generic.BooleanObject):
        return "boolean", thing.value
    return type(thing).__name__, str(thing)


def _references(thing: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[int, tuple[str, ...]]]:
    if isinstance(thing, generic.IndirectObject):
        yield thing.idnum, path
    elif isinstance(thing, generic.DictionaryObject):
        for key in thing:
            yield from _references(thing.raw_get(key), (*path, str(key)))
    elif isinstance(thing, generic.ArrayObject):
        for index in range(len(thing)):
            yield from _references(thing.raw_get(index), (*path, ELEMENT))


class Graph:
    """The uses of every object number up to one revision; :meth:`add` takes in the next.

    Uses that a later revision gave up stay: they make a verdict stricter, never milder.
    """

    def __init__(self, reader: PdfFileReader, revision: int) -> None:
        self._reader: PdfFileReader | None = reader
        self._places: defaultdict[int, set[Place]] = defaultdict(set)
        self._known: set[int] = set()
        references: set[generic.Reference] = set()
        for number in range(revision + 1):
            references |= reader.xrefs.explicit_refs_in_revision(number)
            self._note(TRAILER, reader.trailer.flatten(number))
        self._take(references, revision)

    def over(self, reader: PdfFileReader | None) -> Graph:
        """Itself, from now on over another reader of the same file or a longer one; without any, at rest."""
        self._reader = reader
        return self

    def _open(self) -> PdfFileReader:
        if self._reader is None:
            raise ValueError("this graph is at rest")
        return self._reader

    def _take(self, references: set[generic.Reference], revision: int) -> None:
        for reference in references:
            self._known.add(reference.idnum)
            self._note(reference.idnum, self.value(reference, revision))

    def _note(self, owner: int, thing: Any) -> None:
        for number, path in _references(thing):
            self._places[number].add((owner, path))

    def value(self, reference: generic.Reference, revision: int) -> Any:
        """The object as it was in ``revision``."""
        reader = self._open()
        newest = cast("int", reader.xrefs.get_last_change(reference))
        return cast("Any", reader).get_object(reference, None if newest <= revision else revision)

    def has(self, number: int) -> bool:
        """Whether some revision so far made, or freed, an object of that number."""
        return number in self._known

    def is_new(self, number: int) -> bool:
        """Whether no revision so far has, or waits for, an object of that number."""
        return number not in self._known and number not in self._places

    def places(self, number: int) -> frozenset[Place]:
        """Where the object of that number is referred to, in any revision so far."""
        return frozenset(self._places.get(number, ()))

    def add(self, revision: int) -> None:
        """Take in the objects of the next revision."""
        reader = self._open()
        self._note(TRAILER, reader.trailer.flatten(revision))
        self._take(reader.xrefs.explicit_refs_in_revision(revision), revision)
