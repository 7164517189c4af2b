"""What is declined about a text as a record: its life, its place and dates, a note that is missing."""

from __future__ import annotations

from datetime import date

from eventsys.core.errors import Refusal
from eventsys.core.web.filters import day
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.tags import own_name


class Spoken(Refusal):
    """Its values are days and codes of languages, which the sentence says in words."""

    def __str__(self) -> str:
        spoken = {
            key: day(value) if isinstance(value, date) else own_name(value)
            for key, value in self.values.items()
        }
        return str(self.message) % spoken


class ActFixed(Refusal):
    """What is printed in a sealed document does not change any more."""

    message = _l("The document is sealed: place and dates stand in it and cannot be changed any more.")


class DayOutOfReach(Spoken):
    """``of``: which date; ``first`` and ``last``: the days between which it may lie."""

    message = _l(
        "Choose a day from %(first)s to %(last)s: the act belongs to the conference, is not done before it was "
        "adopted, and does not lie in the future."
    )
    status = 422


class PlaceMissing(Spoken):
    """The texts name one place, each in its language."""

    message = _l(
        "Name the place in every language of the text, or in none: then the host city is named. Missing: %(language)s."
    )
    status = 422


class PlaceChangedInSome(Spoken):
    """The same place, in other words only where they are needed."""

    message = _l(
        "You changed the place in some languages only. Change it in %(language)s too, or say below that it fits there."
    )
    status = 422


class MembersOnly(Refusal):
    """Partners and observers read and comment."""

    message = _l("%(city)s is not a member: only members propose, decide and sign.")


class NoteMissing(Refusal):
    """Absence and refusal are kept with a note."""

    message = _l("Write a short note for the record.")
    status = 422


class TextFrozen(Refusal):
    """After adoption nothing in the text moves."""

    message = _l("The text was adopted and cannot be changed any more.")


class NoStep(Refusal):
    """The declaration's life has no such arrow."""

    message = _l("What is “%(state)s” cannot become “%(wanted)s”.")
