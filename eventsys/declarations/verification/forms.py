"""The shape of a file to verify."""

from __future__ import annotations

from flask_wtf.file import FileField, FileRequired

from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l


class VerifyForm(Form):
    """A file to verify; it is not kept."""

    file = FileField(
        _l("Signed PDF"),
        validators=[FileRequired(_l("Choose the PDF you want to verify"))],
        description=_l("Or the words of a text alone, as Akoma Ntoso (.xml)."),
    )
