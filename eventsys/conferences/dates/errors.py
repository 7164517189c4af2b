"""What dates and clocks are declined for, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class ZoneMissing(Refusal):
    """Neither given, nor known of the host city, nor the only one of its country."""

    message = _l("The time zone of %(city)s is not known: choose it.")


class ZoneQuestion(Refusal):
    """The zone changes, and nobody has said what stays of the times already set."""

    message = _l("Nothing was saved yet: say below what stays of the times already set.")


class WindowReversed(Refusal):
    message = _l("Registration would close before it opens.")
