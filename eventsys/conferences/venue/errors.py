"""What rooms and zones are declined for, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class CapacityTooSmall(Refusal):
    message = _l("A room holds at least one person.")


class BadLetters(Refusal):
    message = _l("A zone is one or two letters from A to Z, such as B or VP.")


class ZoneTaken(Refusal):
    message = _l("This conference already has a zone %(letters)s.")
