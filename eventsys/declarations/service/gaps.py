"""Refusals about one paragraph in one language, in words."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.languages import OWN_NAMES
from eventsys.core.languages import gettext as _
from eventsys.declarations.documents import place_words
from eventsys.declarations.errors import BracketLeft, NotAligned, TextMissing

__all__ = ["explain_gap"]


def explain_gap(gap: TextMissing | NotAligned | BracketLeft) -> Refusal:
    """The same refusal with words in it: which paragraph lacks what, in which language."""
    what, values = str(gap.values["what"]), dict(gap.values)
    kind, _colon, number = what.partition(":")
    if what == "0":
        values["what"] = _("The title")
    elif kind == "amendment":
        values["what"] = _("Amendment %(number)s", number=number)
    else:
        values["what"] = place_words(kind, number)
    if "language" in values:
        values["language"] = OWN_NAMES.get(values["language"], values["language"])
    return type(gap)(**values)
