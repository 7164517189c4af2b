from __future__ import annotations

from datetime import date
from typing import Any

from wtforms import DateField, ValidationError

from eventsys.conferences.editions.models import Conference
from eventsys.core.web.forms import Form
from eventsys.core.words.languages import gettext as _
from eventsys.registration.fields.models import in_section, of_kind
from eventsys.registration.kinds.models import FieldKind, FormSection
from eventsys.registration.names.forms import one_line
from eventsys.registration.people.forms import NamesForm, SavedForm, native_languages, with_section
from eventsys.registration.questions.rules import AskedParts, is_near


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


@with_section(FormSection.YOU)
class YouForm(SavedForm, NamesForm):
    def __init__(self, *args: Any, region: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.region = region
        self.native_language.choices = native_languages()


@with_section(FormSection.PHOTO)
class PhotoForm(SavedForm):
    pass


@with_section(FormSection.ROLE)
class RoleForm(SavedForm):
    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        for field in (self[name] for name in of_kind(FieldKind.OFFICE) if name in self):
            for part in field.form:
                try:
                    one_line(field.short_name)(self, part)
                except ValidationError as error:
                    part.errors = [*part.errors, str(error)]
                    fine = False
        return fine


@with_section(FormSection.JOURNEY)
class JourneyForm(SavedForm):
    def __init__(self, *args: Any, conference: Conference | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = conference

    def validate_arrives_on(self, field: DateField) -> None:
        if self.edition:
            check_days(self.edition.starts, self.edition.ends, arrives_on=field.data)

    def validate_departs_on(self, field: DateField) -> None:
        if self.edition:
            days = (self.edition.starts, self.edition.ends)
            arrival = self.arrives_on  # None where it is not asked
            near = arrival.data if arrival and not arrival.errors else None
            check_days(*days, arrives_on=near, departs_on=field.data)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        for field in (self[name] for name in of_kind(FieldKind.TEXT) if name in self):
            field.data = " ".join((field.data or "").split())
        return fine


def mark_asked(form: Form, part: str, asked: AskedParts) -> None:
    """Take off what is not asked, and mark fields that the registration needs before it is submitted; a section is saved
    without them as well."""
    for field in in_section(part):
        if not asked.asks(field):
            del form[field.input]
        elif asked.requires(field) and not field.instead:
            form[field.input].flags.required = True
            form[field.input].required = True
