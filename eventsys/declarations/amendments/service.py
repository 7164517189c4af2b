"""Cities propose, the secretariat answers: every proposal in a transaction that holds the declaration."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.text import Localized, clean
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.errors import MembersOnly, NoteMissing
from eventsys.declarations.acts.models import Declaration, DeclarationState, Paragraph, ParagraphKind
from eventsys.declarations.acts.service import step
from eventsys.declarations.amendments import queries, rules
from eventsys.declarations.amendments.errors import (
    AmendmentEmpty,
    MergeApart,
    StillProposed,
    TargetChanged,
    TargetGone,
)
from eventsys.declarations.amendments.models import Amendment, AmendmentKind, AmendmentState
from eventsys.declarations.paragraphs.service import place_all, take_out
from eventsys.declarations.wording.rules import Cause, CauseKind, Layer
from eventsys.declarations.wording.service import changing, check_length, insert, set_text
from eventsys.networks.standing.models import MembershipStatus
from eventsys.registration.delegations.models import Delegation


def check_brackets(declaration: Declaration) -> None:
    """A text is final without square brackets and with every amendment decided. Raises :class:`BracketLeft`."""
    texts = [(p.part, p.text) for p in declaration.paragraphs]
    open_ones = queries.numbers_in_state(declaration, AmendmentState.BRACKETED, AmendmentState.PROPOSED)
    rules.check_brackets(declaration.title, texts, open_ones)


def propose(
    declaration: Declaration,
    delegation: Delegation,
    kind: AmendmentKind,
    *,
    by: Actor,
    now: datetime,
    paragraph: Paragraph | None = None,
    part: ParagraphKind = ParagraphKind.POINT,
    text: Localized | None = None,
    place: int | None = None,
    reason: str = "",
) -> Amendment:
    """A member proposes at ``paragraph``; an insertion goes after it, without one to the beginning of ``part``.

    Raises :class:`AmendmentsClosed`, :class:`MembersOnly`, :class:`TargetGone`, :class:`AmendmentEmpty`,
    :class:`NoSuchPlace`, :class:`TooLong`.
    """
    acts_queries.locked(declaration)
    rules.check_amendable(declaration.state)
    if delegation.standing != MembershipStatus.MEMBER:
        raise MembersOnly(city=delegation.city_name.get_in(fallbacks()))
    part = paragraph.part if paragraph else part
    target = paragraph.text if paragraph else None
    words = rules.proposed(kind, target, text or Localized())
    check_length(words)
    same = [p for p in declaration.paragraphs if p.part == part]
    rules.check_proposal(kind, target=target, text=words, place=place, count=len(same))
    made = Amendment(
        declaration_id=declaration.id,
        number=queries.next_amendment(declaration),
        delegation=delegation,
        kind=kind,
        paragraph=paragraph,
        part=part,
        at=paragraph.position if paragraph else 0,
        was=target or Localized(),
        text=words,
        place=place if kind == AmendmentKind.MOVE else None,
        reason=clean(reason)[:5000],
        made_by=by.label[:200],
        made_at=now,
    )
    db.session.add(made)
    after = {
        "number": made.number,
        "city": delegation.city.code,
        "kind": kind,
        "part": part,
        "at": made.at,
        "text": dict(made.text),
        "place": made.place,
    }
    audit.record(by, verb="declaration.amendment_proposed", thing=declaration, after=after)
    db.session.flush()
    return made


def _held(declaration: Declaration, amendment: Amendment) -> None:
    acts_queries.locked(declaration)
    queries.fresh_amendment(amendment)
    rules.check_decidable(declaration.state)
    rules.check_undecided(amendment.state)


def _decide(
    declaration: Declaration,
    amendment: Amendment,
    state: AmendmentState,
    *,
    by: Actor,
    now: datetime,
    note: str = "",
) -> None:
    audit.record(
        by,
        verb=f"declaration.amendment_{state}",
        thing=declaration,
        before={"number": amendment.number, "state": amendment.state},
        after={"number": amendment.number, "state": state, "note": note},
    )
    amendment.state, amendment.note, amendment.decided_at = state, note, now
    db.session.flush()


def accept(declaration: Declaration, amendment: Amendment, *, by: Actor, now: datetime) -> None:
    """The proposal becomes the text. Languages whose words it does not change are behind until somebody looks.

    Raises :class:`AmendmentsClosed`, :class:`AlreadyDecided`, :class:`TargetGone`, :class:`TargetChanged`,
    :class:`TextFrozen`.
    """
    _held(declaration, amendment)
    with changing(declaration, None, by=by) as causes:
        causes.append(_apply(declaration, amendment))
        _decide(declaration, amendment, AmendmentState.ACCEPTED, by=by, now=now)


def _apply(declaration: Declaration, amendment: Amendment) -> Cause:
    """Returns where the words that it makes are from."""
    target = amendment.paragraph
    if amendment.kind == AmendmentKind.INSERT:
        if target is None and amendment.at:
            raise TargetGone
        new = insert(declaration, amendment.part, amendment.text, after=target, first=target is None)
        return _cause(amendment, new)
    if target is None:
        raise TargetGone
    if amendment.kind == AmendmentKind.MOVE:
        same = [p for p in declaration.paragraphs if p.part == target.part and p is not target]
        same.insert((amendment.place or 1) - 1, target)
        place_all(same)
        return _cause(amendment)
    concerned = amendment.text if amendment.kind == AmendmentKind.REPLACE else amendment.was
    if not all(acts_rules.same_words(target.text.get(c, ""), amendment.was.get(c, "")) for c in concerned):
        raise TargetChanged(number=amendment.number)
    if amendment.kind == AmendmentKind.DELETE:
        take_out(declaration, target)
        return _cause(amendment)
    _reword(declaration, target, amendment.text)
    return _cause(amendment, target)


def _cause(amendment: Amendment, paragraph: Paragraph | None = None) -> Cause:
    layers = {paragraph.public_id.hex: (Layer(amendment.number, dict(paragraph.text)),)} if paragraph else {}
    return Cause(CauseKind.AMENDMENT, (amendment.number,), layers)


def _reword(declaration: Declaration, paragraph: Paragraph, words: Localized) -> None:
    set_text(declaration, paragraph, Localized({**paragraph.text, **words}), unseen=True)


def merge_amendments(
    declaration: Declaration, amendments: Sequence[Amendment], words: Localized, *, by: Actor, now: datetime
) -> None:
    """``words`` of the secretariat take up one proposal or several about the same paragraph.

    Insertions alone become one new paragraph; otherwise the paragraph gets the words, and languages whose words do
    not change are behind.
    Raises what :func:`accept` raises, :class:`MergeApart`, :class:`AmendmentEmpty`, :class:`TooLong`.
    """
    if not words:
        raise AmendmentEmpty
    for one in amendments:
        _held(declaration, one)
    first = amendments[0]
    if any((one.paragraph_id, one.part) != (first.paragraph_id, first.part) for one in amendments):
        raise MergeApart
    if first.paragraph is None and first.at:
        raise TargetGone
    check_length(words)
    with changing(declaration, None, by=by) as causes:
        worded = first.paragraph
        if all(one.kind == AmendmentKind.INSERT for one in amendments):
            worded = insert(declaration, first.part, words, after=worded, first=worded is None)
        elif worded is not None:
            _reword(declaration, worded, words)
        causes.append(_merging(amendments, worded))
        for one in amendments:
            _decide(declaration, one, AmendmentState.MERGED, by=by, now=now)


def _merging(amendments: Sequence[Amendment], paragraph: Paragraph | None) -> Cause:
    layers = tuple(Layer(one.number, dict(one.text)) for one in amendments)
    numbers = tuple(one.number for one in amendments)
    return Cause(CauseKind.MERGE, numbers, {paragraph.public_id.hex: layers} if paragraph else {})


def reject(declaration: Declaration, amendment: Amendment, note: str, *, by: Actor, now: datetime) -> None:
    """With the reason, for the record.

    Raises :class:`NoteMissing`, :class:`AlreadyDecided`, :class:`AmendmentsClosed`, :class:`TextFrozen`.
    """
    _held(declaration, amendment)
    if not clean(note):
        raise NoteMissing
    _decide(declaration, amendment, AmendmentState.REJECTED, by=by, now=now, note=clean(note)[:2000])


def bracket(
    declaration: Declaration, amendment: Amendment, *, by: Actor, now: datetime, note: str = ""
) -> None:
    """Not agreed: it stands in brackets in print and blocks adoption until it is decided.

    Raises :class:`AlreadyDecided`, :class:`AmendmentsClosed`, :class:`TextFrozen`.
    """
    _held(declaration, amendment)
    if amendment.state != AmendmentState.BRACKETED:
        _decide(declaration, amendment, AmendmentState.BRACKETED, by=by, now=now, note=clean(note)[:2000])


def withdraw(declaration: Declaration, amendment: Amendment, *, by: Actor, now: datetime) -> None:
    """The city takes it back. Raises :class:`AlreadyDecided`, :class:`AmendmentsClosed`, :class:`TextFrozen`."""
    _held(declaration, amendment)
    _decide(declaration, amendment, AmendmentState.WITHDRAWN, by=by, now=now)


def open_amendments(declaration: Declaration, *, by: Actor) -> None:
    """Members may propose changes from now on. Raises :class:`NoStep`."""
    acts_queries.locked(declaration)
    step(declaration, DeclarationState.AMENDMENTS_OPEN, by=by)


def consolidate(declaration: Declaration, *, by: Actor) -> None:
    """Nothing is proposed any more, and every proposal has its answer. Raises :class:`StillProposed`, :class:`NoStep`."""
    acts_queries.locked(declaration)
    acts_rules.check_possible(acts_rules.DeclarationAction.CONSOLIDATE, declaration.state, declaration.kind)
    if waiting := queries.numbers_in_state(declaration, AmendmentState.PROPOSED):
        raise StillProposed(numbers=", ".join(map(str, waiting)))
    step(declaration, DeclarationState.CONSOLIDATED, by=by)
