"""Who is who in the panels: the same person, or a namesake."""

from __future__ import annotations

import re
from hashlib import sha256

from eventsys.core.words.text import folded

_BETWEEN = re.compile(r"[^\w]+")
#: Folded titles and forms of address before a name, in the languages of the house, and degrees behind it.
_BEFORE = frozenset(
    [
        *(
            "mr",
            "mrs",
            "ms",
            "miss",
            "mx",
            "sir",
            "dame",
            "lord",
            "lady",
            "dr",
            "prof",
            "professor",
            "eng",
            "ir",
        ),
        *("hon", "honourable", "honorable", "excellency", "he", "m", "mme", "mlle", "me", "pr", "docteur"),
        *(
            "professeur",
            "monsieur",
            "madame",
            "se",
            "sem",
            "ong",
            "ba",
            "anh",
            "chi",
            "gs",
            "ts",
            "ths",
            "pgs",
        ),
        *("tien", "si", "giao", "su", "thac"),
    ]
)
_BEHIND = frozenset(["phd", "md", "jr", "sr", "obe", "mbe", "esq"])


def name_key(name: str) -> str:
    """The same for names that may be one person's: without case, accents, titles and order.

    Two words always stay, as "Ba" and "Anh" are names as well.

    >>> name_key("Dr. Nguyễn Thế Thảo") == name_key("THAO Nguyen The")
    True
    """
    words = [word for word in _BETWEEN.split(folded(name).replace(".", "")) if word]
    while len(words) > 2 and words[0] in _BEFORE:
        words = words[1:]
    while len(words) > 2 and words[-1] in _BEHIND:
        words = words[:-1]
    return " ".join(sorted(words))


#: How the key of who is known by name alone begins.
GUEST = "guest "


def person_key(delegate_id: int | None, name: str, organisation: str = "") -> str:
    """Of this very person: a delegate by identity, a guest by name and organisation as they were given.

    At most 64 signs of a guest's key are kept, so that it fits a column whatever the name.
    """
    if delegate_id is not None:
        return f"delegate {delegate_id}"
    sign = sha256(f"{name_key(name)}|{folded(organisation)}".encode()).hexdigest()
    return f"{GUEST}{sign[:50]}"
