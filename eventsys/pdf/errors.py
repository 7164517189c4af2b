"""What the print engine declines, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.languages import lazy_gettext as _l

__all__ = ["BrokenPdf", "BrokenStyle", "RemoteResource", "UnknownImage", "UnsafeStyle"]


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
