"""How many days what is kept."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from eventsys.core.web.forms import Form
from eventsys.registration.retention.models import RETENTION

__all__ = ["TermsForm"]


class TermsForm(Form):
    """Days after the closing day, a field for each kind of data."""


for _kind, _known in RETENTION.items():
    setattr(
        TermsForm,
        _kind.value,
        IntegerField(
            _known.words,
            [InputRequired(_l("Give a number of days.")), NumberRange(_known.least, _known.most)],
            render_kw={"inputmode": "numeric", "class": "form-control w-auto num", "size": 6},
        ),
    )
