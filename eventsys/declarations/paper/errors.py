"""What is declined about paper that was signed by hand."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NoSignatoryChosen(Refusal):
    """A scan shows the signature of somebody, and nobody was named."""

    message = _l("Choose whose signatures the scan shows.")
    status = 422


class ScanReplaced(Refusal):
    """Only the newest scan of a paper can be replaced."""

    message = _l("This scan has been replaced already; look at the newer one.")
