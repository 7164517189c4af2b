"""What is declined of files that somebody signed in another program."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class FileRefused(Refusal):
    """A file signed elsewhere that is not taken; a page shows it beside the file."""

    status = 422


class NotThisDocument(FileRefused):
    """It does not begin with the document, byte for byte."""

    message = _l(
        "This is not the document that is to be signed, or it was saved anew, which takes the seal away. Download the "
        "document here, sign it in its box, and hand in what your program saved."
    )


class OthersSigned(FileRefused):
    """It begins with an earlier stage."""

    message = _l(
        "Others have signed since this file was downloaded. Download the document again and sign that."
    )


class NoNewSignature(FileRefused):
    """It is the document as it stands."""

    message = _l("This file bears no new signature.")


class AnotherBox(FileRefused):
    """The new signature is not where it belongs; ``name`` is whose box it should be."""

    message = _l("The new signature in this file does not stand in the box of %(name)s.")


class SeveralSignatures(FileRefused):
    """Each is taken in its turn."""

    message = _l("This file bears several new signatures: hand in one at a time.")


class NotTaken(FileRefused):
    """What verification says against it; ``why`` is a sentence, or several."""

    message = _l("This file is not taken, as it would not be valid. %(why)s")


class OriginalsMissing(FileRefused):
    """Whoever signs, signs every original; ``count`` is how many there are."""

    message = _l("This document has %(count)s originals: hand in all of them, each signed.")


class OriginalTwice(FileRefused):
    """Two files for one original."""

    message = _l("Two of these files are the same original: hand in each of them once.")
