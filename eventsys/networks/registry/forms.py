"""The shape of what is typed about networks and cities."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from eventsys.core import clock
from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import Form, ImpreciseDateField, body_field
from eventsys.core.web.localized import LocalizedField
from eventsys.core.words.countries import countries
from eventsys.core.words.languages import current
from eventsys.core.words.zones import zone_choices
from eventsys.pdf.shaping.coverage import printable


def _country_choices() -> list[tuple[str, str]]:
    return [("", _("Choose a country")), *countries(current()).items()]


def _zone_choices() -> list[tuple[str, str]]:
    return [("", _("Not known")), *zone_choices(clock.now().date())]


class NetworkForm(Form):
    code = StringField(
        _l("Code"),
        [InputRequired(_l("Give the network a short code.")), Length(max=20)],
        description=_l("Short and lasting, such as ANMC21. It appears in addresses."),
    )
    name = LocalizedField(_l("Its name"), required=True, checks=[body_field])
    founded = ImpreciseDateField(_l("Founded"))
    plenary_every_months = IntegerField(
        _l("Months from one plenary to the next"),
        [Optional(), NumberRange(1, 240, _l("Give a number from 1 to 240."))],
    )


class CityForm(Form):
    code = StringField(
        _l("Code"),
        [InputRequired(_l("Give the city a short code.")), Length(max=12)],
        description=_l("Up to 12 capital letters and figures, such as HAN; many use the UN/LOCODE."),
    )
    name = LocalizedField(_l("Its name"), required=True, max_length=200, checks=[printable, body_field])
    native_name = StringField(
        _l("Name in its own script"),
        [Optional(), Length(max=200), printable, body_field],
        description=_l("As the city writes it: 東京都, Томск, Hà Nội."),
    )
    country = SelectField(
        _l("Country or territory"), [InputRequired(_l("Choose a country."))], choices=_country_choices
    )
    timezone = SelectField(_l("Time zone"), [Optional()], choices=_zone_choices)
    leader_office = LocalizedField(
        _l("Office of its leader"),
        checks=[body_field],
        description=_l("Mayor, governor, chairman of the people’s committee …"),
    )
