from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import Form, ImpreciseDateField
from eventsys.networks.standing.models import MembershipStatus


def status_choices() -> list[tuple[str, str]]:
    return [(status.value, status.word) for status in MembershipStatus]


class StandingForm(Form):
    status = SelectField(_l("Status"), [InputRequired(_l("Choose a status."))], choices=status_choices)
    since = ImpreciseDateField(_l("Since"))


class JoinForm(StandingForm):
    city = SelectField(_l("City"), [InputRequired(_l("Choose a city."))])
