"""The shape of what another program has signed."""

from __future__ import annotations

from flask_wtf.file import FileRequired, MultipleFileField
from wtforms import DateField
from wtforms.validators import Optional

from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.signatories.forms import SIGNED_ON, SIGNED_ON_HINT


class AloneForm(Form):
    """What another program saved: every original, signed. The date is that of the document."""

    signed = MultipleFileField(
        _l("Signed file"),
        description=_l("The PDF as your program saved it. Where there are several originals, all of them."),
        validators=[FileRequired(_l("Choose the signed file"))],
    )


class ElsewhereForm(AloneForm):
    """The same, from the secretariat, which may set the date."""

    on = DateField(SIGNED_ON, validators=[Optional()], description=SIGNED_ON_HINT)
