"""What is declined about statements, votes and adoption."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class Objected(Refusal):
    """Consensus is the absence of objections."""

    message = _l("There is no consensus. Objections stand from: %(cities)s.")


class NotCarried(Refusal):
    """Too few voted in favour."""

    message = _l("The text is not carried: %(yes)s in favour, %(no)s against.")


class NotFinal(Refusal):
    """A vote is on a final text."""

    message = _l("The text is not final yet: there is nothing to vote on.")
