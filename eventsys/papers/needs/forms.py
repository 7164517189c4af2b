"""How the summary of diets and access needs is asked for."""

from __future__ import annotations

from wtforms import BooleanField

from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.papers.formats.forms import SheetForm

__all__ = ["NeedsForm"]


class NeedsForm(SheetForm):
    """Sent by POST, as each look is written down."""

    class Meta(Form.Meta):
        csrf = True

    names = BooleanField(
        _l("With names"),
        description=_l("For those who arrange it for each person. A kitchen needs the numbers alone."),
    )
