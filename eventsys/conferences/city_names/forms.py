"""The shape of what a city is called at an edition."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from eventsys.conferences.editions.models import CityName
from eventsys.core.web.choices import RadioField, SelectField
from eventsys.core.web.forms import Form, body_field
from eventsys.core.web.localized import LocalizedField
from eventsys.core.words.text import Localized
from eventsys.networks.registry.models import City
from eventsys.pdf.shaping.coverage import printable


class CityNameForm(Form):
    city = SelectField(_l("City"), [InputRequired(_l("Choose a city."))])
    name = LocalizedField(
        _l("Name at this conference"),
        max_length=200,
        checks=[printable, body_field],
        description=_l("Where it is empty, the registry’s name stands."),
    )
    country = RadioField(
        _l("Line for the country"),
        choices=[
            ("territory", _l("the name of the country or territory")),
            ("none", _l("no line, as for “Chinese Taipei”")),
            ("words", _l("these words")),
        ],
        default="territory",
    )
    country_words = LocalizedField(_l("Words of the line"), max_length=200, checks=[printable, body_field])

    @classmethod
    def of(cls, row: CityName | None, city: City | None) -> CityNameForm:
        """Filled with what is settled for the city, or with what was sent."""
        if row is None:
            return cls(data={"city": city.code if city else ""})
        line = "territory" if row.country is None else "words" if row.country else "none"
        return cls(
            data={
                "city": city.code if city else "",
                "name": row.name,
                "country": line,
                "country_words": row.country or {},
            }
        )

    @property
    def country_line(self) -> Localized | None:
        """The line for the country as ``service.name_city`` takes it: ``None`` for the territory's name, empty for no line."""
        if self.country.data == "territory":
            return None
        return self.country_words.localized if self.country.data == "words" else Localized()

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if self.country.data == "words" and not self.country_words.localized:
            next(iter(self.country_words.form)).errors = [_("Give this in at least one language.")]
            return False
        return fine
