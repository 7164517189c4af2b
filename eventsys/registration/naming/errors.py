from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class InvitationDeclined(Refusal):
    message = _l(
        "This city has answered that it will not come. Accept the invitation first if it will after all."
    )


class NotAccepted(Refusal):
    message = _l("Please accept the invitation first.")


class AlreadyNamed(Refusal):
    message = _l("%(name)s is in this delegation already.")
