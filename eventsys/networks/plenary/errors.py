from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class RuleUnknown(Refusal):
    """No such rule, or not a value of it."""

    message = _l("“%(value)s” cannot be the rule “%(name)s”.")
    status = 422


class RulesInUse(Refusal):
    """A text is decided by the rules under which it was put up."""

    message = _l(
        "The rules cannot change now: %(titles)s is final and waits for its adoption. Adopt it, or reopen it first."
    )


class RulesSetMeanwhile(Refusal):
    message = _l(
        "Somebody else changed the rules while you had them open. Look at what stands now, then save again."
    )
