"""A badge's life after it was queued: its page, issue, return, void, reprint."""

from __future__ import annotations

from collections.abc import Sequence

from eventsys.badges import documents, queries, rules
from eventsys.badges.errors import HolderMissing, NotApproved, PrintedBefore
from eventsys.badges.models import Badge, BadgeKind, BadgeState, VoidReason
from eventsys.badges.service.entries import Entry
from eventsys.badges.service.facts import back_words
from eventsys.badges.service.keys import code_of
from eventsys.badges.service.runs import queue_run, start_run
from eventsys.badges.service.steps import step
from eventsys.badges.service.words import Words
from eventsys.core import audit, clock
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.files import service as files
from eventsys.registration.models import Delegate, DelegateState

__all__ = ["copy_of", "is_quick", "issue", "reprint", "return_", "single_pdf", "void", "void_all", "void_of"]


def copy_of(badge: Badge) -> documents.Copy:
    """The badge as it is printed, with its frozen words and photo. Raises what reading the photo raises."""
    photo = files.read(badge.words["photo"]) if badge.words.get("photo") else None
    return documents.Copy(badge.words, code_of(badge), photo)


def single_pdf(badge: Badge, *, back: bool = False) -> bytes:
    """The page of one badge, and with ``back`` that of its back as well, if its design has one."""
    return documents.badges_pdf(
        badge.design, [copy_of(badge)], title=badge.words["name"], language=badge.conference.languages[0],
        words=back_words(badge.conference) if back else {}, backs=back,
    )  # fmt: skip


def is_quick(badge: Badge) -> bool:
    """Whether its page is made and kept in milliseconds: a front whose design is laid out already in this process,
    photo and page in a folder. Nobody's lock may be held while S3 is asked."""
    if not files.is_local():
        return False
    photo, language = bool(badge.words.get("photo")), badge.conference.languages[0]
    return documents.is_laid(badge.design, badge.words, photo=photo, language=language)


def void(badge: Badge, why: str, words: str = "", *, by: Actor) -> None:
    """From now on the badge's code opens no door. ``why`` is a :class:`VoidReason`, ``words`` what is added.
    Raises :class:`ReasonMissing` or :class:`NoBadgeStep`."""
    reason, said = rules.check_reason(why, words)
    step(badge, BadgeState.VOID, by=by, why=reason, words=said)
    badge.voided_at, badge.void_why, badge.void_reason = clock.now(), reason, said
    db.session.flush()


def void_all(badges: Sequence[Badge], why: VoidReason, *, by: Actor) -> None:
    """As :func:`void`, for many that the caller holds. Raises :class:`NoBadgeStep`."""
    moment = clock.now()
    for badge in badges:
        rules.check_step(badge.state, BadgeState.VOID, badge.kind)
        before, after = {"state": badge.state}, {"state": BadgeState.VOID, "why": why, "words": ""}
        audit.record(by, verb=f"badge.{BadgeState.VOID}", thing=badge, before=before, after=after)
        badge.state, badge.voided_at, badge.void_why = BadgeState.VOID, moment, why
    db.session.flush()


def reprint(badge: Badge, why: str, words: str = "", *, by: Actor, knowing: bool = False) -> Badge:
    """Void ``badge`` and queue its successor in a run of its own. Returns the successor.

    A badge that is on paper already is replaced only by somebody who says they know (``knowing``).
    Raises :class:`PrintedBefore`, :class:`NotApproved`, :class:`ReasonMissing` or :class:`NoBadgeStep`.
    """
    rules.check_reason(why, words)
    queries.lock_conference(badge.conference)  # in the order every run takes its locks
    if badge.delegate is not None:
        queries.lock_delegate(badge.delegate)
        if badge.delegate.state != DelegateState.APPROVED:
            raise NotApproved(name=badge.delegate.full_name)
    if badge.state in {BadgeState.PRINTED, BadgeState.ISSUED} and not knowing:
        raise PrintedBefore(name=badge.words["name"])
    void(badge, why, words, by=by)
    selection = {"reprint": str(badge.public_id)}
    if badge.delegate is not None:
        run = start_run(badge.conference, [badge.delegate], by=by, selection=selection)
    else:
        again = Entry.instead_of(badge, Words(badge.conference).of_badge(badge))
        run = queue_run(badge.conference, [again], by=by, selection=selection)
    successor = queries.badges_of_run(run)[0]
    successor.replaces_id = badge.id
    return successor


def issue(badge: Badge, *, by: Actor) -> None:
    """Handed over to its holder. Raises :class:`NoBadgeStep`; :class:`HolderMissing` for a floater."""
    if badge.kind == BadgeKind.FLOATER:
        raise HolderMissing
    step(badge, BadgeState.ISSUED, by=by)
    badge.issued_at = clock.now()


def return_(badge: Badge, *, by: Actor) -> None:
    """Given back by its holder; a floater's hand-over is closed with it. Raises :class:`NoBadgeStep`."""
    step(badge, BadgeState.RETURNED, by=by)
    given = queries.open_hand_over(badge) if badge.kind == BadgeKind.FLOATER else None
    if given is not None:
        given.returned_at, given.returned_by = clock.now(), by.label


def void_of(delegate: Delegate, *, by: Actor) -> None:
    """A delegate who is no longer approved holds no live badge."""
    if delegate.state == DelegateState.APPROVED:
        return
    badge = queries.live_badge(delegate)
    if badge is not None:
        known = delegate.state in set(VoidReason)
        void(badge, delegate.state if known else VoidReason.CHANGED, by=by)
