"""What is said of a person, cleaned for the record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eventsys.core.addresses import mail_address
from eventsys.core.db import db
from eventsys.core.ids import uuid7
from eventsys.core.languages import DEFAULT, SUPPORTED
from eventsys.core.text import Localized, clean
from eventsys.registration import queries, rules
from eventsys.registration.models import Delegate

__all__ = ["DETAILS", "cleaned", "plain", "put", "sort_anew"]

_NAMES = ("family_name", "given_name", "native_name", "honorific")
_LINES = ("native_language", "phone", "flight", "hotel", "diet", "access_needs")
_PLAIN = ("name_order", "language", "arrives_on", "departs_on")
_LOCALIZED = ("office", "organisation")
DETAILS = frozenset((*_NAMES, *_LINES, *_PLAIN, *_LOCALIZED, "email"))


def cleaned(details: Mapping[str, Any]) -> dict[str, Any]:
    """The values as they are stored. Raises :class:`UnsafeName`, :class:`BadAddress`; unknown keys are a programming error."""
    unknown = set(details) - DETAILS
    if unknown:
        raise TypeError(f"no such details of a delegate: {', '.join(sorted(unknown))}")
    values: dict[str, Any] = {}
    for key, value in details.items():
        if key in _NAMES:
            values[key] = rules.printed_name(value or "", key)
        elif key in _LINES:
            values[key] = rules.clean_name(value or "", rules.NAME_LIMITS[key])
        elif key == "email":
            values[key] = mail_address(value) if clean(value or "") else ""
        elif key in _LOCALIZED:
            values[key] = Localized(
                {lang: rules.printed_name(text, key) for lang, text in (value or {}).items() if text}
            )
        else:
            values[key] = value
    if values.get("name_order") not in (None, "family", "given"):
        values["name_order"] = "given"
    if "language" in values and values["language"] not in SUPPORTED:
        values["language"] = DEFAULT
    return values


def put(delegate: Delegate, values: Mapping[str, Any]) -> None:
    """Set the values, and what lists sort by and search in."""
    delegate.public_id = delegate.public_id or uuid7()
    for key, value in values.items():
        setattr(delegate, key, value)
    for key, text in rules.derived(delegate).items():
        setattr(delegate, key, text)


def plain(value: Any) -> Any:
    """As the audit trail keeps it."""
    return value if value is None or isinstance(value, (str, bool, int, dict)) else str(value)


def sort_anew() -> int:
    """Write the keys of every registration's place in lists and searches anew; how many there are."""
    everybody = list(queries.everybody())
    for delegate in everybody:
        put(delegate, {})
    db.session.flush()
    return len(everybody)
