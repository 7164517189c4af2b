"""What is refused of a text that comes in, and why."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l

__all__ = ["ChangesUnclear", "ManuscriptRefused", "ManuscriptUnreadable", "OldFormat", "ReaderMissing"]


class ManuscriptRefused(Refusal):
    """A text that is not taken in; nothing of it was saved."""

    status = 422


class ManuscriptUnreadable(ManuscriptRefused):
    """Damaged, of another kind than it seems, or packed to too much."""

    message = _l(
        "No text could be read from this file. Send a Word document (.docx), an OpenDocument text (.odt), RTF, HTML, "
        "Akoma Ntoso, or plain text in UTF-8."
    )


class OldFormat(ManuscriptRefused):
    """A binary Word file, or a PDF: formats from which words cannot be taken faithfully."""

    message = _l(
        "Words cannot be taken from this kind of file without harm. Open it, save it as .docx and send that."
    )


class ChangesUnclear(ManuscriptRefused):
    """Tracked changes in a format in which they cannot be told apart."""

    message = _l(
        "This file has tracked changes that nobody has accepted or rejected. Accept or reject them in your word "
        "processor, or save the file as .docx and send that: then you are asked here."
    )


class ReaderMissing(ManuscriptRefused):
    """Pandoc is not installed, or cannot be run."""

    message = _l("The program that reads such files, pandoc, is not installed here. Tell the administrator.")
    status = 503
