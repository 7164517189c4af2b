"""Badges made anew: the old one is void before its successor is queued."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from eventsys.badges.freshness import queries as freshness_queries
from eventsys.badges.freshness import rules as freshness_rules
from eventsys.badges.freshness.service import mark_out_of_date
from eventsys.badges.printing.errors import NotApproved
from eventsys.badges.printing.rules import RunEntry
from eventsys.badges.printing.service import queue_run, start_run
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record import rules as record_rules
from eventsys.badges.record.models import Badge, VoidReason
from eventsys.badges.record.service import void, void_all
from eventsys.badges.replacing.errors import NewWordsNotDrawn, NothingOutOfDate, PrintedBefore
from eventsys.badges.runs import queries as runs_queries
from eventsys.badges.runs.models import PrintRun
from eventsys.badges.words.service import Words
from eventsys.conferences.editions.models import Conference
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import list_words
from eventsys.registration.names.service import lacking_words


def replace_out_of_date(
    conference: Conference, *, by: Actor, chosen: Collection[UUID] | None = None
) -> PrintRun:
    """Void the badges of ``conference`` that are out of date, or those whose public ids are ``chosen``, and queue
    their successors in one run. Two who ask at once make one run: the second finds nothing. A badge whose new words
    no font draws is kept rather than lost; the run's ``selection`` names whose under "kept".

    Raises :class:`NothingOutOfDate`, :class:`NewWordsNotDrawn`, :class:`NotApproved`.
    """
    old = _lock_out_of_date(conference, chosen)
    for badge in old:
        if badge.delegate is not None and not badge.delegate.is_approved:
            raise NotApproved(name=badge.delegate.full_name)
    words = Words(conference, [badge.delegate for badge in old if badge.delegate is not None])
    drawn, kept = [], []
    for badge in old:
        entry = RunEntry.instead_of(badge, words.of_badge(badge))
        if lacking_words(entry.words):
            kept.append(badge.words["name"])
        else:
            drawn.append((badge, entry))
    if not drawn:
        raise NewWordsNotDrawn(names=list_words(kept))
    void_all([badge for badge, _entry in drawn], VoidReason.CHANGED, by=by)
    selection = {"out_of_date": True, "kept": kept}
    run = queue_run(conference, [entry for _badge, entry in drawn], by=by, selection=selection)
    for (badge, _entry), successor in zip(drawn, record_queries.badges_of_run(run), strict=True):
        successor.replaces_id = badge.id
    db.session.flush()
    return run


def _lock_out_of_date(conference: Conference, chosen: Collection[UUID] | None) -> list[Badge]:
    """Compared once more under the locks of their people and their own. Raises :class:`NothingOutOfDate`."""
    runs_queries.lock_conference(conference)
    found = [
        one
        for one in freshness_queries.badges_out_of_date(conference)
        if chosen is None or one.public_id in chosen
    ]
    record_queries.lock_delegates([badge.delegate for badge in found if badge.delegate is not None])
    freshness_queries.lock_badges(found)
    found = [badge for badge in found if freshness_rules.is_compared(badge.state, badge.kind)]
    if not found or not mark_out_of_date(conference, found):
        raise NothingOutOfDate
    return [badge for badge in found if badge.out_of_date]


def reprint(badge: Badge, why: str, words: str = "", *, by: Actor, knowing: bool = False) -> Badge:
    """Void ``badge`` and queue its successor in a run of its own. Returns the successor.

    A badge that is on paper already is replaced only by somebody who says they know (``knowing``).
    Raises :class:`PrintedBefore`, :class:`NotApproved`, :class:`VoidReasonMissing` or :class:`NoBadgeStep`.
    """
    record_rules.check_reason(why, words)
    runs_queries.lock_conference(badge.conference)  # in the order every run takes its locks
    if badge.delegate is not None:
        record_queries.lock_delegate(badge.delegate)
        if not badge.delegate.is_approved:
            raise NotApproved(name=badge.delegate.full_name)
    if badge.is_on_paper and not knowing:
        raise PrintedBefore(name=badge.words["name"])
    void(badge, why, words, by=by)
    selection = {"reprint": str(badge.public_id)}
    if badge.delegate is not None:
        run = start_run(badge.conference, [badge.delegate], by=by, selection=selection)
    else:
        again = RunEntry.instead_of(badge, Words(badge.conference).of_badge(badge))
        run = queue_run(badge.conference, [again], by=by, selection=selection)
    successor = record_queries.badges_of_run(run)[0]
    successor.replaces_id = badge.id
    return successor
