from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NothingAsked(Refusal):
    """Nobody asks for a change of this registration, or it was decided already."""

    message = _l("No change of this registration waits for a decision any more.")


class NothingDiffers(Refusal):
    """What was typed is what is on record."""

    message = _l("Nothing differs from what is on record.")
    status = 422


class NotToBeEmptied(Refusal):
    """What was needed to hand in is needed still."""

    message = _l("This cannot be left empty: %(fields)s.")
    status = 422


class NoChangeNow(Refusal):
    """Changes are asked for by those who are approved, until the conference is over."""

    message = _l("A change can be asked for while you are approved and until the conference is over.")
