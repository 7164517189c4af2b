"""Pure decisions of the trail: what its verbs, things and fields are called, and what of an entry is told."""

from eventsys.trail.rules.changes import Difference, Speech, differences
from eventsys.trail.rules.days import read_day_of
from eventsys.trail.rules.verbs import TOPICS, VERB_WORDS, verbs_of
from eventsys.trail.rules.words import ERASED_WORDS, FIELD_WORDS, THING_WORDS

__all__ = [
    "ERASED_WORDS",
    "FIELD_WORDS",
    "THING_WORDS",
    "TOPICS",
    "VERB_WORDS",
    "Difference",
    "Speech",
    "differences",
    "read_day_of",
    "verbs_of",
]
