"""The shape of a scan, and of a better one."""

from __future__ import annotations

from flask_wtf.file import FileRequired, MultipleFileField
from wtforms import DateField
from wtforms.validators import DataRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from eventsys.core.web.choices import SelectMultipleField
from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.signatories.forms import SIGNED_ON, SIGNED_ON_HINT

_WRONG_FILE = _l("Choose the scan: a PDF, or pictures in the order of the pages")
_SCAN = _l("A PDF, or one picture a page (JPEG, PNG) or a TIFF, in the order of the pages.")


class ScanForm(Form):
    """A scan, whose signatures it shows, and the date they bear."""

    signatories = SelectMultipleField(
        _l("Who signed on this paper"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[DataRequired(_l("Choose whose signatures the scan shows."))],
    )
    on = DateField(SIGNED_ON, validators=[Optional()], description=SIGNED_ON_HINT)
    scan = MultipleFileField(_l("Scan"), description=_SCAN, validators=[FileRequired(_WRONG_FILE)])


class ReplaceScanForm(Form):
    """A better scan of the same paper."""

    on = DateField(
        SIGNED_ON,
        validators=[Optional()],
        description=_l("Only where it was taken down wrongly; empty, it stays."),
    )
    scan = MultipleFileField(_l("Scan"), description=_SCAN, validators=[FileRequired(_WRONG_FILE)])
