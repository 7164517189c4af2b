"""The decision on an erasure."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from eventsys.core.web.forms import Form

__all__ = ["ErasureForm"]


class ErasureForm(Form):
    """Why the data are erased, or why they are not."""

    reason = TextAreaField(
        _l("Reason"),
        [DataRequired(_l("Please give the reason: it stays on record.")), Length(max=2000)],
        description=_l(
            "Without names: it stays on record. When the request is refused, the person reads it."
        ),
        render_kw={"rows": 3},
    )
