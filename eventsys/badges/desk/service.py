"""The desk's single print: one click, one badge, whatever is clicked twice."""

from __future__ import annotations

from uuid import UUID

from eventsys.badges.freshness.errors import OutOfDate
from eventsys.badges.freshness.service import differences_of
from eventsys.badges.parts.service import finish_run, keep_part
from eventsys.badges.printing.errors import AlreadyPrinted
from eventsys.badges.printing.service import take_for_desk
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record import rules as record_rules
from eventsys.badges.record.models import Badge, VoidReason
from eventsys.badges.record.service import issue, void
from eventsys.badges.runs import queries as runs_queries
from eventsys.badges.sheets.rules import Backs, SheetOptions
from eventsys.core import clock
from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import list_words
from eventsys.registration.people.models import Delegate


def is_at_desk(badge: Badge) -> bool:
    """Queued at the desk and not on paper yet: its request was cut off, or is in hand."""
    return badge.is_queued and badge.run is not None and badge.run.job_id is None


def with_back(badge: Badge) -> bool:
    """Whether its run prints backs."""
    return badge.run is not None and SheetOptions.of(badge.run.options).backs != Backs.NONE


def desk_badge(
    delegate: Delegate, *, by: Actor, back: bool = False, replacing: UUID | None = None
) -> tuple[Badge, bool]:
    """The person's badge: the live one, or a new one that waits to be printed in this request, with its
    ``back`` if so; and whether it is new.

    A badge that is out of date is never opened again. It is replaced when ``replacing`` names it, which says that
    whoever asks knows that it becomes void; named a second time it is gone, and its successor is opened. One that
    never was on paper gives way without being named.

    Raises :class:`AlreadyPrinted` for one that waits in a run, :class:`OutOfDate`, and as ``start_run``.
    """
    runs_queries.lock_conference(delegate.conference)
    live = record_queries.live_badge(delegate)
    if live is None:
        return take_for_desk(delegate, by=by, back=back), True
    if live.is_queued and not is_at_desk(live):
        raise AlreadyPrinted(name=delegate.full_name)
    record_queries.lock_delegate(delegate)
    news = differences_of(live)
    if not news:
        return live, False
    if not is_at_desk(live) and replacing != live.public_id:
        raise OutOfDate(name=delegate.full_name, what=list_words([str(one.what) for one in news]))
    void(live, VoidReason.CHANGED, by=by)
    made = take_for_desk(delegate, by=by, back=back)
    made.replaces_id = live.id
    return made, True


def desk_printed(
    badge: Badge, digest: str, *, by: Actor, issued: bool = False, just_queued: bool = False
) -> None:
    """The page of a desk's badge is made (the file ``digest``), and handed over in the same breath if
    ``issued``. Said a second time it does nothing. ``just_queued``: it was queued in this very transaction, so that no
    other click knows of it."""
    if is_at_desk(badge) and badge.run is not None:  # what is on paper never waits again
        if not just_queued:
            runs_queries.lock_run(badge.run)
            db.session.refresh(badge, ["state"])  # the other click may have been faster
        if is_at_desk(badge):
            keep_part(badge.run, 0, [badge], digest, now=clock.now())
            finish_run(badge.run, digest, by=by, now=clock.now())
    if issued and record_rules.BadgeAction.ISSUE in record_rules.possible(badge.state, badge.kind):
        issue(badge, by=by)
