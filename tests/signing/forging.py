"""What forgers do to a signed PDF, as functions from bytes to bytes (and the parts they are made of)."""

from __future__ import annotations

import io
import random
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from eventsys.signing.document.writing import IncrementalUpdate
from eventsys.signing.errors.files import DamagedFile, NotAPdf
from eventsys.signing.validation.validate import validate
from eventsys.signing.values.api import Problem, Verdict

__all__ = [
    "annotated",
    "flips",
    "forged",
    "last_gap",
    "page",
    "point_changed",
    "replaced",
    "swapped",
    "told_apart",
    "widget_over_text",
    "with_contents",
    "with_range",
    "wrapped",
]

Change = Callable[[IncrementalUpdate], object]


def forged(pdf: bytes, change: Change) -> bytes:
    """An incremental update, as a forger's program would write it."""
    writer = IncrementalUpdate(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def page(writer: IncrementalUpdate) -> Any:
    return writer.root["/Pages"]["/Kids"][0]


def box(*corners: int) -> generic.ArrayObject:
    return generic.ArrayObject(map(generic.NumberObject, corners))


def dictionary(**entries: Any) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(f"/{key}"): value for key, value in entries.items()})


def point_changed(pdf: bytes) -> bytes:
    """The page's words written over in an update."""

    def change(writer: IncrementalUpdate) -> None:
        stream = page(writer).raw_get("/Contents")
        reference = stream if isinstance(stream, generic.IndirectObject) else stream.raw_get(0)
        writer.objects[(0, reference.idnum)] = generic.StreamObject(stream_data=b"0 0 300 300 re f")

    return forged(pdf, change)


def _annotation(writer: IncrementalUpdate, subtype: str, **more: Any) -> None:
    look = generic.StreamObject(stream_data=b"1 g 0 0 300 300 re f")
    look.update(dictionary(Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"), BBox=box(0, 0, 300, 300)))
    note = dictionary(
        Type=pdf_name("/Annot"),
        Subtype=pdf_name(subtype),
        Rect=box(50, 400, 350, 700),
        AP=dictionary(N=writer.add_object(look)),
        F=generic.NumberObject(4),
        **more,
    )
    page(writer)["/Annots"].append(writer.add_object(note))
    writer.update_container(page(writer)["/Annots"])


def annotated(pdf: bytes) -> bytes:
    """A white stamp over the text."""
    return forged(pdf, lambda writer: _annotation(writer, "/Stamp"))


def widget_over_text(pdf: bytes) -> bytes:
    """A form field over the text, where a seal permits filling forms."""

    def change(writer: IncrementalUpdate) -> None:
        name = generic.TextStringObject("note")
        _annotation(writer, "/Widget", FT=pdf_name("/Tx"), T=name, V=generic.TextStringObject("x"))

    return forged(pdf, change)


def replaced(pdf: bytes, kind: str) -> bytes:
    """Shadow attacks on hidden content: it was there when the document was sealed, and is brought to light."""

    def change(writer: IncrementalUpdate) -> None:
        if kind == "hide":  # what covered the shadow is freed from the page
            del page(writer)["/Annots"]
            writer.update_container(page(writer))
        elif kind == "replace":  # another font, other words
            fonts = page(writer)["/Resources"]["/Font"]
            name = next(iter(fonts))
            fonts[name] = writer.add_object(dictionary(Type=pdf_name("/Font"), Subtype=pdf_name("/Type3")))
            writer.update_container(fonts)
        else:  # hide-and-replace: the catalogue points to other pages
            other = dictionary(
                Type=pdf_name("/Pages"), Count=generic.NumberObject(0), Kids=generic.ArrayObject()
            )
            writer.root[pdf_name("/Pages")] = writer.add_object(other)
            writer.update_root()

    return forged(pdf, change)


def swapped(stages: list[bytes]) -> bytes:
    """The last two revisions in the other order."""
    first, second, third = (len(stage) for stage in stages[-3:])
    pdf = stages[-1]
    return pdf[:first] + pdf[second:third] + pdf[first:second]


def last_gap(pdf: bytes) -> tuple[int, int]:
    """Where the last signature's own bytes stand."""
    start, end = re.findall(rb"/ByteRange \[0 (\d+) (\d+) ", pdf)[-1]
    return int(start), int(end)


def with_contents(pdf: bytes, contents: bytes) -> bytes:
    """Universal forgery: the last signature replaced by ``contents``, filled up to keep every place."""
    start, end = last_gap(pdf)
    key = pdf.rindex(b"/Contents", 0, start)
    entry = contents.ljust(end - key)
    assert len(entry) == end - key
    return pdf[:key] + entry + pdf[end:]


def with_range(pdf: bytes, entry: bytes) -> bytes:
    """Universal forgery: the last ``/ByteRange`` replaced by ``entry``, filled up to keep every place."""
    old = re.findall(rb"/ByteRange \[[^\]]*\] *", pdf)[-1]
    start = pdf.rindex(old)
    assert len(entry) <= len(old)
    return pdf[:start] + entry.ljust(len(old)) + pdf[start + len(old) :]


def wrapped(pdf: bytes) -> bytes:
    """Signature wrapping: the second signed part moves back, and the forger's own stands where it was.

    Both signed parts still give the digest that was signed; the table of objects is the forger's.
    """
    start, end = last_gap(pdf)
    table = pdf.rindex(b"startxref")
    old = re.findall(rb"/ByteRange \[0 \d+ \d+ \d+\] *", pdf)[-1]
    moved = b"/ByteRange [0 %d %d %d]" % (start, table, len(pdf) - end)
    own = pdf[end:table].replace(old, moved.ljust(len(old)))
    return pdf[:end] + own + pdf[end:]


#: What may be said of a file in which one byte was changed.
_TELLING = {
    Problem.DIGEST,
    Problem.ENCODING,
    Problem.KEY,
    Problem.CONTENTS,
    Problem.RANGE,
    Problem.UNREADABLE,
    Problem.COVERAGE,
    Problem.HIDDEN,
}


def flips(pdf: bytes, count: int) -> Iterator[tuple[int, bytes]]:
    """One bit changed at ``count`` places spread over the whole file."""
    chance = random.Random(2013)  # noqa: S311 - a repeatable choice
    for number in range(count):
        place = number * (len(pdf) - 1) // max(1, count - 1)
        changed = bytearray(pdf)
        changed[place] ^= 1 << chance.randrange(8)
        yield place, bytes(changed)


def told_apart(pdf: bytes, anchors: Sequence[bytes]) -> bool:
    """Whether a changed byte is noticed, and said to be that and nothing else."""
    try:
        report = validate(pdf, anchors)
    except (DamagedFile, NotAPdf):  # damaged beyond reading, and said to be so
        return True
    return report.verdict is Verdict.CHANGED and bool({one.problem for one in report.signatures} & _TELLING)
