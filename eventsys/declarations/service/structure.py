"""The shape of the text: paragraphs moved, numbered anew, split, merged, taken out."""

from __future__ import annotations

from collections.abc import Mapping

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.declarations import queries, rules
from eventsys.declarations.errors import NothingToMerge
from eventsys.declarations.models import Declaration, Paragraph, Part
from eventsys.declarations.service.versions import changing
from eventsys.declarations.service.wording import check_length, insert, put_wording, wording_of

__all__ = [
    "change_part", "merge_paragraph", "move_paragraph", "remove_paragraph", "renumber", "split_paragraph",
]  # fmt: skip


def _same(declaration: Declaration, part: str) -> list[Paragraph]:
    return [p for p in declaration.paragraphs if p.part == part]


def place_all(paragraphs: list[Paragraph]) -> None:
    """Part of a change: the numbers of one kind, from 1."""
    for position, each in enumerate(paragraphs, 1):
        each.position = position
    db.session.flush()


def _at(paragraph: Paragraph) -> dict[str, object]:
    return {"paragraph": paragraph.public_id.hex, "part": paragraph.part, "at": paragraph.position}


def move_paragraph(declaration: Declaration, paragraph: Paragraph, *, up: bool, by: Actor) -> None:
    """One place up or down among its own kind; at the end nothing moves. Raises :class:`Frozen`."""
    same = _same(declaration, paragraph.part)
    here = same.index(paragraph)
    there = here - 1 if up else here + 1
    if 0 <= there < len(same):
        renumber(declaration, {paragraph.public_id.hex: there + 1}, by=by)


def renumber(declaration: Declaration, wanted: Mapping[str, int], *, by: Actor) -> None:
    """Paragraph ids (hex) to the numbers they shall have among their kind. Raises :class:`Frozen`."""
    with changing(declaration, None, by=by):
        before = {p.public_id.hex: p.position for p in declaration.paragraphs}
        for part in Part:
            by_id = {p.public_id.hex: p for p in _same(declaration, part)}
            place_all([by_id[key] for key in rules.new_order(list(by_id), wanted)])
        after = {p.public_id.hex: p.position for p in declaration.paragraphs}
        audit.record(by, verb="declaration.renumbered", thing=declaration, before=before, after=after)


def change_part(declaration: Declaration, paragraph: Paragraph, *, by: Actor) -> None:
    """A preamble paragraph becomes the first point, a point the last of the preamble. Raises :class:`Frozen`."""
    with changing(declaration, None, by=by):
        before = _at(paragraph)
        if paragraph.part == Part.POINT:
            there, at = Part.PREAMBLE, len(_same(declaration, Part.PREAMBLE))
        else:
            there, at = Part.POINT, 0
        others = _same(declaration, there)
        others.insert(at, paragraph)
        left = [p for p in _same(declaration, paragraph.part) if p is not paragraph]
        paragraph.part = there
        place_all(others)
        place_all(left)
        audit.record(
            by, verb="declaration.paragraph_moved", thing=declaration, before=before, after=_at(paragraph)
        )


def remove_paragraph(declaration: Declaration, paragraph: Paragraph, *, by: Actor) -> None:
    """Remarks on it stay with the declaration. Raises :class:`Frozen`."""
    with changing(declaration, None, by=by):
        before = {**_at(paragraph), "text": dict(paragraph.text)}
        audit.record(by, verb="declaration.paragraph_removed", thing=declaration, before=before)
        take_out(declaration, paragraph)


def take_out(declaration: Declaration, paragraph: Paragraph) -> None:
    """Part of a change."""
    declaration.paragraphs.remove(paragraph)
    db.session.flush()
    place_all(_same(declaration, paragraph.part))


def split_paragraph(declaration: Declaration, paragraph: Paragraph, *, by: Actor) -> Paragraph:
    """At the first line break of each language. Returns the new second half.

    Raises :class:`Frozen`, :class:`NothingToSplit`.
    """
    first, second = rules.split(paragraph.text)
    with changing(declaration, None, by=by):
        before = dict(paragraph.text)
        kept, new_one = rules.divided(
            paragraph.text, (first, second), wording_of(paragraph), declaration.version
        )
        paragraph.text = first
        put_wording(paragraph, kept)
        new = insert(declaration, Part(paragraph.part), second, after=paragraph, wording=new_one)
        after = {"first": dict(first), "second": dict(second)}
        audit.record(by, verb="declaration.paragraph_split", thing=declaration, before=before, after=after)
    return new


def merge_paragraph(declaration: Declaration, paragraph: Paragraph, *, by: Actor) -> None:
    """Together with the next of its kind, whose remarks move along.

    Raises :class:`Frozen`, :class:`NothingToMerge`, :class:`TooLong`.
    """
    same = _same(declaration, paragraph.part)
    following = same[same.index(paragraph) + 1 :]
    if not following:
        raise NothingToMerge
    with changing(declaration, None, by=by):
        gone = following[0]
        before = {"first": dict(paragraph.text), "second": dict(gone.text)}
        text, wording = rules.joined_wording(
            paragraph.text, gone.text, wording_of(paragraph), wording_of(gone)
        )
        check_length(text)
        paragraph.text = text
        put_wording(paragraph, wording)
        for comment in queries.comments_on(gone):
            comment.paragraph_id = paragraph.id
        take_out(declaration, gone)
        audit.record(
            by,
            verb="declaration.paragraphs_merged",
            thing=declaration,
            before=before,
            after=dict(paragraph.text),
        )
