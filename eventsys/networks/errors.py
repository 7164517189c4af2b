"""What the networks room declines, by name."""

from __future__ import annotations

from eventsys.core.dates import ImpreciseDate
from eventsys.core.errors import Refusal
from eventsys.core.filters import imprecise
from eventsys.core.languages import lazy_gettext as _l

__all__ = [
    "AlreadyIn",
    "BadCode",
    "ChangeBeforeStart",
    "CodeTaken",
    "EndBeforeStart",
    "GroupEmpty",
    "NameMissing",
    "NotIn",
    "RuleUnknown",
    "RulesInUse",
    "RulesSetMeanwhile",
    "SameStatus",
    "UnknownCity",
    "UnknownCountry",
    "UnknownTimezone",
]


class _Dated(Refusal):
    """Dates among its values are said in words of the reader's language."""

    def __str__(self) -> str:
        spoken = {k: imprecise(v) if isinstance(v, ImpreciseDate) else v for k, v in self.values.items()}
        return str(self.message) % spoken


class BadCode(Refusal):
    message = _l(
        "“%(code)s” cannot be a code: use capital letters, figures and hyphens, at most %(most)s signs."
    )


class CodeTaken(Refusal):
    message = _l("The code %(code)s is already in use. Choose another one.")


class NameMissing(Refusal):
    message = _l("Give a name in at least one language.")


class UnknownCountry(Refusal):
    message = _l("“%(country)s” is not a country code of ISO 3166-1, such as VN or JP.")


class UnknownTimezone(Refusal):
    message = _l("“%(timezone)s” is not a time zone we know. Write it like Asia/Ho_Chi_Minh.")


class UnknownCity(Refusal):
    message = _l("There is no city with the code %(code)s.")


class AlreadyIn(Refusal):
    message = _l(
        "%(city)s already has a standing in this network (%(status)s). Change it instead of adding one."
    )


class NotIn(Refusal):
    message = _l("%(city)s has no standing in this network yet. Add it first.")


class SameStatus(Refusal):
    message = _l("%(city)s already has this status in the network. Choose another status.")


class ChangeBeforeStart(_Dated):
    message = _l("The change (%(since)s) comes before the present status began (%(began)s).")


class EndBeforeStart(_Dated):
    message = _l("It ends (%(until)s) before it starts (%(since)s).")


class GroupEmpty(Refusal):
    message = _l("Give the group at least one country or one city.")


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
