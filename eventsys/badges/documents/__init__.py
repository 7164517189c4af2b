"""Badges on paper: designs are compiled once for each look, every badge is stamped into them, and runs are laid on
sheets. The only place of the room that knows the print engine."""

from eventsys.badges.documents.badges import Copy, Part, badges_pdf, is_laid, print_part, trial_pdf
from eventsys.badges.documents.checks import check_sheet, cover_size, label_presets
from eventsys.badges.documents.covers import cover_pdf
from eventsys.badges.documents.designs import clean
from eventsys.badges.documents.looks import try_looks
from eventsys.badges.documents.sheets import print_whole, sheet_of

__all__ = [
    "Copy", "Part", "badges_pdf", "check_sheet", "clean", "cover_pdf", "cover_size", "is_laid",
    "label_presets", "print_part", "print_whole", "sheet_of", "trial_pdf", "try_looks",
]  # fmt: skip
