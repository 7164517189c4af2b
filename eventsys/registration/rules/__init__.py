"""Pure decisions about registrations: the state machine, names, places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import phonenumbers

from eventsys.conferences.categories.models import Quota
from eventsys.core.collation import ALPHABETS, stored_key
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.text import clean, folded, searchable
from eventsys.pdf.coverage import sign_words, unprintable
from eventsys.registration.errors import SignRefused, UnsafeName, WrongState
from eventsys.registration.models import OPEN_STATES, STATE_TONES, STATE_WORDS, Delegate, DelegateState
from eventsys.registration.rules.asked import (
    PART_WORDS,
    Asked,
    Thing,
    asked_by,
    asked_of,
    is_near,
    is_open_to,
    missing_parts,
    things_to_do,
)
from eventsys.registration.rules.billboard import LETTERS_A_DAY, refuse_addresses
from eventsys.registration.rules.cities import (
    ANSWERS,
    CITY_WORDS,
    answer,
    cities,
    is_among,
    may_send_proxy,
    standing_words,
)
from eventsys.registration.rules.columns import COLUMN_WORDS, LISTED
from eventsys.registration.rules.consent import AGREED, GIVEN_BY_WORDS, given_by, mark_of, standard_text
from eventsys.registration.rules.people import PEOPLE_WORDS, SHOWN_STATES, counted, people, states_of
from eventsys.registration.rules.presence import check_presence, presence_mark
from eventsys.registration.rules.retention import TERMED
from eventsys.registration.rules.splitting import NameRead, order_in_heading, read_name

__all__ = [
    "AGREED", "ANSWERS", "ARROWS",
    "CITY_WORDS", "COLUMN_WORDS", "DECISIONS", "EDITABLE", "LISTED", "NAME_LIMITS", "NameRead", "PART_WORDS",
    "Asked", "Thing", "asked_by", "asked_of", "left_of", "is_near", "is_open_to", "things_to_do",
    "LETTERS_A_DAY", "PEOPLE_WORDS", "PLACE_STATES", "PRINTED", "SHOWN_STATES", "STATE_TONES", "STATE_WORDS",
    "TERMED", "VERB_WORDS", "Places", "Verb", "answer", "arrow", "can", "check_presence", "cities", "clean_name",
    "counted", "derived", "is_among", "may_send_proxy", "missing_parts", "name_order_in", "name_words",
    "order_in_heading", "people", "places_left", "presence_mark", "printed_name",
    "GIVEN_BY_WORDS", "given_by", "mark_of", "standard_text",
    "read_name", "reference", "sort_name", "standing_words", "states_of",
]  # fmt: skip

S: TypeAlias = DelegateState


class Verb(StrEnum):
    SUBMIT = "submit"
    PRE_APPROVE = "pre_approve"
    RETURN = "return"
    APPROVE = "approve"
    REJECT = "reject"
    WAITLIST = "waitlist"
    REVOKE = "revoke"
    WITHDRAW = "withdraw"


#: Whatever is not here is refused by name.
ARROWS: Mapping[Verb, tuple[frozenset[S], S]] = {
    Verb.SUBMIT: (frozenset({S.DRAFT, S.RETURNED}), S.SUBMITTED),
    Verb.PRE_APPROVE: (frozenset({S.SUBMITTED}), S.PRE_APPROVED),
    Verb.RETURN: (frozenset({S.SUBMITTED, S.PRE_APPROVED}), S.RETURNED),
    Verb.APPROVE: (frozenset({S.PRE_APPROVED, S.WAITLISTED}), S.APPROVED),
    Verb.REJECT: (frozenset({S.PRE_APPROVED, S.WAITLISTED}), S.REJECTED),
    Verb.WAITLIST: (frozenset({S.PRE_APPROVED}), S.WAITLISTED),
    Verb.REVOKE: (frozenset({S.APPROVED}), S.REVOKED),
    Verb.WITHDRAW: (OPEN_STATES | {S.WAITLISTED}, S.WITHDRAWN),
}
#: What ends in the person's mail and in the badges' eyes.
DECISIONS = frozenset({Verb.RETURN, Verb.APPROVE, Verb.REJECT, Verb.WAITLIST, Verb.REVOKE})
#: States that take a place in quotas and the one-head rule.
PLACE_STATES = OPEN_STATES
#: The delegate edits these; staff edit every open one.
EDITABLE = frozenset({S.DRAFT, S.RETURNED})

VERB_WORDS: Mapping[str, Any] = {
    Verb.SUBMIT: _l("Submit"), Verb.PRE_APPROVE: _l("Pre-approve"), Verb.RETURN: _l("Return"), Verb.APPROVE: _l("Approve"),
    Verb.REJECT: _l("Reject"), Verb.WAITLIST: _l("Put on the waiting list"), Verb.REVOKE: _l("Revoke"),
    Verb.WITHDRAW: _l("Withdraw"),
}  # fmt: skip


def can(verb: Verb, state: str) -> bool:
    return state in ARROWS[verb][0]


def left_of(delegate: Delegate) -> list[Thing]:
    """What is left to do before the registration is submitted; nothing once it is."""
    return things_to_do(delegate, asked_of(delegate)) if can(Verb.SUBMIT, delegate.state) else []


def arrow(verb: Verb, state: str) -> DelegateState:
    """Where ``verb`` leads from ``state``. Raises :class:`WrongState`."""
    sources, target = ARROWS[verb]
    if state not in sources:
        raise WrongState(action=VERB_WORDS[verb], state=STATE_WORDS[state])
    return target


# ---- names ----

NAME_LIMITS: Mapping[str, int] = {
    "family_name": 120, "given_name": 120, "native_name": 200, "native_language": 20, "honorific": 60, "email": 254,
    "phone": 40, "flight": 120, "hotel": 200, "diet": 200, "access_needs": 500, "office": 300,
    "organisation": 300, "focal_name": 200, "passport_number": 40,
}  # fmt: skip
#: Fields that stand on badges and papers, and what they are called.
PRINTED: Mapping[str, Any] = {
    "family_name": _l("Family name"), "given_name": _l("Given name"), "native_name": _l("Name in your own script"),
    "honorific": _l("Form of address"), "office": _l("Office"), "organisation": _l("Organisation"),
    "focal_name": _l("Focal point"),
}  # fmt: skip
_PRESENTATION = dict.fromkeys((0xFE0E, 0xFE0F))  # phones put them after ™ and ®, to choose a picture of it
_BREAKS = re.compile(r"[\n\r\t\v\f\x1c-\x1e\x85\u2028\u2029]")


def clean_name(text: str, limit: int) -> str:
    """NFC, without control characters and unpaired surrogates; inner white space is one space.

    Raises :class:`UnsafeName` for line breaks and for more than ``limit`` characters.
    """
    if _BREAKS.search(text.strip()):
        raise UnsafeName(limit=limit)
    cleaned = " ".join(clean(text).split())
    if len(cleaned) > limit:
        raise UnsafeName(limit=limit)
    return cleaned


def printed_name(text: str, key: str) -> str:
    """As :func:`clean_name`, of a field that stands on badges and papers (see :data:`PRINTED`).

    Raises :class:`SignRefused` too, for emoji and for what no font draws, and :class:`AddressInName`.
    """
    limit = NAME_LIMITS[key]
    cleaned = clean_name(text, limit).translate(_PRESENTATION)
    refuse_addresses(cleaned, key, str(PRINTED[key]))
    for sign in unprintable(cleaned):
        raise SignRefused(limit=limit, key=key, field=str(PRINTED[key]), sign=sign_words(sign))
    return cleaned


def sort_name(family: str, given: str) -> str:
    return folded(f"{family} {given}")[:260]


#: Where the family name is said and written first: China with Hong Kong, Macao and Taiwan, Viet Nam, Cambodia, Korea,
#: Hungary, and Japan, which writes its names so in Latin letters too since 2020.
_FAMILY_FIRST = frozenset({"CN", "HK", "MO", "TW", "VN", "KH", "KR", "KP", "JP", "HU"})


def name_order_in(country: str) -> str:
    """``family`` or ``given``: which name comes first where nobody has said it. ``country`` is ISO 3166-1 alpha-2."""
    return "family" if country in _FAMILY_FIRST else "given"


def name_words(family: str, given: str) -> frozenset[str]:
    """Two people with the same words may be one, whatever the order, the case and the accents."""
    return frozenset(folded(f"{family} {given}").replace("-", " ").split())


def derived(delegate: Delegate) -> dict[str, str]:
    """What the lists of people are sorted by and searched in, from what is known of one: a key for each alphabet,
    and names, address, telephone and reference, folded."""
    family, given = clean(delegate.family_name or ""), clean(delegate.given_name or "")
    said = (family, given, delegate.native_name or "", delegate.email or "", *_numbers(delegate.phone or ""))
    keys = {f"order_{letters}": stored_key(letters, family, given) for letters in ALPHABETS}
    return {
        **keys,
        "sort_name": sort_name(family, given),
        "search_text": searchable(*said, reference(delegate)),
    }


def _numbers(phone: str) -> Iterable[str]:
    """A telephone number as it is kept, without gaps, and as it is dialled at home."""
    if not phone:
        return
    yield phone
    yield "".join(filter(str.isdigit, phone))
    try:
        parsed = phonenumbers.parse(phone, None)
    except phonenumbers.NumberParseException:
        return
    at_home = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL)
    yield "".join(filter(str.isdigit, at_home))


def reference(delegate: Delegate) -> str:
    """A short word for letters and telephones, from the random end of the public id: ``R-3F2A-91C4``."""
    tail = delegate.public_id.hex[-8:].upper()
    return f"R-{tail[:4]}-{tail[4:]}"


# ---- places ----


@dataclass(frozen=True, slots=True)
class Places:
    """One quota as it bears on a delegation: ``category_id`` is ``None`` for the whole delegation."""

    category_id: int | None
    places: int
    taken: int

    @property
    def left(self) -> int:
        return max(self.places - self.taken, 0)

    @property
    def full(self) -> bool:
        return self.taken >= self.places


def places_left(quotas: Iterable[Quota], city_id: int, taken: Mapping[int, int]) -> list[Places]:
    """The quotas that bind a city's delegation; its own come before those of every delegation.

    ``taken``: category id to people who hold a place.
    """
    binding: dict[int, Quota] = {}
    for quota in quotas:
        if quota.city_key in (0, city_id):
            known = binding.get(quota.category_key)
            if known is None or quota.city_key:
                binding[quota.category_key] = quota
    total = sum(taken.values())
    return [
        Places(key or None, q.places, taken.get(key, 0) if key else total)
        for key, q in sorted(binding.items())
    ]
