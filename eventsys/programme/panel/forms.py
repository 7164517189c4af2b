"""The shape of what is typed about a panel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import StringField
from wtforms.validators import DataRequired, InputRequired, Length

from eventsys.core.web.choices import RadioField, SelectField
from eventsys.core.web.forms import Form, body_field, name_field
from eventsys.core.web.localized import LocalizedField
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.pdf.shaping.coverage import printable
from eventsys.programme.sessions.models import ROLE_WORDS
from eventsys.registration.people.models import Delegate

_ROLES = [(str(role), word) for role, word in ROLE_WORDS.items()]


class DelegateSeatForm(Form):
    """The part that a registered delegate takes."""

    role = SelectField(_l("Part"), choices=_ROLES, default="speaker")
    delegate = RadioField(
        _l("Delegate"), validators=[InputRequired(_l("Choose a delegate."))], validate_choice=False
    )

    def offer(self, delegates: Sequence[Delegate], city_of: Any) -> None:
        self.delegate.choices = [(str(d.public_id), f"{d.full_name} · {city_of(d)}") for d in delegates]


class GuestSeatForm(Form):
    """A guest's part, by name."""

    role = SelectField(_l("Part"), choices=_ROLES, default="speaker")
    name = StringField(
        _l("Name"),
        validators=[DataRequired(_l("Give the guest’s name.")), Length(max=260), printable, name_field],
    )
    office = LocalizedField(_l("Office"), checks=[printable, body_field])
    organisation = LocalizedField(_l("Organisation"), checks=[printable, body_field])
