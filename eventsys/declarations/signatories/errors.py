"""What is declined about signatories and the date of a signature."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.acts.errors import Spoken


class SignedOutOfReach(Spoken):
    """``first`` and ``last``: the days between which it may lie."""

    message = _l(
        "The date of a signature lies between %(first)s and %(last)s: not before the text was adopted, and not in "
        "the future."
    )
    status = 422


class NoHead(Refusal):
    """A member that is present has nobody who can sign for it."""

    message = _l("%(city)s is present but has no approved head of delegation who could sign.")


class NoSignatories(Refusal):
    """No city is present or represented, so that nobody could sign."""

    message = _l("No member city is marked as present or represented by proxy, so nobody could sign.")


class SignatoriesFixed(Refusal):
    """The sealed document has a box for each."""

    message = _l("The document is sealed: its signatories cannot change any more.")


class SeatNotDrawn(Refusal):
    """An order that begins with a city drawn by lot."""

    message = _l("The first seat is not drawn yet: draw it by lot, or choose another order of signatories.")


class PowersMissing(Refusal):
    """Only a head of delegation signs without powers."""

    message = _l(
        "%(name)s shall sign for %(city)s and is not its head of delegation: put the powers on file."
    )


class NotOfDelegation(Refusal):
    """A city is signed for by its own."""

    message = _l("Only an approved delegate of the city can sign for it.")
