"""The programme's verbs."""

from eventsys.programme.service.notices import planned, publish_and_tell
from eventsys.programme.service.panel import maybe_one_again, move_seat, seat, tell_apart, unseat
from eventsys.programme.service.personal import HOLDINGS
from eventsys.programme.service.places import keep_clock_times, tell_of_place
from eventsys.programme.service.sessions import (
    approve_summary,
    begin,
    cancel,
    clashes_of,
    close,
    create_session,
    duplicate,
    edit_session,
    mark,
    postpone,
    publish,
    schedule,
)

__all__ = [
    "HOLDINGS",
    "approve_summary",
    "begin",
    "cancel",
    "clashes_of",
    "close",
    "create_session",
    "duplicate",
    "edit_session",
    "keep_clock_times",
    "mark",
    "maybe_one_again",
    "move_seat",
    "planned",
    "postpone",
    "publish",
    "publish_and_tell",
    "schedule",
    "seat",
    "tell_apart",
    "tell_of_place",
    "unseat",
]
