"""Reading designs, badges and runs. Never writes."""

from eventsys.badges.queries.badges import badge_at, by_serial, history
from eventsys.badges.queries.designs import design_for, designs, newest_version
from eventsys.badges.queries.people import (
    Figures,
    count_unprinted,
    figures,
    live_badge,
    live_badges,
    lock_conference,
    lock_delegates,
    people_page,
    unprinted,
)
from eventsys.badges.queries.runs import badges_of_run, part_digests, run_at, run_of_job, runs, still_live

__all__ = [
    "Figures", "badge_at", "badges_of_run", "by_serial", "count_unprinted", "design_for", "designs",
    "figures", "history", "live_badge", "live_badges", "lock_conference", "lock_delegates", "newest_version",
    "part_digests", "people_page", "run_at", "run_of_job", "runs", "still_live", "unprinted",
]  # fmt: skip
