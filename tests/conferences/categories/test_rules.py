"""The usual categories."""

from __future__ import annotations

from eventsys.conferences.categories.rules import STANDARD_CATEGORIES
from eventsys.conferences.colours.rules import LEAST, WHITE, contrast, ink_on


def test_the_usual_categories_have_words_in_every_language_and_readable_colours():
    assert [c.code for c in STANDARD_CATEGORIES] == [
        "head",
        "alternate",
        "delegate",
        "adviser",
        "expert",
        "speaker",
        "observer",
        "interpreter",
        "press",
        "staff",
        "security",
        "vip",
    ]
    assert all(c.en and c.fr and c.vi for c in STANDARD_CATEGORIES)
    assert all(contrast(c.colour, WHITE) >= LEAST and ink_on(c.colour) == WHITE for c in STANDARD_CATEGORIES)
    assert len({c.colour for c in STANDARD_CATEGORIES}) == 12
    assert [c.code for c in STANDARD_CATEGORIES if c.is_head] == ["head"]
