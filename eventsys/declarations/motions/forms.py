"""The shape of what is decided about several amendments at once, and of a vote's result."""

from __future__ import annotations

from enum import StrEnum

from wtforms import BooleanField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from eventsys.core.web.choices import RadioField
from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.decisions.forms import HandsForm


class What(StrEnum):
    ACCEPT = "accept"
    REJECT = "reject"
    VOTE = "vote"
    ALTERNATIVES = "alternatives"


#: In the language in force.
WHAT_WORDS = {
    What.ACCEPT: _l("All of them are accepted"),
    What.REJECT: _l("None of them is accepted"),
    What.VOTE: _l("Open a vote on them together"),
    What.ALTERNATIVES: _l("Open a vote between them, as alternatives"),
}


class TogetherForm(HandsForm):
    """What becomes of the amendments that were chosen."""

    what = RadioField(
        _l("What is done with them?"),
        choices=[(one.value, WHAT_WORDS[one]) for one in What],
        validators=[InputRequired(_l("Choose one"))],
    )
    by_cities = BooleanField(
        _l("Cities vote on their own pages, too"),
        description=_l("Of a roll call. You may record votes as well."),
    )
    note = TextAreaField(
        _l("Note of the chair"),
        validators=[Length(max=2000)],
        description=_l("What is not accepted needs its reason."),
    )


class ResultForm(Form):
    """What a vote came to. ``chosen``: where there was consensus; hands are fields ``n-<choice>`` beside it."""

    chosen = RadioField(_l("On what is there consensus?"), validators=[Optional()])
    note = TextAreaField(_l("Note of the chair"), validators=[Length(max=2000)])
