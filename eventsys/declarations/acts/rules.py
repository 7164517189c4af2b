"""The life of a declaration and of an agreement, place and days of the act, and the one mark-up of words: from values alone.

The days are the act's own: the moment of sealing is told apart. The declaration is dated with the closing day of the
conference unless the secretariat says otherwise, and so is its adoption, unless it is recorded on one of the
conference's days.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from eventsys.core.words.text import Localized
from eventsys.declarations.acts.errors import (
    ActFixed,
    DayOutOfReach,
    NoStep,
    PlaceChangedInSome,
    PlaceMissing,
    TextFrozen,
)
from eventsys.declarations.acts.models import DECLARATION_WORDS, Instrument
from eventsys.declarations.acts.models import DeclarationState as State

ARROWS: dict[State, frozenset[State]] = {
    State.ZERO_DRAFT: frozenset({State.CIRCULATED, State.FINALISED}),
    State.CIRCULATED: frozenset({State.AMENDMENTS_OPEN, State.FINALISED}),
    State.AMENDMENTS_OPEN: frozenset({State.CONSOLIDATED}),
    State.CONSOLIDATED: frozenset({State.FINALISED, State.AMENDMENTS_OPEN}),
    State.FINALISED: frozenset({State.ADOPTED, State.CONSOLIDATED}),
    State.ADOPTED: frozenset({State.OPEN_FOR_SIGNATURE}),
    State.OPEN_FOR_SIGNATURE: frozenset({State.CLOSED}),
    State.CLOSED: frozenset({State.ARCHIVED}),
    State.ARCHIVED: frozenset(),
}
AGREEMENT_ARROWS: dict[State, frozenset[State]] = {
    State.DRAFT: frozenset({State.AGREED_TEXT}),
    State.AGREED_TEXT: frozenset({State.OPEN_FOR_SIGNATURE, State.TERMINATED}),
    State.OPEN_FOR_SIGNATURE: frozenset({State.PARTLY_SIGNED, State.SIGNED, State.TERMINATED}),
    State.PARTLY_SIGNED: frozenset({State.SIGNED, State.TERMINATED}),
    State.SIGNED: frozenset({State.IN_FORCE, State.TERMINATED}),
    State.IN_FORCE: frozenset({State.RENEWED, State.EXPIRED, State.TERMINATED}),
    State.RENEWED: frozenset({State.RENEWED, State.EXPIRED, State.TERMINATED}),
    State.EXPIRED: frozenset(),
    State.TERMINATED: frozenset(),
}
"""An agreement is sealed between "agreed text" and the first signature; until all have signed it may still fall
through, which is an end like any other."""
SIGNING = frozenset({State.OPEN_FOR_SIGNATURE, State.PARTLY_SIGNED})
"""When signatures are given."""
_OPEN = frozenset(
    {
        State.ZERO_DRAFT,
        State.CIRCULATED,
        State.AMENDMENTS_OPEN,
        State.CONSOLIDATED,
        State.FINALISED,
        State.DRAFT,
    }
)
"""When the text may change."""
UNSEALED = _OPEN | {State.ADOPTED, State.AGREED_TEXT}
"""When signatories, place and dates may change."""
SEALED_NOT_ENDED = (
    frozenset(state for arrows in (ARROWS, AGREEMENT_ARROWS) for state, after in arrows.items() if after)
    - UNSEALED
)
"""From its seal until nothing follows any more: the archive, or the end of an agreement."""


class DeclarationAction(StrEnum):
    """What may be done with a text or an agreement; those that lead to another state come first."""

    CIRCULATE = "circulate"
    OPEN_AMENDMENTS = "open_amendments"
    CONSOLIDATE = "consolidate"
    FINALISE = "finalise"
    REOPEN = "reopen"
    ADOPT = "adopt"
    AGREE = "agree"
    OPEN_FOR_SIGNATURE = "open_for_signature"
    CLOSE = "close"
    ENTER_INTO_FORCE = "enter_into_force"
    RENEW = "renew"
    TERMINATE = "terminate"
    EDIT = "edit"
    """Change its words, and who the parties are."""
    SETTLE = "settle"
    """Say where and when it is done, and who signs in which order."""
    SIGN = "sign"
    SHOW_IN_HALL = "show_in_hall"


STEPS = {
    DeclarationAction.CIRCULATE: State.CIRCULATED,
    DeclarationAction.OPEN_AMENDMENTS: State.AMENDMENTS_OPEN,
    DeclarationAction.CONSOLIDATE: State.CONSOLIDATED,
    DeclarationAction.FINALISE: State.FINALISED,
    DeclarationAction.REOPEN: State.CONSOLIDATED,
    DeclarationAction.ADOPT: State.ADOPTED,
    DeclarationAction.AGREE: State.AGREED_TEXT,
    DeclarationAction.OPEN_FOR_SIGNATURE: State.OPEN_FOR_SIGNATURE,
    DeclarationAction.CLOSE: State.CLOSED,
    DeclarationAction.ENTER_INTO_FORCE: State.IN_FORCE,
    DeclarationAction.RENEW: State.RENEWED,
    DeclarationAction.TERMINATE: State.TERMINATED,
}
_ONLY_FROM = {DeclarationAction.CONSOLIDATE: State.AMENDMENTS_OPEN, DeclarationAction.REOPEN: State.FINALISED}
"""Two ways lead to a consolidated text, and only one of them asks whether every amendment has its answer."""
_IN_STATES = {
    DeclarationAction.EDIT: _OPEN,
    DeclarationAction.SETTLE: UNSEALED,
    DeclarationAction.SIGN: SIGNING,
    DeclarationAction.SHOW_IN_HALL: SIGNING | {State.CLOSED, State.SIGNED},
}


def possible(state: State, kind: Instrument = Instrument.DECLARATION) -> frozenset[DeclarationAction]:
    """What its state allows; what else is wanting (points, a comparison, the quorum) is refused when it is done."""
    arrows = _arrows(kind)
    steps = {
        action
        for action, wanted in STEPS.items()
        if wanted in arrows.get(state, ()) and _ONLY_FROM.get(action, state) == state
    }
    return frozenset(steps | {action for action, states in _IN_STATES.items() if state in states})


def check_possible(
    action: DeclarationAction, state: State, kind: Instrument = Instrument.DECLARATION
) -> None:
    """Of an action that leads to another state. Raises :class:`NoStep`."""
    if action not in possible(state, kind):
        raise NoStep(state=DECLARATION_WORDS[state], wanted=DECLARATION_WORDS[STEPS[action]])


def check_step(state: State, wanted: State, kind: Instrument = Instrument.DECLARATION) -> None:
    """Raises :class:`NoStep` when there is no arrow from ``state`` to ``wanted``."""
    if wanted not in _arrows(kind).get(state, frozenset()):
        raise NoStep(state=DECLARATION_WORDS[state], wanted=DECLARATION_WORDS[wanted])


def _arrows(kind: Instrument) -> dict[State, frozenset[State]]:
    return ARROWS if kind == Instrument.DECLARATION else AGREEMENT_ARROWS


def check_editable(state: State) -> None:
    """Raises :class:`TextFrozen` from adoption on, or from the agreed text on."""
    if DeclarationAction.EDIT not in possible(state):
        raise TextFrozen


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


def check_unsealed(state: State) -> None:
    """Raises :class:`ActFixed` once place and date stand in a sealed document."""
    if DeclarationAction.SETTLE not in possible(state):
        raise ActFixed


def usual_adoption_day(days: Days) -> date:
    """Today during the conference, else its closing day."""
    return days.today if days.starts <= days.today <= days.ends else days.ends


def check_act_day(of: str, day: date, days: Days, *, is_agreement: bool, after: date | None = None) -> None:
    """``of``: which date of the act. A declaration is adopted and done from the first day of its conference on, an
    agreement not more than a year earlier; neither in the future, and nothing is done before it was adopted
    (``after``). Raises :class:`DayOutOfReach`.
    """
    first = days.starts - _BEFORE if is_agreement else days.starts
    first = max(first, after or first)
    if not first <= day <= days.last:
        raise DayOutOfReach(of=of, first=first, last=days.last)


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


def holder_first(parties: Sequence[int], holder: int | None) -> list[int]:
    """The alternat: an original names its holder first, the others keep their order.

    >>> holder_first([1, 2, 3], 3)
    [3, 1, 2]
    """
    return sorted(parties, key=lambda party: party != holder)


#: Letters that stand beside words of their own with no space between: Thai to Tibetan, Burmese, Khmer, Chinese with Japanese, and
#: Korean, whose particles follow a stressed word.
_UNSPACED = (
    "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
_STRESS = re.compile(rf"(?<!\*)(?<![^\W{_UNSPACED}])\*(?=[^\s*])([^*\n]*[^\s*])\*(?!\*)(?![^\W{_UNSPACED}])")


def emphasis(text: str) -> list[tuple[str, bool]]:
    """Runs of words, and whether each is stressed: ``*so*`` is the only markup there is.

    >>> emphasis("we *firmly* agree, 3 * 4")
    [('we ', False), ('firmly', True), (' agree, 3 * 4', False)]
    >>> emphasis("我们*坚决*同意")
    [('我们', False), ('坚决', True), ('同意', False)]
    """
    runs, at = [], 0
    for found in _STRESS.finditer(text):
        runs += [(text[at : found.start()], False), (found[1], True)]
        at = found.end()
    runs.append((text[at:], False))
    return [run for run in runs if run[0]]


def plain(text: str) -> str:
    """The words alone, without the stars that stress some of them."""
    if "*" not in text:
        return text
    return "".join(words for words, _stressed in emphasis(text))


def same_words(one: str, other: str) -> bool:
    """Whether a reader finds the same words: composed letters, white space and emphasis make no difference.

    >>> same_words("each  *year*", "each year"), same_words("each year", "every year")
    (True, False)
    """
    return bare(one) == bare(other)


def bare(text: str) -> str:
    """What a reader compares of it (see :func:`same_words`)."""
    return " ".join(unicodedata.normalize("NFC", plain(text)).split())
