"""Words that are told of one person only: wherever they appear, that person's data appear."""

from __future__ import annotations

from typing import Any

from eventsys.core.words.text import Localized
from eventsys.registration.fields.models import BY_NAME, FIELDS
from eventsys.registration.kinds.models import Data, FieldKind

__all__ = ["PLANTED", "WHO"]

#: What the one person whose data the walks are about says; nothing else in the world says it.
WHO: dict[str, Any] = {
    "family_name": "Kurobane",
    "given_name": "Yukinojo",
    "native_name": "黒羽",
    "honorific": "Toban",
    "office": Localized(en="Keeper of the Quay"),
    "organisation": Localized(en="Quay Bureau"),
    "email": "yuki.planted@example.org",
    "phone": "+81 90 9876 5432",
    "flight": "PL 4711",
    "hotel": "Hotel Plantation",
    "diet": "plantain without salt",
    "access_needs": "a planted ramp",
    "review_note": "the planted reason",
}
#: Fields that came later have words of their own.
_LATER = {
    field.name: f"the planted {field.name.replace('_', ' ')}"
    for field in FIELDS
    if field.name not in WHO and field.kind in {FieldKind.NAME, FieldKind.LINE, FieldKind.TEXT}
}
WHO |= _LATER
#: These words, by who may see them.
PLANTED: dict[Data, tuple[str, ...]] = {
    Data.NAME: ("Kurobane", "Yukinojo", "黒羽", "Toban", "Keeper of the Quay", "Quay Bureau"),
    Data.CONTACT: ("yuki.planted", "90 9876 5432"),
    Data.JOURNEY: ("PL 4711", "Hotel Plantation"),
    Data.NEEDS: ("plantain without salt", "a planted ramp"),
    Data.NOTE: ("the planted reason",),
    Data.ANSWERS: ("a planted answer",),
    Data.PASSPORT: ("X7654399",),
}
for _name, _words in _LATER.items():
    PLANTED[BY_NAME[_name].seen_as] += (_words,)
