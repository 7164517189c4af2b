"""What every verb of the trail is called, by topic in the order of a plenary's life; one that has no words fails a test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eventsys.core.words.languages import lazy_pgettext
from eventsys.trail.declaring.rules import DECLARING
from eventsys.trail.hosting.rules import HOSTING

__all__ = ["TOPICS", "VERB_WORDS", "verbs_of"]

TOPICS: tuple[tuple[Any, Mapping[str, Any]], ...] = (
    *HOSTING,
    *DECLARING,
    (
        lazy_pgettext("audit", "Letters and long work"),
        {
            "letter.deliver": lazy_pgettext("audit", "Letter sent"),
            "letter.fail": lazy_pgettext("audit", "Letter failed"),
            "letter.bounce": lazy_pgettext("audit", "Letter came back"),
            "letter.cancel": lazy_pgettext("audit", "Letter cancelled"),
            "letter.withdraw": lazy_pgettext("audit", "Letter withdrawn"),
            "letter.send_again": lazy_pgettext("audit", "Letter sent again"),
            "letter.send_copy": lazy_pgettext("audit", "Copy of a letter asked for"),
            "letter.copied": lazy_pgettext("audit", "Letter sent as a new copy"),
            "job.asked": lazy_pgettext("audit", "Long work asked for"),
            "job.cancelled": lazy_pgettext("audit", "Long work cancelled"),
        },
    ),
)
VERB_WORDS: Mapping[str, Any] = {verb: words for _topic, verbs in TOPICS for verb, words in verbs.items()}


def verbs_of(asked: str) -> tuple[str, ...] | None:
    """The verbs that a filter asks for: one of them, or a whole topic by its number ("topic-3"); ``None`` for all."""
    kind, _sign, number = asked.partition("-")
    if kind == "topic" and number.isdecimal() and int(number) < len(TOPICS):
        return tuple(TOPICS[int(number)][1])
    return (asked,) if asked in VERB_WORDS else None
