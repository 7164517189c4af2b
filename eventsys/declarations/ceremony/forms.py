"""The shape of a signature on the tablet, and of a certificate of one's own."""

from __future__ import annotations

from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import DateField, HiddenField, PasswordField
from wtforms.validators import Optional

from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.signatories.forms import SIGNED_ON, SIGNED_ON_HINT


class _Secret(PasswordField):
    """Taken as it was typed: no space is cut off, no letter composed; and never shown again."""

    def __init__(self, *args: Any, filters: Any = (), **values: Any) -> None:  # noqa: ARG002 (those of forms)
        super().__init__(*args, **values)


class OwnCertificateForm(Form):
    """A certificate of the signatory's own with its key; neither file nor password is kept."""

    certificate = FileField(
        _l("Certificate file"),
        description=_l("A PKCS#12 file: its name ends in .p12 or .pfx."),
        validators=[FileRequired(_l("Choose the certificate file"))],
    )
    password = _Secret(_l("Password of the file"))
    # it stands on one page with the form below
    on = DateField(SIGNED_ON, id="own-on", validators=[Optional()], description=SIGNED_ON_HINT)


class SignForm(Form):
    """One button, what was drawn on the tablet, and the date that is printed."""

    ink = HiddenField()
    on = DateField(SIGNED_ON, validators=[Optional()], description=SIGNED_ON_HINT)
