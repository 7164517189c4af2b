"""The shape of a title, languages and clauses."""

from __future__ import annotations

from typing import Any, Protocol

from wtforms.validators import DataRequired

from eventsys.core.errors import Refusal
from eventsys.core.web.choices import SelectField
from eventsys.core.web.forms import Form, VersionField
from eventsys.core.web.localized import LanguagesField, LocalizedField
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.tags import own_name
from eventsys.declarations.acts.models import VOLUME_WORDS, Volumes


class DeclarationForm(Form):
    """Title, languages and the order of signatories."""

    title = LocalizedField(_l("Title"), required=True)
    languages = LanguagesField(
        _l("Languages of the text"), validators=[DataRequired(_l("Choose at least one language"))]
    )
    order_language = SelectField(_l("Signatories in the alphabetical order of"))
    authentic = SelectField(
        _l("Authenticity"),
        default="",
        description=_l("Or the one language whose text alone is authentic."),
    )
    divergence = SelectField(
        _l("Where the texts diverge"),
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(code, own_name(code)) for code in self.languages.tags]
        self.order_language.choices = named
        self.authentic.choices = [("", _l("All texts are equally authentic")), *named]
        self.divergence.choices = [("", _l("Nothing is said")), *named]

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
    order_language = SelectField(_l("Leading language"))


class _Versioned(Protocol):
    """A form of a text that somebody else may save meanwhile."""

    form_errors: list[str]
    version: VersionField


def put_conflict(form: _Versioned, refusal: Refusal, *, version: int) -> None:
    """Show that somebody else was faster. Saved again, the form stands on the ``version`` that is there now."""
    form.form_errors.append(str(refusal))
    form.version.renew(version)
