"""The shape of the secretariat's word that the languages say the same."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from eventsys.core.web.forms import Form, VersionField
from eventsys.core.words.languages import lazy_gettext as _l


class CompareForm(Form):
    """The secretariat's word that the languages say the same; ``version`` is the text's that was looked at."""

    word = TextAreaField(
        _l("Your word for the record"),
        description=_l(
            "Who compared the languages, and what was found. It is kept with your name and the moment."
        ),
        validators=[
            DataRequired(_l("Write a word for the record: who compared the languages, or how.")),
            Length(max=2000),
        ],
    )
    version = VersionField()
