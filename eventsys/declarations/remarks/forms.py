"""The shape of a remark."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l


class CommentForm(Form):
    """A remark on a paragraph."""

    body = TextAreaField(
        _l("Your remark"), validators=[DataRequired(_l("Write what you want to say.")), Length(max=5000)]
    )
