"""Why what a translator sent back is not taken in."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.wording.errors import EditedMeanwhile


class HandInRefused(Refusal):
    """A file in XLIFF 2 that is not one of this text; nothing of it was saved."""

    status = 422


class NotOurs(HandInRefused):
    """A file that does not say of which text it is."""

    message = _l(
        "This file does not say of which text it is. Take the file for translators here, and send that back."
    )


class OtherConference(HandInRefused):
    message = _l("This file belongs to a text of another conference.")


class OtherText(HandInRefused):
    message = _l("This file belongs to another text of this conference: “%(title)s”.")


class VersionUnknown(HandInRefused):
    """The file counts further than the text does."""

    message = _l(
        "This file was made from version %(version)s of the text, and there is none. Take a new file here."
    )


class LanguageNotOfText(HandInRefused):
    message = _l(
        "This file is from “%(source)s” into “%(target)s”. Both must be languages of the text, and not the same."
    )


class PiecesUnknown(HandInRefused):
    """Pieces that the text has not, and had not when the file was taken."""

    message = _l("This file holds pieces that are no part of this text: %(words)s.")


class PieceTwice(HandInRefused):
    message = _l("This file says something twice: %(words)s. Only one of both can be right.")


class SheetTooHeavy(HandInRefused):
    """More words than are looked through on one page."""

    message = _l("This file holds more text than can be looked through on one page. Send it in parts.")


class NothingToTake(HandInRefused):
    message = _l("Nothing in this file differs from the text as it stands.")


class PiecesRefused(HandInRefused):
    """Some pieces cannot be taken, and nobody has said that the others are to be taken all the same."""

    message = _l(
        "These cannot be taken: %(places)s. Look at the reasons below, and tick that the rest is to be taken all the same."
    )


class TextMovedOn(EditedMeanwhile):
    """What would be taken in is no longer what was shown."""

    message = _l("The text has changed since this was shown. Look at it again: so it would be taken in now.")
