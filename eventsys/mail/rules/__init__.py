"""Decisions about letters from values alone."""

from eventsys.mail.rules.bounces import MOST_OF_A_REPORT, Bounce, bounces_of
from eventsys.mail.rules.headers import address_field, text_field
from eventsys.mail.rules.life import (
    ARROWS,
    IN_HAND,
    MOST_ATTEMPTS,
    Fate,
    LetterVerb,
    arrow,
    fate,
    is_private,
    next_probe,
    next_try,
)
from eventsys.mail.rules.smtp import Command, Verdict, judge
from eventsys.mail.rules.text import HIDDEN, file_name, link_token, masked, message_id, one_line

__all__ = [
    "ARROWS", "Bounce", "HIDDEN", "IN_HAND", "MOST_ATTEMPTS", "MOST_OF_A_REPORT", "Command", "Fate", "LetterVerb",
    "Verdict", "address_field", "arrow", "bounces_of", "fate", "file_name", "is_private", "judge", "link_token", "masked",
    "message_id", "next_probe", "next_try", "one_line", "text_field",
]  # fmt: skip
