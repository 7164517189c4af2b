"""Reading delegations and registrations. Never writes."""

from __future__ import annotations

from eventsys.registration.queries.consent import consents_of, latest_text, text_versions
from eventsys.registration.queries.delegations import (
    cities_with_delegation,
    delegation_at,
    delegation_here,
    delegation_of_city,
    delegations,
    letters_since,
    locked_delegation,
    presence_log,
)
from eventsys.registration.queries.order import by_name, city_key, name_key
from eventsys.registration.queries.passports import (
    passport_log,
    passport_of,
)
from eventsys.registration.queries.people import (
    delegate_at,
    delegate_here,
    delegates_of,
    everybody,
    find_delegate,
    full_rows,
    head_of,
    locked_delegate,
    same_person,
    taken_places,
)
from eventsys.registration.queries.retention import (
    delegations_with_focal,
    passport_day,
    passports_of,
    people_with_contact,
    people_with_journey,
    people_with_note,
    people_with_photo,
    public_ids,
    term_row,
    terms,
)
from eventsys.registration.queries.review import (
    Filters,
    all_matching,
    approved_delegates,
    by_public_ids,
    counts_by,
    matching,
    registered_by_day,
    review_page,
)
from eventsys.registration.queries.rows import DelegationRow, delegation_rows, narrowed
from eventsys.registration.queries.search import is_own_page, people_told_by, with_words

__all__ = [
    "DelegationRow",
    "Filters",
    "all_matching",
    "approved_delegates",
    "by_name",
    "by_public_ids",
    "city_key",
    "consents_of",
    "counts_by",
    "delegate_at",
    "delegate_here",
    "delegates_of",
    "delegation_at",
    "delegation_here",
    "cities_with_delegation",
    "delegation_of_city",
    "delegation_rows",
    "delegations",
    "everybody",
    "find_delegate",
    "full_rows",
    "head_of",
    "is_own_page",
    "locked_delegate",
    "latest_text",
    "letters_since",
    "locked_delegation",
    "matching",
    "name_key",
    "narrowed",
    "passport_log",
    "passport_of",
    "presence_log",
    "people_told_by",
    "registered_by_day",
    "review_page",
    "same_person",
    "taken_places",
    "text_versions",
    "delegations_with_focal",
    "passport_day",
    "passports_of",
    "people_with_contact",
    "people_with_journey",
    "people_with_note",
    "people_with_photo",
    "public_ids",
    "term_row",
    "terms",
    "with_words",
]
