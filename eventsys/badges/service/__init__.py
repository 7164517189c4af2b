"""Verbs on badges: designs in versions, print runs, and a badge's life. They flush, the caller commits."""

from __future__ import annotations

from eventsys.badges.service.designs import A6, ensure_design, sample_pdf, save_design
from eventsys.badges.service.home import checks, home_part
from eventsys.badges.service.life import (
    check_code,
    code_of,
    copy_of,
    issue,
    reprint,
    return_,
    single_pdf,
    void,
    void_of,
)
from eventsys.badges.service.runs import (
    PART_SIZE,
    finish_run,
    keep_part,
    print_parts,
    resume_run,
    start_run,
)

__all__ = [
    "A6", "PART_SIZE", "check_code", "checks", "code_of", "copy_of", "ensure_design", "finish_run",
    "home_part", "issue", "keep_part", "print_parts", "reprint", "resume_run", "return_", "sample_pdf",
    "save_design", "single_pdf", "start_run", "void", "void_of",
]  # fmt: skip
