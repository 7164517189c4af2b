"""Refusals: everything eventsys declines to do has a name, a status and a sentence for people.

A room subclasses :class:`Refusal` in its own ``errors.py``; ``app.py`` maps every refusal to a page once.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any, ClassVar

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from eventsys.core.words import written
from eventsys.core.words.languages import current

__all__ = ["BadRequest", "Forbidden", "Gone", "NoSuchTime", "NotFound", "Refusal", "SignInNeeded", "TooLarge"]


class Refusal(Exception):
    """Something declined by name.

    ``message`` is a (lazy) translated sentence with ``%(name)s`` places; the keyword values given to
    the constructor fill them and stay readable as ``refusal.values``; a day is said as the reader writes it.
    """

    message: ClassVar[LazyString | str] = _l("This cannot be done.")
    status: ClassVar[int] = 409
    retry_after: ClassVar[int | None] = None
    """Seconds, where trying again later helps."""

    def __init__(self, **values: Any) -> None:
        self.values = values
        super().__init__(type(self).__name__)

    def __str__(self) -> str:
        text = str(self.message)
        return text % {name: _said(value) for name, value in self.values.items()} if self.values else text

    def __reduce__(self) -> Any:
        """Refusals come back from other processes with their values (see ``core.bounded``)."""
        return partial(type(self), **self.values), ()


def _said(value: Any) -> Any:
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    return written.day(value, current()) if is_day else value


class BadRequest(Refusal):
    """The request itself makes no sense (a value outside its list, a missing part)."""

    message = _l("We could not read this request. Go back, reload the page and try again.")
    status = 400


class SignInNeeded(Refusal):
    """Nobody is signed in and the page is not public."""

    message = _l("Please sign in to see this page.")
    status = 401


class Forbidden(Refusal):
    """It is known who asks, and their role does not include it."""

    message = _l("Your role does not include this. Ask an organiser of the conference if it should.")
    status = 403


class NotFound(Refusal):
    """No such thing, or not for these eyes: both answer alike on purpose."""

    message = _l("There is nothing at this address, or it is not open to you.")
    status = 404


class Gone(Refusal):
    """It was here once: an expired link, a withdrawn page."""

    message = _l("This is no longer available.")
    status = 410


class TooLarge(Refusal):
    """An upload or request above the limit."""

    message = _l("The file is too large: at most %(limit)s are accepted.")
    status = 413


class NoSuchTime(Refusal):
    """A clock's time that is skipped when summer time begins."""

    message = _l("%(time)s does not exist on that day (%(zone)s): the clocks go forward then.")
