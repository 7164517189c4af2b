"""Decisions about badges from values alone: their life, their code, their zones, their designs."""

from eventsys.badges.rules.codes import ALPHABET, Code, is_signed, new_serial, parse_code, sign_code
from eventsys.badges.rules.designs import check_kept, ink_on
from eventsys.badges.rules.desk import DESK_WORDS, DeskAct, desk_acts
from eventsys.badges.rules.freshness import (
    Difference,
    differences,
    is_compared,
    is_good,
    may_copy,
    shown_slots,
)
from eventsys.badges.rules.glance import GlanceDay, at_a_glance
from eventsys.badges.rules.library import HOUSE, LIBRARY, DesignText, Ready, ready
from eventsys.badges.rules.life import (
    ARROWS,
    ASKED_REASONS,
    KIND_WORDS,
    STATE_WORDS,
    VOID_WORDS,
    check_reason,
    check_step,
    is_over,
    moment_over,
    reason_words,
    today_at,
)
from eventsys.badges.rules.sheets import Backs, Layout, SheetOptions, Sort
from eventsys.badges.rules.zones import opened_zones, zone_letters, zone_lines

__all__ = [
    "DESK_WORDS", "DeskAct", "desk_acts", "is_good", "may_copy",
    "ALPHABET", "ARROWS", "ASKED_REASONS", "HOUSE", "KIND_WORDS", "LIBRARY", "STATE_WORDS", "VOID_WORDS",
    "Backs", "Code", "DesignText", "Difference", "GlanceDay", "Layout", "Ready", "SheetOptions", "Sort",
    "at_a_glance", "check_kept", "check_reason", "check_step", "differences", "ink_on", "is_compared",
    "is_over", "is_signed", "moment_over", "new_serial", "opened_zones", "parse_code", "ready",
    "reason_words", "shown_slots", "sign_code", "today_at", "zone_letters", "zone_lines",
]  # fmt: skip
