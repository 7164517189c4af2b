"""The shape of what is typed about an organiser."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField

from eventsys.core.web.forms import Form, body_field
from eventsys.core.web.localized import LocalizedField
from eventsys.pdf.shaping.coverage import printable


class OrganiserForm(Form):
    role = LocalizedField(
        _l("Wording of the role"),
        checks=[body_field],
        description=_l("As it stands before the name: “organised by”, “in coordination with”."),
    )
    name = LocalizedField(_l("Its name"), required=True, checks=[printable, body_field])
    logo = FileField(_l("Logo"), description=_l("PNG, JPEG or WebP."))
    drop_logo = BooleanField(_l("Remove the present logo"))
