"""The shape of a deadline, and words of every form that asks for the date of a signature."""

from __future__ import annotations

from wtforms import DateTimeLocalField
from wtforms.validators import Optional

from eventsys.core.web.forms import AsksFarDays
from eventsys.core.words.languages import lazy_gettext as _l


class SignatoriesForm(AsksFarDays):
    """Until when is signed, on the conference's clock; who signs, and in which order, is a table beside it."""

    until = DateTimeLocalField(
        _l("Deadline for signatures"),
        [Optional()],
        format="%Y-%m-%dT%H:%M",
        description=_l("In the conference’s own time; empty for none."),
    )


SIGNED_ON = _l("Date of signature")
SIGNED_ON_HINT = _l(
    "As it is printed: the signatory’s own. For who signs on another day than the others, choose that day."
)
