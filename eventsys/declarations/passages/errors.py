"""What is declined of a file in which there is no draft."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class DraftUnreadable(Refusal):
    """No title, no paragraph, or no file of that kind."""

    message = _l(
        "No draft could be read from this. Send a Word document (.docx) or a plain text with paragraphs."
    )
    status = 422
