"""Refusals about one paragraph in one language, in words."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.languages import OWN_NAMES, list_words
from eventsys.core.languages import gettext as _
from eventsys.declarations.documents import place_words
from eventsys.declarations.errors import Gap
from eventsys.declarations.rules import TITLE

__all__ = ["explain_gap", "piece_words"]


def explain_gap(gap: Gap) -> Refusal:
    """The same refusal with words in it: which paragraph lacks what, in which language."""
    values = dict(gap.values)
    if "what" in values:
        values["what"] = piece_words(str(values["what"]))
    if "places" in values:
        values["places"] = list_words([piece_words(what) for what in values["places"]])
    if "language" in values:
        values["language"] = OWN_NAMES.get(values["language"], values["language"])
    return type(gap)(**values)


def piece_words(what: str) -> str:
    """The name of a piece of the text (see :class:`eventsys.declarations.rules.Piece`) or of an amendment, in words."""
    kind, _colon, number = what.partition(":")
    if what == TITLE:
        return str(_("The title"))
    if kind == "party":
        return str(_("The name of party %(number)s", number=number))
    if kind == "amendment":
        return str(_("Amendment %(number)s", number=number))
    return place_words(kind, number)
