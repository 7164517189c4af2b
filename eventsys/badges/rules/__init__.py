"""Decisions about badges from values alone: their life, their code, their designs."""

from eventsys.badges.rules.codes import new_serial, read_code, sign_code
from eventsys.badges.rules.designs import (
    LINE_HEIGHT,
    Fit,
    check_kept,
    fit_size,
    ink_on,
    read_fit,
    text_width,
)
from eventsys.badges.rules.life import ARROWS, DELEGATE_REASONS, STATE_WORDS, check_step, reason_words

__all__ = [
    "ARROWS", "DELEGATE_REASONS", "LINE_HEIGHT", "STATE_WORDS", "Fit", "check_kept", "check_step",
    "fit_size", "ink_on", "new_serial", "read_code", "read_fit", "reason_words", "sign_code", "text_width",
]  # fmt: skip
