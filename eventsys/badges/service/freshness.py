"""Badges beside what is on record: which are out of date, and their successors in one go.

The mark on a badge serves counts and lists. It is renewed by whoever changes what badges are made of, in the
same transaction (see :mod:`.watch`), and now and then by a worker. Whoever prints or shows one badge asks
:func:`whats_new` instead, which compares.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from uuid import UUID

from eventsys.badges import queries, rules
from eventsys.badges.errors import NewWordsNotDrawn, NotApproved, NothingOutOfDate, OutOfDate
from eventsys.badges.models import Badge, PrintRun, VoidReason
from eventsys.badges.rules import Difference
from eventsys.badges.service.entries import Entry
from eventsys.badges.service.life import void_all
from eventsys.badges.service.runs import queue_run
from eventsys.badges.service.words import Words
from eventsys.conferences.models import Conference
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.languages import list_words
from eventsys.registration.models import DelegateState
from eventsys.registration.service import lacking_words

__all__ = [
    "COMPARED_AT_ONCE",
    "check_copy",
    "mark",
    "mark_run",
    "renew_words",
    "replace_out_of_date",
    "whats_new",
]

COMPARED_AT_ONCE = 500  # badges in one piece of a long comparing


def whats_new(badge: Badge) -> list[Difference]:
    """What reads otherwise on this badge than on record now; nothing for one that is at its end."""
    if not rules.is_compared(badge.state, badge.kind):
        return []
    person = [badge.delegate] if badge.delegate is not None else []
    return _differences(badge, Words(badge.conference, person))


def _differences(badge: Badge, words: Words) -> list[Difference]:
    shown = rules.shown_slots(badge.design.html, badge.design.back)
    return rules.differences(badge.words, words.of_badge(badge), shown)


def check_copy(badge: Badge) -> None:
    """Whether a copy of the badge may be printed. Raises :class:`NotFound` for one whose code is no longer good,
    :class:`OutOfDate`."""
    news = whats_new(badge)
    if rules.may_copy(badge.state, news):
        return
    if not news:
        raise NotFound
    raise OutOfDate(name=badge.words["name"], what=list_words([str(one.what) for one in news]))


def mark(conference: Conference, badges: Sequence[Badge]) -> int:
    """Set or take away the mark of each of ``badges``, all of ``conference``; how many bear it now."""
    words = Words(conference, [badge.delegate for badge in badges if badge.delegate is not None])
    shown = {
        design.id: rules.shown_slots(design.html, design.back)
        for design in {badge.design for badge in badges}
    }
    for badge in badges:
        badge.out_of_date = bool(
            rules.differences(badge.words, words.of_badge(badge), shown[badge.design_id])
        )
    return sum(badge.out_of_date for badge in badges)


def renew_words(badges: Sequence[Badge], *, by: Actor) -> None:
    """Those of ``badges`` that were corrected while they waited for their print take the words of today: they are
    not on paper yet."""
    corrected = queries.corrected_meanwhile(badges)
    for conference in {badge.conference for badge in corrected}:
        db.session.refresh(conference)  # its own names of cities may be what was corrected
    for badge in corrected:
        person = badge.delegate
        words = Words(badge.conference, [person] if person is not None else [])
        badge.words = {**words.of_badge(badge), "number": badge.serial}
        if person is not None:
            badge.category_id = person.category_id
        badge.out_of_date = False
        audit.record(by, verb="badge.renewed", thing=badge)


def mark_run(run: PrintRun) -> None:
    """Compare every badge of a run."""
    mark(run.conference, queries.compared_badges(queries.badges_of_run(run)))


def replace_out_of_date(
    conference: Conference, *, by: Actor, chosen: Collection[UUID] | None = None
) -> PrintRun:
    """Void the badges of ``conference`` that are out of date, or those whose public ids are ``chosen``, and queue
    their successors in one run. Two who ask at once make one run: the second finds nothing. A badge whose new words
    no font draws is kept rather than lost; the run's ``selection`` names whose under "kept".

    Raises :class:`NothingOutOfDate`, :class:`NewWordsNotDrawn`, :class:`NotApproved`.
    """
    queries.lock_conference(conference)
    found = [
        one for one in queries.badges_out_of_date(conference) if chosen is None or one.public_id in chosen
    ]
    queries.lock_delegates([badge.delegate for badge in found if badge.delegate is not None])
    queries.lock_badges(found)
    found = [badge for badge in found if rules.is_compared(badge.state, badge.kind)]
    if not found or not mark(conference, found):
        raise NothingOutOfDate
    old = [badge for badge in found if badge.out_of_date]
    for badge in old:
        if badge.delegate is not None and badge.delegate.state != DelegateState.APPROVED:
            raise NotApproved(name=badge.delegate.full_name)
    words = Words(conference, [badge.delegate for badge in old if badge.delegate is not None])
    drawn, kept = [], []
    for badge in old:
        entry = Entry.instead_of(badge, words.of_badge(badge))
        if lacking_words(entry.words):
            kept.append(badge.words["name"])
        else:
            drawn.append((badge, entry))
    if not drawn:
        raise NewWordsNotDrawn(names=list_words(kept))
    void_all([badge for badge, _entry in drawn], VoidReason.CHANGED, by=by)
    selection = {"out_of_date": True, "kept": kept}
    run = queue_run(conference, [entry for _badge, entry in drawn], by=by, selection=selection)
    for (badge, _entry), successor in zip(drawn, queries.badges_of_run(run), strict=True):
        successor.replaces_id = badge.id
    db.session.flush()
    return run
