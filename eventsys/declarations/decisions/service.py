"""The plenary or the secretariat decides on amendments, and the text becomes what was decided: one version for what was
decided together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.text import Localized, clean
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.errors import NoteMissing
from eventsys.declarations.acts.models import Declaration, Paragraph
from eventsys.declarations.amendments import queries as amendments_queries
from eventsys.declarations.amendments import rules as amendments_rules
from eventsys.declarations.amendments.errors import AmendmentEmpty, TargetGone
from eventsys.declarations.amendments.models import Amendment, AmendmentKind, AmendmentState
from eventsys.declarations.amendments.service import hold, settle, tell_movers
from eventsys.declarations.decisions import rules
from eventsys.declarations.decisions.errors import Clash, MergeApart, WordsCollide
from eventsys.declarations.paragraphs.service import place_all, take_out
from eventsys.declarations.voting.models import Question
from eventsys.declarations.voting.rules import How
from eventsys.declarations.voting.service import record_decision
from eventsys.declarations.wording.rules import Cause, CauseKind, Layer
from eventsys.declarations.wording.service import changing, check_length, insert, set_text

CONSENSUS = How()


def accept(
    declaration: Declaration, amendment: Amendment, *, by: Actor, now: datetime, how: How = CONSENSUS
) -> None:
    """The proposal becomes the text, or, of an amendment to another, that one's words. Languages whose words it does not
    change are behind until somebody looks.

    Raises what :func:`hold_to_decide` and :func:`enact` raise, and what :func:`record_decision` does.
    """
    hold_to_decide(declaration, [amendment])
    question = record_decision(declaration, how, [amendment.label], accepted=True, by=by, now=now)
    enact(declaration, [amendment], question, by=by, now=now)


def hold_to_decide(declaration: Declaration, amendments: Sequence[Amendment]) -> None:
    """Of amendments that others would amend, these are decided before, or with them.

    Raises :class:`AmendmentsClosed`, :class:`TextFrozen`, :class:`AlreadyDecided`, :class:`BeingVoted`,
    :class:`SubsUndecided`.
    """
    hold(declaration, amendments)
    check_none_waits(declaration, amendments)


def check_none_waits(declaration: Declaration, amendments: Sequence[Amendment]) -> None:
    """Raises :class:`SubsUndecided`."""
    awaited, together = amendments_queries.awaiting(declaration), {one.id for one in amendments}
    for one in amendments:
        if one.id in awaited:
            under = amendments_queries.amendments_to(one)
            waiting = [
                o.label for o in under if o.state in amendments_rules.UNDECIDED and o.id not in together
            ]
            amendments_rules.check_free(one.label, None, waiting)


def enact(
    declaration: Declaration, amendments: Sequence[Amendment], question: Question, *, by: Actor, now: datetime
) -> None:
    """All of them become the text, as one version of it; those to other amendments first. Who calls has decided so.

    Raises :class:`TargetGone`, :class:`WordsCollide`, :class:`TextFrozen`.
    """
    to_others = [one for one in amendments if one.parent is not None]
    to_text = [one for one in amendments if one.parent is None]
    for one in to_others:
        _amend(one)
    taken_up = amendments_queries.taken_up(to_text)
    if to_text:
        with changing(declaration, None, by=by) as causes:
            causes += [_apply(declaration, one, taken_up.get(one.id, ())) for one in to_text]
    for one in amendments:
        settle(
            declaration,
            one,
            AmendmentState.ACCEPTED,
            by=by,
            now=now,
            note=question.note,
            question=question,
        )
    db.session.flush()


def _amend(amendment: Amendment) -> None:
    """The words of the amendment that it is to become others; the first ones are kept."""
    parent = amendment.parent
    if parent is None:
        raise TargetGone
    words, clashes = rules.merged(amendment.was, parent.text, amendment.text)
    if clashes:
        raise WordsCollide(amendment.label, clashes)
    check_length(words)
    parent.first = parent.first or parent.text
    parent.text = amendment.became = words


def _apply(declaration: Declaration, amendment: Amendment, under: Sequence[Amendment]) -> Cause:
    """Returns where the words that it makes are from; ``under``: those to it that were taken up, in their order."""
    target = amendment.paragraph
    if amendment.kind == AmendmentKind.INSERT:
        if target is None and amendment.at:
            raise TargetGone
        new = insert(declaration, amendment.part, amendment.text, after=target, first=target is None)
        return _cause(amendment, new, rules.layers(_said(amendment, under), {}, {}))
    if target is None:
        raise TargetGone
    if amendment.kind == AmendmentKind.MOVE:
        same = [p for p in declaration.paragraphs if p.part == target.part and p is not target]
        same.insert((amendment.place or 1) - 1, target)
        place_all(same)
        return _cause(amendment)
    if amendment.kind == AmendmentKind.DELETE:
        _take_out(declaration, amendment, target)
        return _cause(amendment)
    present = target.text
    words, clashes = rules.merged(amendment.was, present, amendment.text)
    if clashes:
        raise WordsCollide(amendment.label, clashes)
    _reword(declaration, target, words)
    said = _said(amendment, under)
    return _cause(
        amendment,
        target,
        rules.layers(said, amendment.was, present) if under else [Layer(amendment.label, dict(words))],
    )


def _said(amendment: Amendment, under: Sequence[Amendment]) -> list[tuple[str, Localized]]:
    """(label, words proposed) in turn: at first, and as each amendment to it left them."""
    return [(amendment.label, amendment.proposed_first), *((one.label, one.became) for one in under)]


def _cause(amendment: Amendment, paragraph: Paragraph | None = None, layers: Sequence[Layer] = ()) -> Cause:
    labels = tuple(one.amendment for one in layers) or (amendment.label,)
    return Cause(CauseKind.AMENDMENT, labels, {paragraph.public_id.hex: tuple(layers)} if paragraph else {})


def _take_out(declaration: Declaration, amendment: Amendment, target: Paragraph) -> None:
    """What somebody proposed to take out is taken out as it was: other words are looked at again."""
    changed = [
        Clash(code, words, target.text.get(code, ""), "")
        for code, words in amendment.was.items()
        if not acts_rules.same_words(target.text.get(code, ""), words)
    ]
    if changed:
        raise WordsCollide(amendment.label, changed)
    take_out(declaration, target)


def _reword(declaration: Declaration, paragraph: Paragraph, words: Localized) -> None:
    set_text(declaration, paragraph, words, unseen=True)


def merge_amendments(
    declaration: Declaration,
    amendments: Sequence[Amendment],
    words: Localized,
    *,
    by: Actor,
    now: datetime,
    how: How = CONSENSUS,
) -> None:
    """``words`` of the secretariat take up one proposal or several about the same paragraph.

    Insertions alone become one new paragraph; otherwise the paragraph gets the words, and languages whose words do
    not change are behind.
    Raises what :func:`accept` raises, :class:`MergeApart`, :class:`AmendmentEmpty`, :class:`TooLong`.
    """
    if not words:
        raise AmendmentEmpty
    hold_to_decide(declaration, amendments)
    first = amendments[0]
    if any((one.paragraph_id, one.part) != (first.paragraph_id, first.part) for one in amendments):
        raise MergeApart
    if any(one.parent_id for one in amendments):
        raise MergeApart
    if first.paragraph is None and first.at:
        raise TargetGone
    check_length(words)
    question = record_decision(
        declaration, how, [one.label for one in amendments], accepted=True, by=by, now=now
    )
    with changing(declaration, None, by=by) as causes:
        worded = first.paragraph
        if all(one.kind == AmendmentKind.INSERT for one in amendments):
            worded = insert(declaration, first.part, words, after=worded, first=worded is None)
        elif worded is not None:
            _reword(declaration, worded, Localized({**worded.text, **words}))
        causes.append(_merging(amendments, worded))
        for one in amendments:
            settle(
                declaration,
                one,
                AmendmentState.MERGED,
                by=by,
                now=now,
                note=question.note,
                question=question,
            )
    db.session.flush()


def _merging(amendments: Sequence[Amendment], paragraph: Paragraph | None) -> Cause:
    taken_up = amendments_queries.taken_up(amendments)
    layers = tuple(
        Layer(label, dict(words))
        for one in amendments
        for label, words in _said(one, taken_up.get(one.id, ()))
    )
    labels = tuple(one.amendment for one in layers)
    return Cause(CauseKind.MERGE, labels, {paragraph.public_id.hex: layers} if paragraph else {})


def reject(
    declaration: Declaration,
    amendment: Amendment,
    note: str,
    *,
    by: Actor,
    now: datetime,
    how: How = CONSENSUS,
) -> None:
    """With the reason, for the record.

    Raises :class:`NoteMissing`, what :func:`hold_to_decide` and :func:`record_decision` raise.
    """
    hold_to_decide(declaration, [amendment])
    if not clean(note):
        raise NoteMissing
    question = record_decision(declaration, how, [amendment.label], accepted=False, by=by, now=now)
    reject_all(declaration, [amendment], question, clean(note)[:2000], by=by, now=now)


def reject_all(
    declaration: Declaration,
    amendments: Iterable[Amendment],
    question: Question,
    note: str,
    *,
    by: Actor,
    now: datetime,
) -> None:
    """What was not accepted, with the words that its cities are told, by letter too. Who calls has decided so."""
    rejected = list(amendments)
    for one in rejected:
        settle(declaration, one, AmendmentState.REJECTED, by=by, now=now, note=note[:2000], question=question)
    tell_movers(declaration, rejected, by=by, now=now)
    db.session.flush()
