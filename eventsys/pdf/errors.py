"""What the print engine declines, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l

__all__ = [
    "BadPhoto",
    "BadText",
    "BrokenPdf",
    "BrokenStyle",
    "DamagedPdf",
    "DesignTooBig",
    "EncryptedPdf",
    "FontGone",
    "NoGlyph",
    "RemoteResource",
    "SheetTooSmall",
    "SlotNotEmpty",
    "SlotWithoutBox",
    "TooManyPages",
    "UnknownImage",
    "UnknownSlot",
    "UnsafeStyle",
]


class RemoteResource(Refusal):
    """A page to be printed points at the network or the disk; ``url`` is the address it asked for."""

    message = _l("The page asks for “%(url)s”. Printed pages may only use pictures uploaded here.")
    status = 422


class UnknownImage(Refusal):
    """A page to be printed names a picture that nobody gave; ``name`` is the name."""

    message = _l("The page asks for the picture “%(name)s”, which does not exist.")
    status = 422


class UnsafeStyle(Refusal):
    """A style sheet wants something from outside; ``line`` counts from 1, ``what`` is the offending piece."""

    message = _l("Line %(line)s of the style sheet: “%(what)s” is not allowed here.")
    status = 422


class BrokenStyle(Refusal):
    """A style sheet that cannot be read; ``line`` counts from 1, ``what`` is the parser's own word."""

    message = _l("Line %(line)s of the style sheet cannot be read (%(what)s).")
    status = 422


class BrokenPdf(Refusal):
    """Bytes given as a PDF that are none, or need a password."""

    message = _l("This file cannot be read as a PDF.")
    status = 422


class EncryptedPdf(Refusal):
    """Protected with a password, or encrypted for somebody."""

    message = _l("This PDF is encrypted. Save it without a password and try again.")
    status = 422


class DamagedPdf(Refusal):
    """Begins like a PDF and does not go on like one; a guess at what it was would not do."""

    message = _l("This PDF is damaged or incomplete. Make it again and try once more.")
    status = 422


class TooManyPages(Refusal):
    """``pages`` is how many there are, ``most`` the limit."""

    message = _l("This PDF has %(pages)s pages; at most %(most)s are accepted.")
    status = 422


class UnknownSlot(Refusal):
    """A design has a slot nobody fills; ``line`` counts from 1, ``known`` lists the names there are."""

    message = _l("Line %(line)s: there is no slot “%(slot)s”. Slots are: %(known)s.")
    status = 422


class SlotNotEmpty(Refusal):
    """A slot that already holds words or a picture, or is not the right element; ``line`` counts from 1."""

    message = _l(
        "Line %(line)s: the slot “%(slot)s” must be an empty element (for a picture: <img> without src)."
    )
    status = 422


class SlotWithoutBox(Refusal):
    """A slot without width or height of its own, or outside the page; ``line`` counts from 1."""

    message = _l(
        "Line %(line)s: the slot “%(slot)s” needs a width and a height, and a place inside the page."
    )
    status = 422


class DesignTooBig(Refusal):
    """A design that runs over its one page; ``pages`` is how many it takes."""

    message = _l("The design takes %(pages)s pages; it must fit one.")
    status = 422


class FontGone(Refusal):
    """A font that was there when a part was made is not here, or is another version; ``name`` is its name."""

    message = _l(
        "The font “%(name)s” is missing here, or is another version than the one this was made with."
    )


class NoGlyph(Refusal):
    """Words for which no installed font has letters; ``characters`` are those that lack, ``codes`` their numbers in
    Unicode, ``slot`` the place of a design they were meant for (empty where there is none)."""

    message = _l("No font here can draw “%(characters)s” (%(codes)s).")
    status = 422


class BadText(Refusal):
    """Words that are too long for any badge; ``length`` in characters, ``most`` is the limit."""

    message = _l("This text has %(length)s characters; at most %(most)s can be printed.")
    status = 422


class BadPhoto(Refusal):
    """A picture that cannot be printed as it is; ``why`` says what is wrong with it."""

    message = _l("The picture “%(name)s” cannot be printed: %(why)s.")
    status = 422


class SheetTooSmall(Refusal):
    """The badges asked for do not fit the paper; sizes in millimetres."""

    message = _l("%(columns)s × %(rows)s badges of %(width)s × %(height)s mm do not fit this sheet.")
    status = 422
