"""Base of all forms: CSRF, translated messages, cleaned text, localized fields, imprecise days, refusals on fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import request
from flask_babel import get_domain, gettext, lazy_gettext
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DecimalField,
    Field,
    FileField,
    IntegerField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional, ValidationError
from wtforms.widgets import HiddenInput

from eventsys.core.addresses import AddressAsName, BadAddress, mail_address, without_address
from eventsys.core.errors import Refusal
from eventsys.core.numbers import LARGEST
from eventsys.core.web.filters import day as day_words
from eventsys.core.words.days import DONE, Reach, read_day
from eventsys.core.words.text import clean

__all__ = [
    "as_sent",
    "body_field",
    "AsksFarDays",
    "Form",
    "HouseTranslations",
    "ImpreciseDateField",
    "VersionField",
    "mail_field",
    "name_field",
    "place_refusal",
    "put_refusal",
    "strip_text",
]


class HouseTranslations:
    """WTForms' own messages come from core's catalog: WTForms itself carries no Vietnamese."""

    def gettext(self, string: str) -> str:
        return str(gettext(string))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        # Unfilled: WTForms puts its own values in, and flask-babel's ngettext would miss them.
        return str(get_domain().get_translations().ungettext(singular, plural, n))


def strip_text(value: Any) -> Any:
    """Filter of text fields: NFC, no control characters, no outer white space."""
    return clean(value) if isinstance(value, str) else value


def _finite(value: Any) -> Any:
    """Filter of decimal fields: what is no number (NaN, infinity) is nothing, for the range to refuse."""
    return None if isinstance(value, Decimal) and not value.is_finite() else value


def _kept_whole(value: Any) -> Any:
    """Filter of fields of whole numbers: what no database keeps (64 bits) is nothing, for the range to refuse."""
    return None if isinstance(value, int) and not -LARGEST <= value <= LARGEST else value


class Form(FlaskForm):  # type: ignore[misc]  # flask-wtf is untyped
    """What every form in the house is."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def get_translations(self, _form: Any) -> Any:
            return HouseTranslations()

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            if issubclass(unbound_field.field_class, (StringField, TextAreaField)):
                own = unbound_field.kwargs.get("filters", ())
                options = {**options, "filters": [*options.get("filters", ()), *own, strip_text]}
            elif issubclass(unbound_field.field_class, DecimalField):
                own = unbound_field.kwargs.get("filters", ())
                options = {**options, "filters": [_finite, *options.get("filters", ()), *own]}
            elif issubclass(unbound_field.field_class, IntegerField):
                own = unbound_field.kwargs.get("filters", ())
                options = {**options, "filters": [_kept_whole, *options.get("filters", ()), *own]}
            return unbound_field.bind(form=form, **options)

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Of what was sent, files reach file fields only: a file under another name is none of its values."""
            if formdata is not _Auto or not form.is_submitted() or not request.files:
                return super().wrap_formdata(form, formdata)
            wanted = {field.name for field in form if isinstance(field, FileField)}
            sent: MultiDict[str, Any] = MultiDict(request.form)
            for name in request.files:
                if name in wanted:
                    sent.setlist(name, [*sent.getlist(name), *request.files.getlist(name)])
                elif any(file.filename for file in request.files.getlist(name)):
                    form.misplaced.append(name)
            return sent

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.misplaced: list[str] = []
        super().__init__(*args, **kwargs)

    def validate(self, extra_validators: Any = None) -> bool:
        """A file under the name of a field that takes none is said, not swallowed."""
        fine = bool(super().validate(extra_validators))
        if self.misplaced:
            self.form_errors.append(
                gettext("A file was sent where words are asked for. Nothing of it was kept.")
            )
        return fine and not self.misplaced


class VersionField(IntegerField):
    """Which version of a thing the form shows, unseen: who saves an old one is told that somebody was faster."""

    widget = HiddenInput()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=[Optional()], **kwargs)

    def renew(self, version: int) -> None:
        """After that was told, saving again is meant: the form goes on from ``version``, not from what was sent."""
        self.raw_data, self.data = None, version


class ImpreciseDateField(StringField):
    """``data`` is an :class:`~eventsys.core.words.dates.ImpreciseDate` or ``None``; what was typed stays when unreadable."""

    def __init__(
        self, label: Any = None, validators: Any = None, *, reach: Reach = DONE, **kwargs: Any
    ) -> None:
        self.reach = reach
        hint = lazy_gettext(
            "As precise as it is known: 2012, 2012-06, 2012-06-30, spring 2019, end of 2019, before 2004, about 2010."
        )
        super().__init__(label, validators or [Optional()], **{"description": hint, **kwargs})

    data: Any

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = None
        if valuelist and valuelist[0].strip():
            try:
                self.data = read_day(valuelist[0])
            except ValueError as error:
                raise ValueError(
                    gettext(
                        "We cannot read this date. Write 2012, 2012-06, 2012-06-30, “spring 2012”, “end of 2012” or “about 2012”."
                    )
                ) from error
            if not self.reach.has(self.data):
                raise ValueError(gettext("This is too far from today. Is the year right?"))

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return str(self.data or "")


def as_sent(field: Field) -> str:
    """The text as it was sent: of a pasted table the first cell may be empty, and its tab is no outer white space."""
    return str(field.raw_data[0]) if field.raw_data else ""


def mail_field(_form: Any, field: Field) -> None:
    """Validator of a field with one mail address: it can be written to, and is kept in its usual form."""
    try:
        field.data = mail_address(field.data or "")
    except BadAddress as refusal:
        raise ValidationError(str(refusal)) from refusal


def name_field(_form: Any, field: Any, *, domains: bool = True) -> None:
    """Validator: a name, without a web or mail address in it."""
    try:
        without_address(field.data or "", domains=domains)
    except AddressAsName as refusal:
        raise ValidationError(str(refusal)) from refusal


def body_field(form: Any, field: Any) -> None:
    """As :func:`name_field`, of a body, an office or a city: "Booking.com" is what a body may be called."""
    name_field(form, field, domains=False)


def put_refusal(field: Field, refusal: Refusal) -> None:
    """Show a service's refusal beside the field it is about."""
    field.errors = [*field.errors, str(refusal)]


def place_refusal(form: Form, refusal: Refusal, **fields: tuple[type[Refusal], ...]) -> None:
    """Put a refusal beside the field it is about; above the form when it is about none of ``fields``."""
    name = next((name for name, kinds in fields.items() if isinstance(refusal, kinds)), None)
    if name is None:
        form.form_errors.append(str(refusal))
        return
    field = form[name]
    put_refusal(next(iter(field.form)) if hasattr(field, "form") else field, refusal)


class AsksFarDays(Form):
    """A form with days that ought to be near the conference's: one far from it, mostly a slip of the year, is asked
    about once."""

    far_meant = BooleanField(lazy_gettext("The day is meant, though it is far from the conference."))
    asks_far = False

    def no_day_is_far(self, fields: Iterable[Field], is_far: Callable[[date], bool]) -> bool:
        """Whether all days (or moments) of ``fields`` are near, or meant; else beside each what is asked."""
        for field in fields:
            day = field.data.date() if isinstance(field.data, datetime) else field.data
            if day and is_far(day) and not self.far_meant.data:
                self.asks_far = True
                said = gettext(
                    "%(day)s is far from the conference. Correct it, or tick that it is meant.",
                    day=day_words(day),
                )
                field.errors = [*field.errors, said]
        return not self.asks_far
