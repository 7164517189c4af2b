"""A name is no billboard: it stands in letters that go out in the secretariat's name, to whom a stranger chose."""

from __future__ import annotations

from eventsys.core.addresses import holds_address
from eventsys.registration.errors import AddressInName

__all__ = ["LETTERS_A_DAY", "refuse_addresses"]

#: To the people of one delegation, by whoever holds its link; the secretariat may send more.
LETTERS_A_DAY = 200
_NAMES = frozenset({"family_name", "given_name", "native_name", "honorific", "focal_name"})


def refuse_addresses(text: str, key: str, field: str) -> None:
    """Raises :class:`AddressInName` for web and mail addresses in what is called a name, an office or an organisation."""
    if holds_address(text, domains=key in _NAMES):
        raise AddressInName(key=key, field=field)
