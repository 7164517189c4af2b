from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    EmailField,
    FileField,
    StringField,
    TelField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Length, Optional

from eventsys.conferences.editions.models import Conference
from eventsys.core.choices import SelectField
from eventsys.core.forms import Form, LocalizedField, mail_field
from eventsys.core.languages import gettext as _
from eventsys.registration.names.forms import LANGUAGE_CHOICES, one_line
from eventsys.registration.people.forms import NamesForm, SavedForm, native_languages, telephone
from eventsys.registration.questions.rules import is_near


def check_days(
    starts: date, ends: date, *, arrives_on: date | None = None, departs_on: date | None = None
) -> None:
    """Whether these days fit a conference from ``starts`` to ``ends``. Raises :class:`ValidationError`."""
    if arrives_on and departs_on and departs_on < arrives_on:
        raise ValidationError(_("The departure is before the arrival."))
    if not all(is_near(day, starts, ends) for day in (arrives_on, departs_on) if day):
        raise ValidationError(
            _("This day is far from the days of the conference. Please check the year and the month.")
        )


class YouForm(SavedForm, NamesForm):
    native_name = StringField(
        _l("Name in your own script"), [one_line("native_name")],
        description=_l("Your whole name, as it should stand on your badge: 서울 · Томск · กรุงเทพมหานคร"),
    )  # fmt: skip
    native_language = SelectField(_l("Language of that name"), [Optional()])
    email = EmailField(
        _l("Mail"), [Optional(), mail_field], render_kw={"autocomplete": "email"},
    )  # fmt: skip
    phone = TelField(
        _l("Telephone"),
        [Optional(), Length(max=40), telephone],
        description=_l("With the code of the country: +84 24 3825 3536"),
        render_kw={"autocomplete": "tel"},
    )
    language = SelectField(_l("Language of letters"), choices=LANGUAGE_CHOICES)

    def __init__(self, *args: Any, region: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region = region
        self.native_language.choices = native_languages()


class PhotoForm(SavedForm):
    photo = FileField(
        _l("Photo"), description=_l("Head and shoulders before a plain background. JPEG, PNG, WebP or HEIC, at most 20 MB."),
        render_kw={"accept": "image/jpeg,image/png,image/webp,image/heic,image/heif"},
    )  # fmt: skip


class RoleForm(SavedForm):
    honorific = StringField(_l("Form of address"), [one_line("honorific")], description=_l("H.E., Dr, Ms, …"))
    office = LocalizedField(
        _l("Office"), description=_l("Governor, Director of Planning, … One language is enough.")
    )
    organisation = LocalizedField(
        _l("Organisation"), description=_l("Where you hold it: city government, department, agency.")
    )

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        for field in (self.office, self.organisation):
            for part in field.form:
                try:
                    one_line(field.short_name)(self, part)
                except ValidationError as error:
                    part.errors = [*part.errors, str(error)]
                    fine = False
        return fine


class JourneyForm(SavedForm):
    arrives_on = DateField(_l("Arrival"), [Optional()])
    departs_on = DateField(_l("Departure"), [Optional()])
    flight = StringField(
        _l("Flights or trains"), [one_line("flight")], description=_l("VN 311, arriving at 14:35")
    )
    hotel = StringField(_l("Hotel"), [one_line("hotel")])
    diet = StringField(_l("Diet"), [one_line("diet")], description=_l("Vegetarian, halal, allergies, …"))
    access_needs = TextAreaField(
        _l("Access needs"),
        [Length(max=500)],
        description=_l("Wheelchair, sign language, … Only those who arrange it read this."),
        render_kw={"rows": 2},
    )

    def __init__(self, *args: Any, conference: Conference | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = conference

    def validate_arrives_on(self, field: DateField) -> None:
        if self.edition:
            check_days(self.edition.starts, self.edition.ends, arrives_on=field.data)

    def validate_departs_on(self, field: DateField) -> None:
        if self.edition:
            days = (self.edition.starts, self.edition.ends)
            near = self.arrives_on.data if not self.arrives_on.errors else None
            check_days(*days, arrives_on=near, departs_on=field.data)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        self.access_needs.data = " ".join((self.access_needs.data or "").split())
        return fine


def mark_asked(form: Form, *names: str) -> None:
    """Mark fields that the registration needs before it is submitted; a section is saved without them as well."""
    for name in names:
        if name in form:
            form[name].flags.required = True
            form[name].required = True
