"""The shape of what is typed about categories and quotas."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from eventsys.conferences.categories.models import TRAVEL_WORDS, TravelAsked
from eventsys.conferences.colours.forms import colour_field
from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import Form, body_field
from eventsys.core.web.localized import LocalizedField
from eventsys.pdf.shaping.coverage import printable


class CategoryForm(Form):
    name = LocalizedField(
        _l("Word on the badge"), required=True, max_length=60, checks=[printable, body_field]
    )
    colour = colour_field(
        _l("The badge says the category by colour and by word, so that a grey copier does no harm.")
    )
    is_head = BooleanField(
        _l("Head of delegation"), description=_l("At most one such person in each delegation.")
    )
    photo_needed = BooleanField(_l("A photo is needed"), default=True)
    travel_asked = SelectField(
        _l("Days of arrival and departure are asked"),
        choices=[(str(asked), word) for asked, word in TRAVEL_WORDS.items()],
        default=str(TravelAsked.GUESTS),
    )
    consent_needed = BooleanField(_l("Consent to the use of the data is needed"), default=True)


class QuotaForm(Form):
    category = SelectField(_l("Category"), default="")
    city = SelectField(_l("Delegation"), default="")
    places = IntegerField(
        _l("Places"),
        [
            InputRequired(_l("Give the number of places.")),
            NumberRange(max=100_000, message=_l("That is more than we can believe.")),
        ],
    )


def any_word() -> str:
    return str(_("Any"))
