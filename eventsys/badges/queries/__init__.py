"""Reading designs, badges and runs. Never writes."""

from eventsys.badges.queries.arrivals import heads_arrived
from eventsys.badges.queries.badges import badge_at, by_serial, history, taken_serials
from eventsys.badges.queries.designs import design_for, designs, newest_version, version_at, versions
from eventsys.badges.queries.expiry import days_open, due_to_expire, ended_open
from eventsys.badges.queries.facts import facts_of
from eventsys.badges.queries.floaters import (
    day_badges,
    floater_quotas,
    floaters,
    hand_overs,
    holders,
    numbers_in_use,
    open_hand_over,
)
from eventsys.badges.queries.freshness import (
    Touched,
    badges_out_of_date,
    compared_badges,
    compared_in_pieces,
    conferences_with_badges,
    corrected_meanwhile,
    count_touched,
    lock_badges,
    touched_badges,
)
from eventsys.badges.queries.keys import badges_by_key, current_generation, generation, generations
from eventsys.badges.queries.people import (
    Figures,
    count_unprinted,
    figures,
    find_people,
    live_badge,
    live_badges,
    lock_conference,
    lock_delegate,
    lock_delegates,
    people_page,
    unprinted,
)
from eventsys.badges.queries.personal import all_badges, runs_with, runs_with_files, zone_changes_of
from eventsys.badges.queries.runs import (
    Kept,
    badges_of_run,
    kept_badges,
    kept_in,
    lock_run,
    marks_of_run,
    part_digests,
    printed_rows,
    run_at,
    run_of_job,
    runs,
    runs_page,
    still_live,
)
from eventsys.badges.queries.samples import hard_to_print
from eventsys.badges.queries.words import words_of_unprinted
from eventsys.badges.queries.zones import zone_changes

__all__ = [
    "Figures", "Kept", "Touched", "badge_at", "badges_by_key", "badges_of_run", "badges_out_of_date",
    "by_serial", "compared_badges", "compared_in_pieces", "conferences_with_badges", "corrected_meanwhile",
    "count_touched", "count_unprinted", "current_generation", "day_badges", "days_open", "design_for",
    "designs", "due_to_expire", "ended_open", "facts_of", "figures", "find_people", "floater_quotas",
    "floaters", "generation", "generations", "hand_overs", "hard_to_print", "heads_arrived", "history", "holders",
    "kept_badges", "kept_in", "live_badge", "live_badges", "lock_badges", "lock_conference",
    "lock_delegate", "lock_delegates", "lock_run", "marks_of_run", "newest_version", "numbers_in_use", "open_hand_over",
    "part_digests", "people_page", "printed_rows", "run_at", "run_of_job", "runs", "runs_page", "runs_with",
    "runs_with_files", "all_badges",
    "still_live", "taken_serials", "touched_badges", "unprinted", "version_at", "versions",
    "words_of_unprinted", "zone_changes", "zone_changes_of",
]  # fmt: skip
