"""Who signs in which order and on which day, how a signature was made and what that proves: from values alone.

A signature bears the date of the declaration, or its own: the day it is given where that is earlier, or where the
city had been recorded as absent on the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from eventsys.core.words.collation import in_latin, sort_key
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.models import BY_LOT, Order
from eventsys.declarations.acts.models import DeclarationState as State
from eventsys.declarations.acts.rules import Act
from eventsys.declarations.signatories.errors import SignatoriesFixed, SignedOutOfReach
from eventsys.declarations.signatories.models import Signatory, Way

SEAL = "seal"


def box_of(signatory: Signatory) -> str:
    """The name of a signatory's box and signature field."""
    return f"sig-{signatory.public_id.hex}"


def signatory_id(field: str) -> UUID | None:
    """Whose signature field this is; the other way round than :func:`box_of`."""
    try:
        return UUID(hex=field.removeprefix("sig-")) if field.startswith("sig-") else None
    except ValueError:
        return None


def usual_signature_day(act: Act, today: date, *, was_absent: bool) -> date:
    """See the module. Never before the text was adopted."""
    day = today if was_absent else min(today, act.done_on)
    return max(day, act.adopted_on or day)


def check_signature_day(day: date, act: Act, today: date) -> None:
    """The date of a signature is its signatory's: from the adoption of the text to today (or the date of the act,
    where that is still to come). Raises :class:`SignedOutOfReach`."""
    first = act.adopted_on or day
    last = max(today, act.done_on, first)
    if not first <= day <= last:
        raise SignedOutOfReach(first=first, last=last)


def check_signatories_open(state: State) -> None:
    """Who signs is settled until the document is sealed. Raises :class:`SignatoriesFixed`."""
    if acts_rules.DeclarationAction.SETTLE not in acts_rules.possible(state):
        raise SignatoriesFixed


class SignatoryAction(StrEnum):
    """What may be done about one signature."""

    SIGN = "sign"
    RECORD_ABSENT = "record_absent"
    RECORD_DECLINED = "record_declined"


def possible(text: State, *, awaited: bool) -> frozenset[SignatoryAction]:
    """``text``: the state of the document; ``awaited``: whether this signature still is (see :class:`Signatory`)."""
    signed_now = acts_rules.DeclarationAction.SIGN in acts_rules.possible(text)
    return frozenset(SignatoryAction) if signed_now and awaited else frozenset()


def way_words(signatory: Signatory) -> str:
    """How it was made, in the language in force; "" before it was."""
    how = _made(signatory.way, signatory.attended_by, drawn=signatory.drawn)
    if not how or not signatory.confirmed_by:
        return how
    return str(_("%(how)s; confirmed by %(who)s", how=how, who=signatory.confirmed_by))


def _made(way: str, who: str, *, drawn: bool) -> str:
    alone, attended = _MADE.get(way, ("", ""))
    if way == Way.TABLET and drawn:
        attended = _DRAWN
    return str(attended) % {"who": who} if who else str(alone)


_DRAWN: Any = _l("Drawn by hand in the presence of %(who)s, secretariat")
_BY_OWN_LINK: Any = _l(
    "Made in another program with the signatory’s own certificate; handed in with the signatory’s own link"
)
#: Where nobody of the staff was there, and in whose presence.
_MADE: dict[str, tuple[Any, Any]] = {
    Way.TABLET: (
        _l("Recorded from the shell of the site, by whoever runs it"),
        _l("Given in the presence of %(who)s, secretariat"),
    ),
    Way.OWN_CERTIFICATE: (
        _l("Made with the signatory’s own certificate"),
        _l("Made with the signatory’s own certificate, in the presence of %(who)s, secretariat"),
    ),
    Way.TOKEN: (
        _l("Made with the signatory’s own token"),
        _l("Made with the signatory’s own token, in the presence of %(who)s, secretariat"),
    ),
    Way.ELSEWHERE: (
        _l("Made in another program with the signatory’s own certificate"),
        _l("Made in another program with the signatory’s own certificate; handed in to %(who)s, secretariat"),
    ),
    Way.OWN_LINK: (_BY_OWN_LINK, _BY_OWN_LINK),
    Way.WET_INK: (
        _l("Signed by hand on paper; its scan is on file"),
        _l("Signed by hand on paper; the scan was filed by %(who)s, secretariat"),
    ),
}
_BY_OUR_WORD: Any = _l(
    "It proves that these very words were signed, and nothing was changed since. That it was this person who signed, the "
    "secretariat vouches for: the certificate is the secretariat’s, made for this one signature."
)
_BY_OWN_KEY: Any = _l(
    "It proves that whoever holds the key of this certificate signed these very words, and nothing was changed since. That "
    "the key is this person’s, the authority that issued the certificate vouches for."
)
_PROVES: dict[str, Any] = {
    Way.TABLET: _BY_OUR_WORD,
    Way.OWN_CERTIFICATE: _BY_OWN_KEY,
    Way.TOKEN: _BY_OWN_KEY,
    Way.ELSEWHERE: _BY_OWN_KEY,
    Way.OWN_LINK: _BY_OWN_KEY,
    Way.WET_INK: _l(
        "The seal proves that the scan was not changed since it was filed. The signature in the picture cannot be checked; "
        "the paper itself can."
    ),
}


def proof_words(signatory: Signatory) -> str:
    """What that proves, in a plain sentence; "" before it was signed."""
    return str(_PROVES.get(signatory.way, ""))


def collation_key(text: str, language: str) -> tuple[bytes, str]:
    """A sort key in the alphabet of ``language``; never the same for two texts."""
    return sort_key(text, language), text


@dataclass(frozen=True, slots=True)
class Place:
    """A city among the signatories: its name in the language of the order, its ``own`` in its own language and script, its
    rank if it was given one."""

    key: int
    name: str
    rank: int | None = None
    host: bool = False
    own: str = ""


def signing_order(
    places: Sequence[Place], order: Order, language: str, first: Place | None = None
) -> list[int]:
    """The keys in the order of signing. Cities without a rank follow those that have one. ``first``: the city drawn by
    lot; where it does not sign, the next in the alphabet begins."""

    def wanted(place: Place) -> tuple[object, ...]:
        alphabet = collation_key(place.name, language)
        if order in (Order.OWN_NAMES, Order.OWN_NAMES_LOT):
            return False, 0, collation_key(in_latin(place.own) or place.name, language), alphabet, place.key
        if order == Order.PRECEDENCE:
            return place.rank is None, place.rank or 0, alphabet, place.key
        if order == Order.ALTERNAT:
            return not place.host, 0, alphabet, place.key
        return False, 0, alphabet, place.key

    found = sorted(places, key=wanted)
    if first is not None and order in BY_LOT:
        begin = next((n for n, place in enumerate(found) if wanted(place) >= wanted(first)), 0)
        found = [*found[begin:], *found[:begin]]
    return [place.key for place in found]
