"""Preamble and points in every language, their order and shape, until the plenary adopts them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import Declaration, Paragraph, ParagraphKind
from eventsys.declarations.paragraphs import rules
from eventsys.declarations.paragraphs.errors import NothingToMerge
from eventsys.declarations.remarks import queries as remarks_queries
from eventsys.declarations.wording import queries as wording_queries
from eventsys.declarations.wording import rules as wording_rules
from eventsys.declarations.wording.errors import EditedMeanwhile
from eventsys.declarations.wording.rules import Cause, CauseKind
from eventsys.declarations.wording.service import (
    changing,
    check_length,
    content_of,
    insert,
    put_wording,
    set_text,
    wording_of,
)

_SHAPE = Cause(CauseKind.SHAPE)


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
    """One place up or down among its own kind; at the end nothing moves. Raises :class:`TextFrozen`."""
    same = _same(declaration, paragraph.part)
    here = same.index(paragraph)
    there = here - 1 if up else here + 1
    if 0 <= there < len(same):
        renumber(declaration, {paragraph.public_id.hex: there + 1}, by=by)


def renumber(declaration: Declaration, wanted: Mapping[str, int], *, by: Actor) -> None:
    """Paragraph ids (hex) to the numbers they shall have among their kind. Raises :class:`TextFrozen`."""
    with changing(declaration, None, by=by, cause=_SHAPE):
        before = {p.public_id.hex: p.position for p in declaration.paragraphs}
        for part in ParagraphKind:
            by_id = {p.public_id.hex: p for p in _same(declaration, part)}
            place_all([by_id[key] for key in rules.new_order(list(by_id), wanted)])
        after = {p.public_id.hex: p.position for p in declaration.paragraphs}
        audit.record(by, verb="declaration.renumbered", thing=declaration, before=before, after=after)


def change_part(declaration: Declaration, paragraph: Paragraph, *, by: Actor) -> None:
    """A preamble paragraph becomes the first point, a point the last of the preamble. Raises :class:`TextFrozen`."""
    with changing(declaration, None, by=by, cause=_SHAPE):
        before = _at(paragraph)
        if paragraph.part == ParagraphKind.POINT:
            there, at = ParagraphKind.PREAMBLE, len(_same(declaration, ParagraphKind.PREAMBLE))
        else:
            there, at = ParagraphKind.POINT, 0
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
    """Remarks on it stay with the declaration. Raises :class:`TextFrozen`."""
    with changing(declaration, None, by=by, cause=_SHAPE):
        before = {**_at(paragraph), "text": dict(paragraph.text)}
        audit.record(by, verb="declaration.paragraph_removed", thing=declaration, before=before)
        take_out(declaration, paragraph)


def take_out(declaration: Declaration, paragraph: Paragraph) -> None:
    """Remove a paragraph and number those after it anew; the caller checks and records the change."""
    declaration.paragraphs.remove(paragraph)
    db.session.flush()
    place_all(_same(declaration, paragraph.part))


def split_paragraph(declaration: Declaration, paragraph: Paragraph, *, by: Actor) -> Paragraph:
    """At the first line break of each language. Returns the new second half.

    Raises :class:`TextFrozen`, :class:`NothingToSplit`.
    """
    first, second = rules.split(paragraph.text)
    with changing(declaration, None, by=by, cause=_SHAPE):
        before = dict(paragraph.text)
        kept, new_one = wording_rules.divided(
            paragraph.text, (first, second), wording_of(paragraph), declaration.version
        )
        paragraph.text = first
        put_wording(paragraph, kept)
        new = insert(declaration, paragraph.part, second, after=paragraph, wording=new_one)
        after = {"first": dict(first), "second": dict(second)}
        audit.record(by, verb="declaration.paragraph_split", thing=declaration, before=before, after=after)
    return new


def merge_paragraph(declaration: Declaration, paragraph: Paragraph, *, by: Actor) -> None:
    """Together with the next of its kind, whose remarks move along.

    Raises :class:`TextFrozen`, :class:`NothingToMerge`, :class:`TooLong`.
    """
    same = _same(declaration, paragraph.part)
    following = same[same.index(paragraph) + 1 :]
    if not following:
        raise NothingToMerge
    with changing(declaration, None, by=by, cause=_SHAPE):
        gone = following[0]
        before = {"first": dict(paragraph.text), "second": dict(gone.text)}
        text, wording = wording_rules.joined_wording(
            paragraph.text, gone.text, wording_of(paragraph), wording_of(gone)
        )
        check_length(text)
        paragraph.text = text
        put_wording(paragraph, wording)
        for comment in remarks_queries.comments_on(gone):
            comment.paragraph_id = paragraph.id
        take_out(declaration, gone)
        audit.record(
            by,
            verb="declaration.paragraphs_merged",
            thing=declaration,
            before=before,
            after=dict(paragraph.text),
        )


def add_paragraph(
    declaration: Declaration,
    part: ParagraphKind,
    text: Localized,
    *,
    by: Actor,
    after: Paragraph | None = None,
    version: int | None = None,
) -> Paragraph:
    """``after`` another of its kind, or at the end. Raises :class:`TextFrozen`, :class:`TooLong`."""
    check_length(text)
    with changing(declaration, version, by=by, cause=Cause(CauseKind.DRAFT)):
        paragraph = insert(declaration, part, text, after=after)
        audit.record(
            by,
            verb="declaration.paragraph_added",
            thing=declaration,
            after={"part": part, "at": paragraph.position, "text": dict(text)},
        )
    return paragraph


def edit_paragraph(
    declaration: Declaration, paragraph: Paragraph, text: Localized, *, by: Actor, version: int | None = None
) -> None:
    """One paragraph in every language, from ``version`` on (None: from the present one); see :func:`save_text`.

    What a form shows and nobody touched must not undo what somebody else has changed in another language meanwhile.
    Raises what :func:`save_text` raises.
    """
    acts_queries.locked(declaration)
    every = {code: text.get(code, "") for code in {*paragraph.text, *text}}
    save_text(declaration, {paragraph.public_id.hex: every}, by=by, version=version or declaration.version)


def save_text(
    declaration: Declaration, typed: Mapping[str, Mapping[str, str]], *, by: Actor, version: int
) -> None:
    """Many paragraphs at once: ``typed`` is paragraph id (hex) to language to words, from ``version`` on.

    What somebody else saved meanwhile elsewhere in the text is kept. Where both changed the same words,
    nothing is saved: :class:`EditedMeanwhile` carries ``merged``, a :class:`Merged`.
    Nothing typed anew makes no version. Raises :class:`TextFrozen`, :class:`TooLong` too.
    """
    acts_queries.locked(declaration)
    acts_rules.check_editable(declaration.state)
    base, present = (
        _cells(wording_queries.version(declaration, version).content),
        _cells(content_of(declaration)),
    )
    merged = rules.merge(base, present, typed)
    if merged.conflicts or merged.lost:
        raise EditedMeanwhile(merged=merged)
    new = {p: Localized(merged.texts[p.public_id.hex]) for p in _typed(declaration, merged.texts)}
    changed = {p: text for p, text in new.items() if text != p.text}
    if not changed:
        return
    with changing(declaration, None, by=by, cause=Cause(CauseKind.EDIT)):
        before = {p.public_id.hex: dict(p.text) for p in changed}
        for paragraph, text in changed.items():
            key = paragraph.public_id.hex
            # words typed beside older ones of another language bring nothing into line with the newer ones
            unseen = base.get(key) != present[key]
            set_text(declaration, paragraph, text, unseen=unseen)
        after = {p.public_id.hex: dict(p.text) for p in changed}
        audit.record(by, verb="declaration.text_saved", thing=declaration, before=before, after=after)


def _typed(declaration: Declaration, texts: Mapping[str, object]) -> list[Paragraph]:
    return [p for p in declaration.paragraphs if p.public_id.hex in texts]


def _cells(content: Mapping[str, Sequence[Mapping[str, dict[str, str]]]]) -> dict[str, dict[str, str]]:
    return {str(one["id"]): one["text"] for one in content["paragraphs"]}
