"""Why a translator's file as a whole is not read."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l

__all__ = [
    "BilingualRefused",
    "BilingualUnreadable",
    "FormerXliff",
    "NotMemory",
    "NotXliff",
    "TooManyPieces",
]


class BilingualRefused(Refusal):
    """A file that is not taken in; nothing of it was saved."""

    status = 422


class BilingualUnreadable(BilingualRefused):
    """No XML, damaged, larger than any such file, or with a document type or entities, of which bombs are made."""

    message = _l(
        "This file cannot be read: it is damaged, too large, or not what a translation program writes. "
        "Nothing was saved."
    )


class NotXliff(BilingualRefused):
    """Well-formed XML of another kind, or of a version of XLIFF that is not known."""

    message = _l("This is no XLIFF 2 file. Send back the file that you took here, saved as XLIFF 2.0 or 2.1.")


class FormerXliff(BilingualRefused):
    """XLIFF 1.x, of which no program says the same as the next."""

    message = _l(
        "This is a file in XLIFF %(version)s. Export it from your translation program as XLIFF 2.0 (or 2.1), and send that."
    )


class NotMemory(BilingualRefused):
    """Well-formed XML that is no TMX."""

    message = _l(
        "This is no translation memory. Send a file in TMX 1.4, which every translation program exports."
    )


class TooManyPieces(BilingualRefused):
    """More than a text or a memory has."""

    message = _l("This file holds more than is read at once: at most %(most)s pieces.")
