"""Verbs on badges: designs in versions, print runs, and a badge's life. They flush, the caller commits."""

from __future__ import annotations

from eventsys.badges.service.checking import check_code, check_good, read_code
from eventsys.badges.service.covers import covers_of, title_of
from eventsys.badges.service.days import make_day_badge
from eventsys.badges.service.designs import (
    ensure_design,
    go_back,
    ready_text,
    sample_pdf,
    save_design,
    text_of,
    try_design,
    use_ready,
)
from eventsys.badges.service.desk import desk_badge, desk_printed, is_at_desk, with_back
from eventsys.badges.service.expiry import expire, expire_due, moment_over
from eventsys.badges.service.facts import back_words, save_facts
from eventsys.badges.service.floaters import hand_over, make_floaters, set_floater_quota
from eventsys.badges.service.freshness import (
    check_copy,
    mark,
    mark_run,
    renew_words,
    replace_out_of_date,
    whats_new,
)
from eventsys.badges.service.home import at_the_desk, checks, home_part, person_notes
from eventsys.badges.service.keys import code_of, retire_key, rotate_key
from eventsys.badges.service.lacking import Lacking, lacking, why_not
from eventsys.badges.service.layouts import lay_out_again
from eventsys.badges.service.life import copy_of, is_quick, issue, reprint, return_, single_pdf, void, void_of
from eventsys.badges.service.parts import (
    PART_SIZE,
    PARTS_IN_CHUNK,
    ask_chunks,
    chunks_of,
    finish_run,
    give_up,
    gone_since,
    keep_part,
    print_parts,
)
from eventsys.badges.service.personal import HOLDINGS, drop_files, purge_files, purge_photos
from eventsys.badges.service.runs import resume_run, start_run
from eventsys.badges.service.samples import sample_people
from eventsys.badges.service.watch import watch_sources
from eventsys.badges.service.zones import check_zone, set_zones, zones_of

__all__ = [
    "HOLDINGS", "drop_files", "purge_files", "purge_photos",
    "PARTS_IN_CHUNK", "PART_SIZE", "Lacking", "ask_chunks", "at_the_desk", "back_words", "check_code", "check_copy", "check_good",
    "read_code",
    "check_zone", "checks", "chunks_of", "code_of", "copy_of", "covers_of", "desk_badge", "desk_printed",
    "ensure_design", "expire", "expire_due", "finish_run", "give_up", "go_back", "gone_since", "hand_over",
    "home_part", "is_at_desk", "is_quick", "issue", "keep_part", "lacking", "lay_out_again",
    "make_day_badge", "make_floaters", "mark", "mark_run", "moment_over", "person_notes", "print_parts",
    "ready_text", "renew_words", "replace_out_of_date", "reprint", "resume_run", "retire_key", "return_",
    "rotate_key", "sample_pdf", "sample_people", "save_design", "save_facts", "set_floater_quota",
    "set_zones", "single_pdf", "start_run", "text_of", "title_of", "try_design", "use_ready", "void",
    "void_of", "watch_sources", "whats_new", "why_not", "with_back", "zones_of",
]  # fmt: skip
