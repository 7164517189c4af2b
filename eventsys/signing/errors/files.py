"""What is declined about a file: not read, or not as a PDF with signatures."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NotAPdf(Refusal):
    """The bytes do not begin like a PDF."""

    message = _l("This file is not a PDF.")
    status = 422


class EncryptedFile(Refusal):
    """The PDF is protected with a password or encrypted for somebody."""

    message = _l("This PDF is encrypted. Save it without a password and try again.")
    status = 422


class DamagedFile(Refusal):
    """A PDF so damaged that nothing can be said about its signatures except that it is damaged."""

    message = _l("This PDF is damaged and cannot be read. Its signatures count for nothing in this state.")
    status = 422


class FileTooBig(Refusal):
    """More bytes than we are ready to read; ``megabytes`` is the limit."""

    message = _l("This file is too large: we read at most %(megabytes)s MB.")
    status = 413


class TooManyParts(Refusal):
    """More signatures or revisions than any document that people sign has; ``most`` of each are read."""

    message = _l("This file has more than %(most)s signatures or revisions: more than are read here.")
    status = 422
