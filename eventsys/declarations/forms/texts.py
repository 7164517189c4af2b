"""The shape of input on declaration pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from eventsys.core.choices import SelectField, SelectMultipleField
from eventsys.core.errors import Refusal
from eventsys.core.forms import Form, LocalizedField, VersionField
from eventsys.core.languages import OWN_NAMES, SUPPORTED
from eventsys.core.languages import lazy_gettext as _l
from eventsys.declarations.models import VOLUME_WORDS, Volumes

__all__ = [
    "LANGUAGES",
    "SIGNED_ON",
    "SIGNED_ON_HINT",
    "ActForm",
    "AgreementForm",
    "CommentForm",
    "CompareForm",
    "DeclarationForm",
    "ParagraphForm",
    "SignForm",
    "VerifyForm",
    "put_conflict",
    "put_merged",
]

SIGNED_ON = _l("Date of signature")
SIGNED_ON_HINT = _l(
    "As it is printed: the signatory’s own. For who signs on another day than the others, choose that day."
)
LANGUAGES = [(code, OWN_NAMES[code]) for code in SUPPORTED]


class DeclarationForm(Form):
    """Title, languages and the order of signatories."""

    title = LocalizedField(_l("Title"), required=True)
    languages = SelectMultipleField(
        _l("Languages of the text"),
        choices=LANGUAGES,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[DataRequired(_l("Choose at least one language"))],
    )
    order_language = SelectField(_l("Signatories in the alphabetical order of"), choices=LANGUAGES)
    authentic = SelectField(
        _l("Authenticity"),
        choices=[("", _l("All texts are equally authentic")), *LANGUAGES],
        default="",
        description=_l("Or the one language whose text alone is authentic."),
    )
    divergence = SelectField(
        _l("Where the texts diverge"),
        choices=[("", _l("Nothing is said")), *LANGUAGES],
        default="",
        description=_l("Or the language whose text prevails then."),
    )
    volumes = SelectField(
        _l("To be signed"),
        choices=list(VOLUME_WORDS.items()),
        default=Volumes.ONE,
        description=_l("Whoever signs, signs every original; each is a file of its own."),
    )
    version = VersionField()

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        chosen = self.languages.data or []
        for field in (self.order_language, self.authentic, self.divergence):
            if chosen and field.data and field.data not in chosen:
                told = str(_l("Choose one of the languages of the text"))
                field.errors = [*field.errors, told]
                fine = False
        return fine


class AgreementForm(DeclarationForm):
    """Title and languages; each party gets an original, so nothing is said of volumes."""

    volumes = None  # type: ignore[assignment]  # how WTForms takes an inherited field away
    order_language = SelectField(_l("Leading language"), choices=LANGUAGES)


class ParagraphForm(Form):
    """One paragraph or point in every language."""

    text = LocalizedField(_l("Text"), long=True, required=True, max_length=5000)
    version = VersionField()


class CompareForm(Form):
    """The secretariat's word that the languages say the same; ``version`` is the text's that was looked at."""

    word = TextAreaField(
        _l("Your word for the record"),
        description=_l("Who compared the languages, and what was found. It is kept with your name and the moment."),
        validators=[DataRequired(_l("Write a word for the record: who compared the languages, or how.")), Length(max=2000)],
    )  # fmt: skip
    version = VersionField()


class CommentForm(Form):
    """A remark on a paragraph."""

    body = TextAreaField(
        _l("Your remark"), validators=[DataRequired(_l("Write what you want to say.")), Length(max=5000)]
    )


class ActForm(Form):
    """Place and dates of the act, until it is sealed; the page says what stands there when a field is empty."""

    place = LocalizedField(
        _l("Place"), description=_l("In every language of the text. Left empty everywhere, the host city is named."),
    )  # fmt: skip
    fits = BooleanField(
        _l("Languages that I leave as they are name the same place"),
    )
    done_on = DateField(
        _l("Date of the declaration"), validators=[Optional()],
        description=_l(
            "Printed above the text and with the signatures, unless one has its own. Empty: the closing day of the conference."
        ),
    )  # fmt: skip
    adopted_on = DateField(
        _l("Date of adoption"), validators=[Optional()],
        description=_l("Empty: the day it is recorded, if that is one of the conference’s days, else the closing day."),
    )  # fmt: skip


class SignForm(Form):
    """One button, what was drawn on the tablet, and the date that is printed."""

    ink = HiddenField()
    on = DateField(SIGNED_ON, validators=[Optional()], description=SIGNED_ON_HINT)


class VerifyForm(Form):
    """A file to verify; it is not kept."""

    file = FileField(_l("Signed PDF"), validators=[FileRequired(_l("Choose the PDF you want to verify"))])


class _Versioned(Protocol):
    """A form of a text that somebody else may save meanwhile."""

    form_errors: list[str]
    version: VersionField


def put_conflict(form: _Versioned, refusal: Refusal, *, version: int) -> None:
    """Show that somebody else was faster. Saved again, the form stands on the ``version`` that is there now."""
    form.form_errors.append(str(refusal))
    form.version.renew(version)


def put_merged(form: ParagraphForm, words: Mapping[str, str]) -> None:
    """What somebody else has changed meanwhile stands in the form too, where both did not change the same: saved
    again, it undoes nothing that was not disputed."""
    for field in form.text.form:
        field.data = words.get(field.short_name, "")
