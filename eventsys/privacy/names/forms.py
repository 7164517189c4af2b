"""A name that is looked for, and why it is erased."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import DataRequired, Length, ValidationError

from eventsys.core.web.forms import Form
from eventsys.core.words.text import sought
from eventsys.privacy.erasure.forms import reason_field

__all__ = ["NameErasureForm", "NameForm"]


class NameForm(Form):
    """Under which name somebody is on record."""

    name = StringField(
        _l("Name"),
        [DataRequired(_l("Type the name.")), Length(max=260)],
        description=_l("Whole words in any order; capitals and accents do not matter."),
        render_kw={"autocomplete": "off"},
    )

    def validate_name(self, field: StringField) -> None:
        if not sought(field.data or ""):
            raise ValidationError(_("Type the name."))


class NameErasureForm(NameForm):
    """The same with the reason; the places that were chosen come beside."""

    reason = reason_field(
        _l("How the person asked and how you know who it was, without the name: it stays on record.")
    )
