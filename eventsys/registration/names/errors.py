from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class UnsafeName(Refusal):
    """Shape of names that no paper can carry."""

    message = _l("Please write one line of at most %(limit)s characters.")
    status = 422


class SignRefused(UnsafeName):
    """An emoji, or a sign that no font draws, in words that are printed; ``key`` is the field's name, ``field``
    what it is called, ``sign`` the sign with its numbers in Unicode."""

    message = _l(
        "%(field)s: the sign %(sign)s cannot be printed. Please leave it out or write it in other letters."
    )


class AddressInName(UnsafeName):
    """A web or mail address where a name should be; ``key`` and ``field`` as in :class:`SignRefused`."""

    message = _l("%(field)s: please leave web and mail addresses out.")
