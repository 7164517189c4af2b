"""One step in a badge's life: the row is held, the arrow checked, the entry written."""

from __future__ import annotations

from datetime import date
from typing import Any

from eventsys.badges import rules
from eventsys.badges.models import Badge, BadgeState
from eventsys.core import audit
from eventsys.core.actor import Actor
from eventsys.core.db import db

__all__ = ["last_day", "step"]


def last_day(badge: Badge) -> date:
    """The last day the badge is good for."""
    return badge.valid_on or badge.conference.ends


def step(badge: Badge, wanted: BadgeState, *, by: Actor, **more: Any) -> None:
    """Raises :class:`NoBadgeStep`. The caller sets what goes with the new state before it flushes."""
    db.session.flush()  # what this transaction did so far counts
    db.session.refresh(badge, attribute_names=["state"], with_for_update={"of": Badge})
    rules.check_step(badge.state, wanted, badge.kind)
    before, after = {"state": badge.state}, {"state": wanted, **more}
    audit.record(by, verb=f"badge.{wanted}", thing=badge, before=before, after=after)
    badge.state = wanted
