"""The shape of a proposal and of merged words."""

from __future__ import annotations

from wtforms import IntegerField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from eventsys.core.web.choices import RadioField, SelectField
from eventsys.core.web.forms import Form
from eventsys.core.web.localized import LocalizedField
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.amendments.models import KIND_WORDS, AmendmentKind


class AmendmentForm(Form):
    """``where``: a paragraph's id, or the beginning of a part; its choices are the text's."""

    kind = RadioField(
        _l("What do you propose?"),
        choices=[(kind.value, KIND_WORDS[kind]) for kind in AmendmentKind],
        validators=[InputRequired(_l("Choose one"))],
        default=AmendmentKind.REPLACE.value,
    )
    where = SelectField(
        _l("At which paragraph?"),
        description=_l("What is inserted goes after it."),
        validators=[InputRequired(_l("Choose one"))],
    )
    text = LocalizedField(
        _l("Proposed text"),
        long=True,
        max_length=5000,
        description=_l("To insert or replace: in the language you like; more than one is welcome."),
    )
    place = IntegerField(
        _l("New number"), validators=[Optional(), NumberRange(1, 9999)], description=_l("To move only.")
    )
    reason = TextAreaField(_l("Reason"), validators=[Length(max=5000)])


class AmendToForm(Form):
    """Other words than another city's amendment proposes."""

    text = LocalizedField(
        _l("Proposed text"),
        long=True,
        max_length=5000,
        description=_l("Change the words that are proposed, in the languages you like."),
    )
    reason = TextAreaField(_l("Reason"), validators=[Length(max=5000)])
