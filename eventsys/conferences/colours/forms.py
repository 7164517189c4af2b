"""A colour as it is chosen."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

__all__ = ["colour_field"]


def colour_field(description: Any = "") -> Any:
    """Of what is told apart by it, on screens and badges."""
    return StringField(
        _l("Colour"),
        [InputRequired(_l("Choose a colour.")), Length(max=7)],
        default="#1d4f8c",
        render_kw={"type": "color"},
        description=description,
    )
