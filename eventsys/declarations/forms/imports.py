"""The shape of a draft that comes from elsewhere."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms import HiddenField, TextAreaField
from wtforms.validators import Length

from eventsys.core.choices import SelectField
from eventsys.core.forms import Form
from eventsys.core.languages import lazy_gettext as _l

__all__ = ["ImportForm"]


class ImportForm(Form):
    """A file or a text, and the language it is in; ``version`` is the text's when the page was opened."""

    language = SelectField(_l("Language of the draft"))
    file = FileField(_l("Word document or text file"))
    text = TextAreaField(
        _l("Or the text itself"), validators=[Length(max=200_000)],
        description=_l("The title first, then paragraphs with an empty line between them; points begin with their number."),
    )  # fmt: skip
    version = HiddenField()
