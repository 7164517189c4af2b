"""What forms about a person share."""

from __future__ import annotations

from typing import Any

import phonenumbers
from babel import Locale
from flask_babel import lazy_gettext as _l
from wtforms import (
    Field,
    StringField,
    ValidationError,
)
from wtforms.validators import DataRequired

from eventsys.core.choices import RadioField
from eventsys.core.collation import by_words
from eventsys.core.forms import Form, VersionField
from eventsys.core.languages import current
from eventsys.core.languages import gettext as _
from eventsys.registration.names.forms import one_line

#: Languages people write their own names in: the tag chooses the glyphs of badge and nameplate.
SCRIPTS = ("ar", "my", "zh-Hans", "zh-Hant", "hi", "ja", "km", "ko", "lo", "mn", "ru", "th", "vi")


def international(number: str, region: str) -> str | None:
    """``+84 24 3825 3536``; ``region`` is the country of numbers without a code. ``None`` when it is no number."""
    try:
        parsed = phonenumbers.parse(number, region or None)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


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
    for tag in SCRIPTS:
        locale = Locale.parse(tag, sep="-")
        choices.append((tag, f"{locale.get_display_name()} · {locale.get_display_name(here)}"))
    return [("", "—"), *by_words(choices, lambda pair: pair[1].partition(" · ")[2])]


ORDERS = [
    ("family", _l("Family name first (Nguyễn Thế Thảo)")),
    ("given", _l("Given name first (Naoki Inose)")),
]


class NamesForm(Form):
    family_name = StringField(
        _l("Family name"),
        [DataRequired(_l("Please enter the family name.")), one_line("family_name")],
        description=_l("In Latin letters, as in the passport."),
        render_kw={"autocomplete": "family-name", "maxlength": 120},
    )
    given_name = StringField(
        _l("Given name"), [one_line("given_name")], render_kw={"autocomplete": "given-name", "maxlength": 120}
    )
    name_order = RadioField(_l("Order on the badge"), choices=ORDERS, default="given")


class SavedForm(Form):
    version = VersionField()
