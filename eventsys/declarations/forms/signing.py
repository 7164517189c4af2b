"""The shape of input where signatures are given in other ways than on the tablet."""

from __future__ import annotations

from typing import Any

from flask_wtf.file import FileField, FileRequired, MultipleFileField
from wtforms import DateField, DateTimeLocalField, PasswordField
from wtforms.validators import DataRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from eventsys.core.choices import SelectMultipleField
from eventsys.core.forms import AsksFarDays, Form
from eventsys.core.languages import lazy_gettext as _l
from eventsys.declarations.forms.texts import SIGNED_ON, SIGNED_ON_HINT

__all__ = [
    "AloneForm",
    "ElsewhereForm",
    "OwnCertificateForm",
    "ReplaceScanForm",
    "ScanForm",
    "SignatoriesForm",
]


class _Secret(PasswordField):
    """Taken as it was typed: no space is cut off, no letter composed; and never shown again."""

    def __init__(self, *args: Any, filters: Any = (), **values: Any) -> None:
        super().__init__(*args, **values)


class SignatoriesForm(AsksFarDays):
    """Until when is signed, on the conference's clock; who signs, and in which order, is a table beside it."""

    until = DateTimeLocalField(
        _l("Deadline for signatures"), [Optional()], format="%Y-%m-%dT%H:%M",
        description=_l("In the conference’s own time; empty for none."),
    )  # fmt: skip


class OwnCertificateForm(Form):
    """A certificate of the signatory's own with its key; neither file nor password is kept."""

    certificate = FileField(
        _l("Certificate file"),
        description=_l("A PKCS#12 file: its name ends in .p12 or .pfx."),
        validators=[FileRequired(_l("Choose the certificate file"))],
    )
    password = _Secret(_l("Password of the file"))
    on = DateField(SIGNED_ON, validators=[Optional()], description=SIGNED_ON_HINT)


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
        SIGNED_ON, validators=[Optional()], description=_l("Only where it was taken down wrongly; empty, it stays."),
    )  # fmt: skip
    scan = MultipleFileField(_l("Scan"), description=_SCAN, validators=[FileRequired(_WRONG_FILE)])
