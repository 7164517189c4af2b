"""Refusals about one paragraph in one language, in words."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.languages import OWN_NAMES
from eventsys.core.languages import gettext as _
from eventsys.declarations.errors import NotAligned, TextMissing
from eventsys.declarations.models import Part

__all__ = ["explain_gap", "place_words"]


def place_words(part: str, number: int | str) -> str:
    """Which paragraph: "Point 3", "Preamble paragraph 1"."""
    if part == Part.POINT:
        return str(_("Point %(number)s", number=number))
    return str(_("Preamble paragraph %(number)s", number=number))


def explain_gap(gap: TextMissing | NotAligned) -> Refusal:
    """The same refusal with words in it: which paragraph lacks what in which language."""
    what, language = str(gap.values["what"]), str(gap.values["language"])
    named = _("The title") if what == "0" else place_words(*what.split(":"))
    return type(gap)(what=named, language=OWN_NAMES.get(language, language))
