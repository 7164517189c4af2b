"""What a request for erasure takes."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import Length

from eventsys.core.web.forms import Form

__all__ = ["WishForm"]


class WishForm(Form):
    wish = TextAreaField(
        _l("Is there something we should know? (optional)"), [Length(max=2000)], render_kw={"rows": 3}
    )
