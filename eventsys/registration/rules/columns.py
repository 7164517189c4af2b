"""The columns of tables of people, those that come in and those that go out, and what each is called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from eventsys.core.languages import lazy_gettext as _l

__all__ = ["COLUMN_WORDS", "LISTED"]

COLUMN_WORDS: Mapping[str, Any] = {
    "category": _l("Category"), "family_name": _l("Family name"), "given_name": _l("Given name"),
    "name_order": _l("Name order"), "native_name": _l("Name in own script"),
    "native_language": _l("Language of that name"), "honorific": _l("Form of address"), "email": _l("Mail"),
    "phone": _l("Telephone"), "language": _l("Language of letters"), "office": _l("Office"),
    "office_en": _l("Office (English)"), "office_fr": _l("Office (French)"), "office_vi": _l("Office (Vietnamese)"),
    "organisation": _l("Organisation"), "organisation_en": _l("Organisation (English)"),
    "organisation_fr": _l("Organisation (French)"), "organisation_vi": _l("Organisation (Vietnamese)"),
    "arrives_on": _l("Arrival"), "departs_on": _l("Departure"), "flight": _l("Flights or trains"), "hotel": _l("Hotel"),
    "diet": _l("Diet"), "access_needs": _l("Access needs"), "city": _l("City"),
    "full_name": _l("Full name"), "country": _l("Country"), "state": _l("State"), "reference": _l("Reference"),
}  # fmt: skip
#: The columns of the list that is given out, in their order: all that a table may bring, each language of an office by
#: itself, so that a list that was given out can come in again; no passports.
LISTED = (
    "family_name", "given_name", "full_name", "name_order", "native_name", "native_language", "honorific", "office_en",
    "office_fr", "office_vi", "organisation_en", "organisation_fr", "organisation_vi", "city", "country", "category",
    "state", "email", "phone", "language", "arrives_on", "departs_on", "flight", "hotel", "diet", "access_needs",
    "reference",
)  # fmt: skip
