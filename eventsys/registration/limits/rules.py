"""How full a choice is, from values alone, and how that is said."""

from __future__ import annotations

from dataclasses import dataclass

from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import ngettext


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one choice: its ``places`` (``None``: as many as like), how many have one, how many wait."""

    places: int | None
    taken: int = 0
    waiting: int = 0

    @property
    def left(self) -> int:
        """Places that the next ones get; those who wait are before them."""
        return max(self.places - self.taken - self.waiting, 0) if self.places is not None else 0

    @property
    def moving_up(self) -> int:
        """How many of those who wait get a place now."""
        if self.places is None:
            return self.waiting
        return min(max(self.places - self.taken, 0), self.waiting)

    @property
    def over(self) -> int:
        """So many more have a place than there are: it was lowered after they got theirs."""
        return max(self.taken - self.places, 0) if self.places is not None else 0


@dataclass(frozen=True, slots=True)
class Standing:
    """How one person stands: ``number`` on the waiting list, 0 for who has a place."""

    number: int

    @property
    def waits(self) -> bool:
        return self.number > 0


def standing_words(standing: Standing) -> str:
    if not standing.waits:
        return _("place confirmed")
    return _("waiting list, number %(number)s", number=standing.number)


def note(tally: Tally, standing: Standing | None) -> str:
    """What stands beside a choice on the form."""
    if standing is not None:
        return standing_words(standing)
    if tally.left:
        return str(ngettext("%(num)s place left", "%(num)s places left", tally.left))
    return _("full, waiting list")


def over_words(choice: str, tally: Tally) -> str:
    """For organisers who lowered a limit below what is taken; "" where it is not."""
    if not tally.over:
        return ""
    said = ngettext(
        "%(choice)s: %(num)s more has a place than there are. Nobody loses theirs, and nobody moves up before there is room.",
        "%(choice)s: %(num)s more have a place than there are. Nobody loses theirs, and nobody moves up before there is room.",
        tally.over,
        choice=choice,
    )
    return str(said)
