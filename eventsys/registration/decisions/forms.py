from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    EmailField,
    FileField,
)
from wtforms.validators import DataRequired, Optional

from eventsys.conferences.editions.models import Conference
from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import mail_field
from eventsys.registration.people.forms import PHOTOS
from eventsys.registration.questions.forms import JourneyForm, RoleForm, YouForm


class StaffRegistrationForm(YouForm, RoleForm, JourneyForm):
    """All of a registration at once, for staff."""

    category = SelectField(_l("Category"), [DataRequired()])
    photo = FileField(_l("New photo"), render_kw={"accept": PHOTOS})
    email = EmailField(_l("Mail"), [Optional(), mail_field])

    def __init__(
        self, *args: Any, region: str = "", conference: Conference | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, region=region, conference=conference, **kwargs)
