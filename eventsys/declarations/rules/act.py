"""Place and days of the act, from values alone. They are the act's own: the moment of sealing is told apart.

The declaration is dated with the closing day of the conference unless the secretariat says otherwise, and so is its
adoption, unless it is recorded on one of the conference's days. A signature bears the date of the declaration,
or its own: the day it is given where that is earlier, or where the city had been recorded as absent on the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from eventsys.core.text import Localized
from eventsys.declarations.errors import (
    ActFixed,
    DayOutOfReach,
    PlaceChangedInSome,
    PlaceMissing,
    SignedOutOfReach,
)
from eventsys.declarations.models import DeclarationState as State
from eventsys.declarations.rules.life import UNSEALED
from eventsys.declarations.rules.wording import same_words

__all__ = [
    "Act", "Days", "check_act_day", "check_place", "check_signature_day", "check_unsealed", "is_far_from", "usual_adoption_day",
    "usual_signature_day",
]  # fmt: skip

_BEFORE = timedelta(days=366)
"""How long before the conference two cities may have agreed on a text that they sign there."""


@dataclass(frozen=True, slots=True)
class Days:
    """What bounds the act: the conference's first and last day, and today, all in its time zone."""

    starts: date
    ends: date
    today: date

    @property
    def last(self) -> date:
        """A date of the act lies in the future only as far as the conference does."""
        return max(self.today, self.ends)


@dataclass(frozen=True, slots=True)
class Act:
    """What the paper says: done where and on which day; ``adopted_on`` None before adoption."""

    place: Localized
    done_on: date
    adopted_on: date | None


def check_unsealed(state: str) -> None:
    """Raises :class:`ActFixed` once place and date stand in a sealed document."""
    if State(state) not in UNSEALED:
        raise ActFixed


def usual_adoption_day(days: Days) -> date:
    """Today during the conference, else its closing day."""
    return days.today if days.starts <= days.today <= days.ends else days.ends


def usual_signature_day(act: Act, today: date, *, was_absent: bool) -> date:
    """See the module. Never before the text was adopted."""
    day = today if was_absent else min(today, act.done_on)
    return max(day, act.adopted_on or day)


def check_act_day(of: str, day: date, days: Days, *, is_agreement: bool, after: date | None = None) -> None:
    """``of``: which date of the act. A declaration is adopted and done from the first day of its conference on, an
    agreement not more than a year earlier; neither in the future, and nothing is done before it was adopted
    (``after``). Raises :class:`DayOutOfReach`.
    """
    first = days.starts - _BEFORE if is_agreement else days.starts
    first = max(first, after or first)
    if not first <= day <= days.last:
        raise DayOutOfReach(of=of, first=first, last=days.last)


def check_signature_day(day: date, act: Act, today: date) -> None:
    """The date of a signature is its signatory's: from the adoption of the text to today (or the date of the act,
    where that is still to come). Raises :class:`SignedOutOfReach`."""
    first = act.adopted_on or day
    last = max(today, act.done_on, first)
    if not first <= day <= last:
        raise SignedOutOfReach(first=first, last=last)


def is_far_from(ends: date, day: date, *, years: int) -> bool:
    """Whether nobody expects that something about an agreement of a conference that ``ends`` then happens on ``day``:
    more than a year before, or ``years`` after.

    >>> is_far_from(date(2026, 11, 19), date(2206, 1, 1), years=30)
    True
    """
    return not ends.year - 1 <= day.year <= ends.year + years


def check_place(place: Localized, before: Localized, languages: Sequence[str], *, fits: bool = True) -> None:
    """Named in every language of the text or in none. ``fits``: somebody says that languages in which it stays as
    it was name the same place. Raises :class:`PlaceMissing`, :class:`PlaceChangedInSome`.
    """
    lacking = place.missing(languages)
    if lacking and len(lacking) < len(languages):
        raise PlaceMissing(language=lacking[0])
    same = [code for code in languages if same_words(place.get(code, ""), before.get(code, ""))]
    if not lacking and not fits and 0 < len(same) < len(languages):
        raise PlaceChangedInSome(language=same[0])
