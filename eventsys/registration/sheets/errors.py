from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class TableStopped(Refusal):
    """A large table, of which something was saved already when others were quicker with a row of it."""

    message = _l(
        "Row %(row)s could not be saved: %(why)s The %(saved)s rows before it are saved. Look through the table again: "
        "what is there already is left out."
    )
    status = 409
