"""Refusals of what a design holds."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class DesignNotLaid(Refusal):
    """A design that the layout stumbles over; ``what`` is the library's own word, ``side`` front or back."""

    message = _l("This design cannot be laid out (%(what)s). Take out what you added last, and try again.")
    status = 422


class UnsafeDesign(Refusal):
    """A design contains something that acts or fetches; ``what`` is the piece, ``line`` counts from 1."""

    message = _l("Line %(line)s: “%(what)s” is not allowed here. Take it out and save again.")
    status = 422
