"""A name is no billboard: it stands in letters that go out in the secretariat's name, to whom a stranger chose."""

from __future__ import annotations

import re

from eventsys.registration.errors import AddressInName

__all__ = ["LETTERS_A_DAY", "refuse_addresses"]

#: To the people of one delegation, by whoever holds its link; the secretariat may send more.
LETTERS_A_DAY = 200
#: "TS.Trần" and "St.John" are names, "Booking.com" an organisation's.
_ANYWHERE = re.compile(r"https?:|//|\bwww\.|\w@\w", re.IGNORECASE)
_DOMAIN = re.compile(
    r"\w\.(?:com|org|net|info|biz|io|ru|cn|xyz|top|site|online|shop|store|app|dev|link|click|club|live|me|ly|gl|to|cc|tk)(?!\w)",
    re.IGNORECASE,
)
_NAMES = frozenset({"family_name", "given_name", "native_name", "honorific", "focal_name"})


def refuse_addresses(text: str, key: str, field: str) -> None:
    """Raises :class:`AddressInName` for web and mail addresses in what is called a name, an office or an organisation."""
    if _ANYWHERE.search(text) or (key in _NAMES and _DOMAIN.search(text)):
        raise AddressInName(key=key, field=field)
