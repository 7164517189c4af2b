"""The sentence that is ticked, and which version somebody has read."""

from __future__ import annotations

from hashlib import sha256

from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized

AGREED = _l(
    "I agree that these data are used to organise the conference, and I confirm that they are correct."
)


def mark_of(words: Localized, agreed: Localized) -> str:
    """A short mark of a version, to see that what was read is what is agreed to."""
    said = "\n".join(f"{code} {text}" for one in (words, agreed) for code, text in sorted(one.items()))
    return sha256(said.encode()).hexdigest()[:16]
