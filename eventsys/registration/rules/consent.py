"""What people agree to when they register: the program's own words, and which version somebody has read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256

from eventsys.core.actor import Actor
from eventsys.core.languages import SUPPORTED, in_language
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.text import Localized
from eventsys.registration.rules.seen import Reader

__all__ = ["AGREED", "GIVEN_BY_WORDS", "given_by", "mark_of", "standard_text"]

AGREED = _l(
    "I agree that these data are used to organise the conference, and I confirm that they are correct."
)
_WORDS = _l(
    "Your name, office, organisation and city appear on your badge and in the list of participants. Your journey, diet and "
    "access needs are seen only by those who arrange them. You may withdraw at any time."
)
GIVEN_BY_WORDS: Mapping[str, object] = {
    "person": _l("by the person"),
    "focal_point": _l("by the focal point"),
    "staff": _l("written down by the staff"),
}


@cache
def standard_text() -> tuple[Localized, Localized]:
    """The program's words and the sentence that is ticked, in every language of the pages. They do not change while the
    program runs, and every own page asks for them: everybody gets the same values."""
    words, agreed = dict[str, str](), dict[str, str]()
    for language in SUPPORTED:
        with in_language(language):
            words[language], agreed[language] = str(_WORDS), str(AGREED)
    return Localized(words), Localized(agreed)


def mark_of(words: Localized, agreed: Localized) -> str:
    """A short mark of a version, to see that what was read is what is agreed to."""
    said = "\n".join(f"{code} {text}" for one in (words, agreed) for code, text in sorted(one.items()))
    return sha256(said.encode()).hexdigest()[:16]


def given_by(actor: Actor, readers: frozenset[Reader]) -> str:
    """A key of :data:`GIVEN_BY_WORDS`. ``readers``: as whom the actor looks at the registration."""
    for reader in (Reader.PERSON, Reader.FOCAL_POINT):
        if reader in readers:
            return reader.value
    return "staff"
