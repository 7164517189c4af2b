"""What the next page says above everything else: one way, and four tones."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask import flash

__all__ = ["Tone", "say"]


class Tone(StrEnum):
    """How it looks and is read out; the shell's ``flashes.html`` has a sign for each."""

    OK = "ok"
    NOTE = "info"
    WARN = "warn"
    BAD = "danger"


def say(tone: Tone, words: Any) -> None:
    """Keep ``words``, a sentence in the language in force, for the next page of this session."""
    flash(words, tone)
