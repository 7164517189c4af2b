"""Forms about one person: named by the focal point, completed by the person, mended by staff."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FileField,
    HiddenField,
    StringField,
    TelField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from eventsys.conferences.editions.models import Conference
from eventsys.core.choices import RadioField, SelectField
from eventsys.core.forms import Form, LocalizedField, VersionField, mail_field
from eventsys.registration import rules
from eventsys.registration.forms.fields import (
    LANGUAGE_CHOICES,
    check_days,
    countries,
    native_languages,
    one_line,
    telephone,
)

__all__ = [
    "ConsentForm", "JourneyForm", "NameForm", "PassportForm", "PhotoForm", "RoleForm", "SheetForm", "StaffForm",
    "YouForm", "mark_asked",
]  # fmt: skip

ORDERS = [
    ("family", _l("Family name first (Nguyễn Thế Thảo)")),
    ("given", _l("Given name first (Naoki Inose)")),
]


def _line(name: str) -> list[Any]:
    return [one_line(name)]


class NamesForm(Form):
    family_name = StringField(
        _l("Family name"),
        [DataRequired(_l("Please enter the family name.")), *_line("family_name")],
        description=_l("In Latin letters, as in the passport."),
        render_kw={"autocomplete": "family-name", "maxlength": 120},
    )
    given_name = StringField(
        _l("Given name"), _line("given_name"), render_kw={"autocomplete": "given-name", "maxlength": 120}
    )
    name_order = RadioField(_l("Order on the badge"), choices=ORDERS, default="given")


class NameForm(NamesForm):
    """What a focal point says of a person. ``key`` makes the form, sent twice, one person."""

    key = HiddenField()
    category = SelectField(_l("Category"), [DataRequired(_l("Please choose a category."))])
    email = EmailField(
        _l("Mail"), [Optional(), mail_field],
        description=_l("The personal link to the registration goes here."), render_kw={"autocomplete": "off"},
    )  # fmt: skip
    language = SelectField(_l("Language of letters"), choices=LANGUAGE_CHOICES)
    send_link = BooleanField(_l("Send the personal link now"), default=True)

    def validate_send_link(self, field: BooleanField) -> None:
        if field.data and not self.email.data and not self.email.errors:
            raise ValidationError(_("Enter a mail address to send the link to, or do not send it now."))


class SavedForm(Form):
    version = VersionField()


class YouForm(SavedForm, NamesForm):
    native_name = StringField(
        _l("Name in your own script"), _line("native_name"),
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
    honorific = StringField(_l("Form of address"), _line("honorific"), description=_l("H.E., Dr, Ms, …"))
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
        _l("Flights or trains"), _line("flight"), description=_l("VN 311, arriving at 14:35")
    )
    hotel = StringField(_l("Hotel"), _line("hotel"))
    diet = StringField(_l("Diet"), _line("diet"), description=_l("Vegetarian, halal, allergies, …"))
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


class ConsentForm(SavedForm):
    """``text`` marks the version that is shown."""

    text = HiddenField()
    consent = BooleanField(
        rules.AGREED,
        [InputRequired(_l("Please agree to the use of these data: without it we cannot register you."))],
    )


class StaffForm(YouForm, RoleForm, JourneyForm):
    """All of a registration at once, for staff."""

    category = SelectField(_l("Category"), [DataRequired()])
    photo = FileField(
        _l("New photo"), render_kw={"accept": "image/jpeg,image/png,image/webp,image/heic,image/heif"}
    )
    email = EmailField(_l("Mail"), [Optional(), mail_field])

    def __init__(
        self, *args: Any, region: str = "", conference: Conference | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, region=region, conference=conference, **kwargs)


_LONGEST_PASSPORT = 30
"""Years."""


class PassportForm(Form):
    number = StringField(
        _l("Passport number"), [DataRequired(_l("Please enter the number.")), one_line("passport_number")],
        render_kw={"autocomplete": "off", "data-private": ""},
    )  # fmt: skip
    nationality = SelectField(
        _l("Nationality"), [DataRequired(_l("Please choose a country."))], render_kw={"data-private": ""}
    )
    expires_on = DateField(
        _l("Valid until"), [DataRequired(_l("Please enter a day."))], render_kw={"data-private": ""}
    )

    def __init__(self, *args: Any, conference: Conference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = conference
        self.nationality.choices = countries()

    def validate_expires_on(self, field: DateField) -> None:
        if field.data and field.data < self.edition.ends:
            raise ValidationError(_("This passport expires before the conference ends."))
        if field.data and field.data.year > self.edition.ends.year + _LONGEST_PASSPORT:
            raise ValidationError(_("No passport is valid that long. Please check the year."))


class SheetForm(Form):
    """A table of people, or of cities to invite, as a file or pasted."""

    file = FileField(_l("CSV, XLSX or ODS file"), render_kw={"accept": ".csv,.txt,.tsv,.xlsx,.ods"})
    text = TextAreaField(
        _l("Or paste rows from a spreadsheet"), [Length(max=500_000)], render_kw={"rows": 6, "wrap": "off"}
    )
