"""What is declined about agreements."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class TooFewParties(Refusal):
    """One city alone cannot agree with anybody."""

    message = _l("An agreement has two parties or more: choose their cities.")
    status = 422


class PartyTwice(Refusal):
    """A party stands once, and belongs to the conference."""

    message = _l("Each party is a city of this conference and is named once.")
    status = 422


class EndsTooEarly(Refusal):
    """A term that ends before it begins."""

    message = _l("The last day cannot be before the day of entry into force.")
    status = 422
