from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import DataRequired, Length, Optional

from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import Form, body_field
from eventsys.core.web.localized import LocalizedField
from eventsys.core.words.countries import countries
from eventsys.core.words.languages import current
from eventsys.networks.bodies.models import KIND_WORDS
from eventsys.pdf.shaping.coverage import printable


def _country_choices() -> list[tuple[str, str]]:
    return [("", _("None")), *countries(current()).items()]


class BodyForm(Form):
    """What is known of a body that is not a city."""

    name = LocalizedField(
        _l("Its name"),
        required=True,
        max_length=200,
        checks=[printable, body_field],
        description=_l(
            "As it is to stand on badges, in lists and in letters: UNESCO, Ministry of Construction."
        ),
    )
    native_name = StringField(
        _l("Name in its own script"), [Optional(), Length(max=200), printable, body_field]
    )
    kind = SelectField(
        _l("Kind"),
        [DataRequired(_l("Please choose a kind."))],
        choices=lambda: [("", _("Choose a kind")), *((str(kind), word) for kind, word in KIND_WORDS.items())],
    )
    parent = SelectField(_l("Part of"), default="")
    country = SelectField(
        _l("Country or territory"),
        [Optional()],
        choices=_country_choices,
        description=_l("Where it is based. None for an international organisation."),
    )
