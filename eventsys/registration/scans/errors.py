"""What is declined about a document, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class DocumentRefused(Refusal):
    """A file that is not taken in; nothing was stored. The form shows the sentence beside its field."""

    status = 422


class DocumentUnreadable(DocumentRefused):
    """Neither a PDF nor a picture by its content, whatever its name says."""

    message = _l("This is neither a PDF nor a picture (JPEG, PNG, HEIC), and was not kept.")


class DocumentTooLarge(DocumentRefused):
    """``megabytes`` is the most that is taken, of all files together."""

    message = _l("This document is too large: at most %(megabytes)s MB are accepted. Nothing of it was kept.")
