"""What is said once cities are on the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsys.conferences.editions.models import Conference
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.registration.invitations import service


def tell_invited(conference: Conference, invitees: Sequence[service.Invitee]) -> Any:
    """The answer once they are on the list: how many were written to, and that others were not."""
    written = sum(bool(invitee.focal_email) for invitee in invitees)
    n = len(invitees)
    say(Tone.OK, ngettext("%(num)s is on the list.", "%(num)s are on the list.", n))
    if written:
        say(
            Tone.OK,
            ngettext("%(num)s invitation is on its way.", "%(num)s invitations are on their way.", written),
        )
    if written < n:
        say(Tone.WARN, _("Those without a mail address were not written to yet."))
    return see_other(url_for("registration.delegations", slug=conference.slug))
