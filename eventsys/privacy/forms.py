"""The shape of what is typed about privacy."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, ValidationError

from eventsys.core.web.forms import Form, LocalizedField
from eventsys.core.words.languages import OWN_NAMES, SUPPORTED, list_words
from eventsys.core.words.text import sought
from eventsys.registration.retention.models import RETENTION

__all__ = ["ConsentTextForm", "ErasureForm", "NameErasureForm", "NameForm", "TermsForm", "WishForm"]


class ErasureForm(Form):
    """Why the data are erased, or why they are not."""

    reason = TextAreaField(
        _l("Reason"),
        [DataRequired(_l("Please give the reason: it stays on record.")), Length(max=2000)],
        description=_l(
            "Without names: it stays on record. When the request is refused, the person reads it."
        ),
        render_kw={"rows": 3},
    )


class NameForm(Form):
    """Under which name somebody is on record."""

    name = StringField(
        _l("Name"),
        [DataRequired(_l("Type the name.")), Length(max=260)],
        description=_l("Whole words in any order; capitals and accents do not matter."),
        render_kw={"autocomplete": "off"},
    )

    def validate_name(self, field: StringField) -> None:
        if not sought(field.data or ""):
            raise ValidationError(_("Type the name."))


class NameErasureForm(NameForm):
    """The same with the reason; the places that were chosen come beside."""

    reason = TextAreaField(
        _l("Reason"),
        [DataRequired(_l("Please give the reason: it stays on record.")), Length(max=2000)],
        description=_l(
            "How the person asked and how you know who it was, without the name: it stays on record."
        ),
        render_kw={"rows": 3},
    )


class WishForm(Form):
    wish = TextAreaField(
        _l("Is there something we should know? (optional)"), [Length(max=2000)], render_kw={"rows": 3}
    )


class TermsForm(Form):
    """Days after the closing day, a field for each kind of data."""


for _kind, _known in RETENTION.items():
    setattr(
        TermsForm,
        _kind.value,
        IntegerField(
            _known.words,
            [InputRequired(_l("Give a number of days.")), NumberRange(_known.least, _known.most)],
            render_kw={"inputmode": "numeric", "class": "form-control w-auto num", "size": 6},
        ),
    )


class ConsentTextForm(Form):
    """Written in every language of the pages, so that everybody reads what they agree to."""

    words = LocalizedField(
        _l("What people are told before they agree"), long=True, required=True, max_length=3000
    )

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        missing = [OWN_NAMES[code] for code in SUPPORTED if code not in self.words.localized]
        if fine and missing:
            self.form_errors.append(
                _("Give this text in every language; missing: %(languages)s.", languages=list_words(missing))
            )
        return fine and not missing
