"""What a part in a session is declined for, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class PersonMissing(Refusal):
    message = _l("Choose a delegate, or give the guest’s name.")


class NotADelegateHere(Refusal):
    message = _l("%(name)s is not an approved delegate of this conference.")


class AlreadySeated(Refusal):
    message = _l("%(name)s already has this part in the session.")
