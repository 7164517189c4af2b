"""Where each word came from, by what a file itself says: lines for ``eventsys verify FILE --origins``."""

from __future__ import annotations

from collections.abc import Iterator

from eventsys.declarations.annotated.rules import Amended, AnnotatedText, Note
from eventsys.declarations.verification.rules import Told

__all__ = ["origin_lines"]


def origin_lines(told: Told) -> Iterator[str]:
    """Each run of words with the number of its note, then the notes."""
    if told.trouble:
        yield told.trouble
    if told.annotated is None:
        return
    for text in told.annotated.texts:
        yield from _words(text)
    for note in told.annotated.notes:
        yield from _note(note)
    for what, one in told.annotated.shaped:
        yield what
        yield from _amended(one)


def _words(text: AnnotatedText) -> Iterator[str]:
    for line in text.lines:
        told = (f"{s.words.rstrip()} [{s.note}]" if s.note else s.words.rstrip() for s in line)
        yield f"{text.language} | {' '.join(told)}"


def _note(note: Note) -> Iterator[str]:
    when = [note.at.date().isoformat()] if note.at else []
    versions = [f"versions {note.versions[0]}-{note.versions[1]}"] if note.versions else []
    yield " | ".join([f"[{note.number}] {note.words}", *when, *versions])
    for one in note.amendments:
        yield from _amended(one)


def _amended(one: Amended) -> Iterator[str]:
    yield "    " + ", ".join(filter(None, (one.title, one.decided, one.votes)))
    for vote, cities in one.roll:
        yield f"    {vote}: {', '.join(cities)}"
    said = one.note.was if one.note.shapes else one.note.proposed
    for language, words in said.items():
        yield f"    {language}: {words}"
