"""What forms about a person share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from babel import Locale
from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    EmailField,
    Field,
    FileField,
    StringField,
    TelField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import DataRequired, Length, Optional

from eventsys.core.web.choices import RadioField, SelectField
from eventsys.core.web.forms import Form, VersionField, mail_field
from eventsys.core.web.localized import LocalizedField, letter_choices
from eventsys.core.words.collation import by_words
from eventsys.core.words.languages import current
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.tags import OWN_SCRIPT
from eventsys.core.words.text import folded
from eventsys.registration.fields.models import BY_NAME, in_section
from eventsys.registration.kinds.models import FieldKind, FormSection
from eventsys.registration.names.forms import one_line
from eventsys.registration.people.models import LISTED_WITH
from eventsys.registration.people.rules import international

F = TypeVar("F", bound=Form)


def telephone(form: Any, field: Field) -> None:
    """Put the number into its international form; ``form.region`` is the country of the delegation's city."""
    if not field.data:
        return
    number = international(field.data, getattr(form, "region", ""))
    if number is None:
        raise ValidationError(_("This is not a telephone number. Begin with + and the code of the country."))
    field.data = number


def native_languages() -> list[tuple[str, str]]:
    """Choices in their own words, with the page's word beside."""
    here = Locale.parse(current())
    choices = []
    for tag in OWN_SCRIPT:
        locale = Locale.parse(tag, sep="-")
        choices.append((tag, f"{locale.get_display_name()} · {locale.get_display_name(here)}"))
    return [("", "—"), *by_words(choices, lambda pair: pair[1].partition(" · ")[2])]


def read_listed(text: str) -> str:
    """The code of what a list of participants may show, as lists give it out. Raises :class:`ValueError`."""
    if folded(text) in LISTED_WITH:
        return folded(text)
    known = ", ".join(filter(None, LISTED_WITH))
    raise ValueError(_("Write one of %(words)s, or leave it empty.", words=known))


ORDERS = [
    ("family", _l("Family name first (Nguyễn Thế Thảo)")),
    ("given", _l("Given name first (Naoki Inose)")),
]


def made(name: str) -> Any:
    """The input of a declared field. Days are checked against the conference, choices of the person's languages set, by
    the form that has them."""
    field = BY_NAME[name]
    label, said = field.question, {"description": field.hint} if field.hint else {}
    typed: dict[str, Any] = {"autocomplete": field.autocomplete} if field.autocomplete else {}
    match field.kind:
        case FieldKind.NAME:
            there = [DataRequired(field.needed)] if field.needed else []
            typed |= {"maxlength": field.limit} if typed else {}
            return StringField(label, [*there, one_line(name)], render_kw=typed or None, **said)
        case FieldKind.OFFICE:
            return LocalizedField(label, **said)
        case FieldKind.TEXT:
            return TextAreaField(label, [Length(max=field.limit)], render_kw={"rows": 2}, **said)
        case FieldKind.MAIL:
            return EmailField(label, [Optional(), mail_field], render_kw=typed, **said)
        case FieldKind.PHONE:
            return TelField(label, [Optional(), Length(max=field.limit), telephone], render_kw=typed, **said)
        case FieldKind.DAY:
            return DateField(label, [Optional()], **said)
        case FieldKind.PHOTO:
            return FileField(label, render_kw={"accept": PHOTOS}, **said)
        case FieldKind.CHOICE:
            return _CHOICES[name](label)
        case FieldKind.LINE:
            return StringField(label, [one_line(name)], **said)


PHOTOS = "image/jpeg,image/png,image/webp,image/heic,image/heif"
_CHOICES: Mapping[str, Callable[[Any], Any]] = {
    "name_order": lambda label: RadioField(label, choices=ORDERS, default="given"),
    "native_language": lambda label: SelectField(label, [Optional()]),
    "language": lambda label: SelectField(label, choices=letter_choices),
    "listed_with": lambda label: SelectField(
        label, choices=list(LISTED_WITH.items()), description=BY_NAME["listed_with"].hint
    ),
}


def with_section(section: FormSection) -> Callable[[type[F]], type[F]]:
    """Decorator of a form: the inputs of a section that it has not yet."""

    def add(form: type[F]) -> type[F]:
        for field in in_section(section):
            if not hasattr(form, field.input):
                setattr(form, field.input, made(field.name))
        return form

    return add


class NamesForm(Form):
    family_name = made("family_name")
    given_name = made("given_name")
    name_order = made("name_order")


class SavedForm(Form):
    version = VersionField()
