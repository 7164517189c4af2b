"""Who takes a floater: asked on its own page and on the list."""

from __future__ import annotations

from flask_babel import gettext as _

from eventsys.badges.passes.forms import HolderForm
from eventsys.badges.record.pages import city_choices
from eventsys.conferences.editions.models import Conference


def holder_form(conference: Conference) -> HolderForm:
    """Who takes a floater: a name, a delegation, or both."""
    form = HolderForm()
    form.delegation.choices = city_choices(conference, _("no delegation"))
    return form
