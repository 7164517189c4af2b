"""What is declined about a scan before anything of it is kept."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class ScanRefused(Refusal):
    """A file that is not taken in; nothing was stored. The form shows the sentence beside its field."""

    status = 422


class ScanUnreadable(ScanRefused):
    """Neither a PDF nor a picture by its content, whatever its name says."""

    message = _l(
        "This is neither a PDF nor a picture (JPEG, PNG, TIFF). Scan the paper again as one of these; nothing was filed."
    )


class ScanIsSigned(ScanRefused):
    """A file that bears our own seal or signatures: the document itself, or a scan that was filed already."""

    message = _l(
        "This is a file of this site with its digital signatures, not a scan of paper. Filed as a scan it would no longer "
        "count as signed; nothing was filed. “Verify a document” tells what is in it."
    )


class ScanTooLarge(ScanRefused):
    """``megabytes`` is the most that is taken, of all files together."""

    message = _l(
        "This scan is too large: at most %(megabytes)s MB are accepted. Scan it in grey or with fewer dots an inch."
    )
