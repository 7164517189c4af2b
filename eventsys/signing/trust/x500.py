"""Names in certificates that asn1crypto cannot prepare for comparison, compared as they are written.

RFC 4518 knows the letters of Unicode 3.2: Burmese, emoji, the ʻokina and much else are "unassigned" there, and Arabic
or Hebrew beside digits breaks its rule for writing directions. Certificates with such names are lawful, and exist;
asn1crypto raises on each comparison of them, deep inside of whatever compares. Where preparation fails, two names are
the same if their bytes are.

Importing this module is enough; the package does, so that no code of this room meets the library without it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from asn1crypto import x509

__all__ = ["common_name", "prepared"]

_AS_WRITTEN: Final = "\x00"  # which preparation removes, so that no prepared value begins with it


#: One chain is compared hundreds of times, and its names are read anew each time.
_SHORT: Final = 200
_PREPARES: Final = x509.NameTypeAndValue()


@lru_cache(maxsize=4096)
def _of_text(text: str) -> str:
    return str(_PREPARES._ldap_string_prep(text))


def prepared(attribute: Any) -> str:
    """A name's attribute as it is compared: prepared after RFC 4518 or, where that cannot be, its DER."""
    if attribute._prepped is None:
        try:
            text = attribute["value"].native
            attribute._prepped = _of_text(text) if len(text) <= _SHORT else _PREPARES._ldap_string_prep(text)
        except (ValueError, TypeError):  # not text at all, or text that preparation does not know
            attribute._prepped = _AS_WRITTEN + attribute["value"].dump().hex()
    return str(attribute._prepped)


x509.NameTypeAndValue.prepped_value = property(prepared)


def common_name(name: x509.Name) -> str:
    """What a certificate calls somebody, for people to read; the last one where there are several (it is the most
    particular), the organisation where there is none. Empty where it cannot be read."""
    try:
        entries = name.native
    except (ValueError, TypeError):  # bytes that are no text of the kind they say they are
        return ""
    found = entries.get("common_name") or entries.get("organization_name") or ""
    return str(found[-1] if isinstance(found, list) else found)
