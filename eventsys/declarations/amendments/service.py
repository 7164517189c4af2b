"""Cities propose and take back, the secretariat puts in brackets: each in a transaction that holds the declaration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.text import Localized, clean
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.errors import MembersOnly
from eventsys.declarations.acts.models import Declaration, DeclarationState, Paragraph, ParagraphKind
from eventsys.declarations.acts.service import step
from eventsys.declarations.amendments import letters, queries, rules
from eventsys.declarations.amendments.errors import OwnAmendment, StillProposed
from eventsys.declarations.amendments.models import Amendment, AmendmentKind, AmendmentState
from eventsys.declarations.voting.models import Question
from eventsys.declarations.wording.service import check_length
from eventsys.mail.writing import service as writing
from eventsys.networks.standing.models import MembershipStatus
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.invitations import service as invitations


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
    _check_member(delegation)
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
        "number": made.label,
        "city": delegation.party.code,
        "kind": kind,
        "part": part,
        "at": made.at,
        "text": dict(made.text),
        "place": made.place,
    }
    audit.record(by, verb="declaration.amendment_proposed", thing=declaration, after=after)
    db.session.flush()
    return made


def propose_to(
    declaration: Declaration,
    delegation: Delegation,
    parent: Amendment,
    *,
    text: Localized,
    by: Actor,
    now: datetime,
    reason: str = "",
) -> Amendment:
    """A member proposes other words than those another city's amendment proposes; it is numbered under that one.

    Raises :class:`AmendmentsClosed`, :class:`MembersOnly`, :class:`OwnAmendment`, :class:`ParentDecided`,
    :class:`NotAmendable`, :class:`BeingVoted`, :class:`AmendmentEmpty`, :class:`TooLong`.
    """
    acts_queries.locked(declaration)
    queries.fresh_amendments([parent])
    rules.check_amendable(declaration.state)
    _check_member(delegation)
    if parent.delegation_id == delegation.id:
        raise OwnAmendment(number=parent.label)
    rules.check_amends(parent.label, parent.state, parent.kind, to_another=parent.parent_id is not None)
    rules.check_free(parent.label, vote_of(parent), ())
    words = rules.proposed(AmendmentKind.REPLACE, parent.text, text)
    check_length(words)
    rules.check_proposal(AmendmentKind.REPLACE, target=parent.text, text=words, place=None, count=0)
    made = Amendment(
        declaration_id=declaration.id,
        number=parent.number,
        sub=queries.next_sub(parent),
        parent=parent,
        delegation=delegation,
        kind=AmendmentKind.REPLACE,
        paragraph=parent.paragraph,
        part=parent.part,
        at=parent.at,
        was=parent.text,
        text=words,
        reason=clean(reason)[:5000],
        made_by=by.label[:200],
        made_at=now,
    )
    db.session.add(made)
    after = {"number": made.label, "city": delegation.party.code, "text": dict(made.text)}
    audit.record(by, verb="declaration.amendment_proposed", thing=declaration, after=after)
    db.session.flush()
    return made


def _check_member(delegation: Delegation) -> None:
    if delegation.standing != MembershipStatus.MEMBER:
        raise MembersOnly(city=delegation.city_name.get_in(fallbacks()))


def vote_of(amendment: Amendment) -> int | None:
    """The number of the open vote that it is before, if it is."""
    return amendment.question.number if amendment.question is not None and amendment.being_voted else None


def hold(declaration: Declaration, amendments: Sequence[Amendment]) -> None:
    """For who is about to say what becomes of them: as they are now, with two statements for however many.

    Raises :class:`AmendmentsClosed`, :class:`TextFrozen`, :class:`AlreadyDecided`, :class:`BeingVoted`.
    """
    acts_queries.locked(declaration)
    queries.fresh_amendments(amendments)
    rules.check_decidable(declaration.state)
    for one in amendments:
        rules.check_undecided(one.state)
        rules.check_free(one.label, vote_of(one), ())


def settle(
    declaration: Declaration,
    amendment: Amendment,
    state: AmendmentState,
    *,
    by: Actor,
    now: datetime,
    note: str = "",
    question: Question | None = None,
) -> None:
    """What has become of it, with the question that decided it; who calls holds the declaration."""
    audit.record(
        by,
        verb=f"declaration.amendment_{state}",
        thing=declaration,
        before={"number": amendment.label, "state": amendment.state},
        after={"number": amendment.label, "state": state, "note": note},
    )
    amendment.state, amendment.note, amendment.decided_at = state, note, now
    amendment.question = question


@dataclass(frozen=True, slots=True)
class _FocalPoint:
    name: str
    address: str
    language: str


def tell_movers(
    declaration: Declaration, amendments: Iterable[Amendment], *, by: Actor, now: datetime
) -> None:
    """One letter to each city whose amendments were not accepted, or lapsed, with a link to its page; a city without an
    address for its focal point is not written to."""
    of_cities: dict[int, list[Amendment]] = {}
    for one in amendments:
        of_cities.setdefault(one.delegation_id, []).append(one)
    for theirs in of_cities.values():
        city = theirs[0].delegation
        if city.focal_email:
            to = _FocalPoint(city.focal_name, city.focal_email, city.focal_language)
            url = invitations.focal_link(city, by=by, now=now)
            writing.queue(letters.not_taken_up(declaration, theirs, to, url))


def bracket(
    declaration: Declaration, amendment: Amendment, *, by: Actor, now: datetime, note: str = ""
) -> None:
    """Not agreed: it stands in brackets in print and blocks adoption until it is decided.

    Raises :class:`AlreadyDecided`, :class:`AmendmentsClosed`, :class:`TextFrozen`.
    """
    hold(declaration, [amendment])
    if amendment.state != AmendmentState.BRACKETED:
        settle(declaration, amendment, AmendmentState.BRACKETED, by=by, now=now, note=clean(note)[:2000])
        db.session.flush()


def withdraw(declaration: Declaration, amendment: Amendment, *, by: Actor, now: datetime) -> None:
    """The city takes it back; what others proposed to it, and is not decided, lapses with it, and they are told.

    Raises :class:`AlreadyDecided`, :class:`AmendmentsClosed`, :class:`TextFrozen`, :class:`BeingVoted`.
    """
    hold(declaration, [amendment])
    under = [one for one in queries.amendments_to(amendment) if one.state in rules.UNDECIDED]
    hold(declaration, under)
    settle(declaration, amendment, AmendmentState.WITHDRAWN, by=by, now=now)
    for one in under:
        settle(declaration, one, AmendmentState.LAPSED, by=by, now=now)
    tell_movers(declaration, under, by=by, now=now)
    db.session.flush()


def open_amendments(declaration: Declaration, *, by: Actor) -> None:
    """Members may propose changes from now on. Raises :class:`NoStep`."""
    acts_queries.locked(declaration)
    step(declaration, DeclarationState.AMENDMENTS_OPEN, by=by)


def consolidate(declaration: Declaration, *, by: Actor) -> None:
    """Nothing is proposed any more, and every proposal has its answer. Raises :class:`StillProposed`, :class:`NoStep`."""
    acts_queries.locked(declaration)
    acts_rules.check_possible(acts_rules.DeclarationAction.CONSOLIDATE, declaration.state, declaration.kind)
    if waiting := queries.numbers_in_state(declaration, AmendmentState.PROPOSED):
        raise StillProposed(numbers=", ".join(waiting))
    step(declaration, DeclarationState.CONSOLIDATED, by=by)
