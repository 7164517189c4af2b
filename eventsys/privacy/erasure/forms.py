"""The decision on an erasure."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from eventsys.core.web.forms import Form

__all__ = ["ErasureForm", "reason_field"]


def reason_field(description: Any) -> Any:
    """Why it is done; ``description`` says what to write."""
    asked = DataRequired(_l("Please give the reason: it stays on record."))
    return TextAreaField(
        _l("Reason"), [asked, Length(max=2000)], description=description, render_kw={"rows": 3}
    )


class ErasureForm(Form):
    """Why the data are erased, or why they are not."""

    reason = reason_field(
        _l("Without names: it stays on record. When the request is refused, the person reads it.")
    )
