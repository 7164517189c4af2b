"""Which words stand on every document, whatever was adopted; which of them a language lacks, and what may stand in them.

A message is its English. Languages that the house speaks say it by their catalogues; others by a file of ours
(``eventsys/declarations/words/<tag>.po``), and any of them by what an organiser wrote instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Final

from babel.messages.pofile import read_po

from eventsys.core.words.languages import SUPPORTED
from eventsys.core.words.languages import lazy_gettext as _l

__all__ = [
    "FIXED",
    "LONGEST",
    "Fixed",
    "lacking",
    "odd_places",
    "places_of",
    "shipped",
    "shipped_languages",
    "state_of",
]

LONGEST: Final = 1000
"""Characters of one text."""
_FOLDER: Final = Path(__file__).parents[1] / "words"
_PLACE: Final = re.compile(r"%\((\w+)\)s|%\(num\)d")


@dataclass(frozen=True, slots=True)
class Fixed:
    """One message. ``may`` are places it can fill beside those that its English names; ``used``: on which papers."""

    message: str
    used: object
    may: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Its name in a form and on record: the first words of its English."""
        return "-".join(re.findall("[a-z]+", _PLACE.sub(r" \1 ", self.message).lower())[:12])


_DECLARATIONS, _AGREEMENTS = _l("Every document"), _l("Agreements")
_SEVERAL, _SIGNING, _SEALING = _l("Texts in several languages"), _l("Signatures"), _l("Seal")
_PAPER = _l("Documents signed on paper")
_DONE: Final = ("place", "languages")

FIXED: Final[tuple[Fixed, ...]] = (
    Fixed("Done %(at_place)s on %(day)s.", _DECLARATIONS, _DONE),
    Fixed("%(place)s, %(day)s", _DECLARATIONS),
    Fixed("Signatures", _DECLARATIONS),
    Fixed("Secretariat", _DECLARATIONS),
    Fixed("Verify this document", _DECLARATIONS),
    Fixed("Code with the address at which this document can be verified", _DECLARATIONS),
    Fixed("The adopted texts and the list of signatories", _DECLARATIONS),
    Fixed(
        "Done %(at_place)s on %(day)s, %(in_languages)s, the texts being equally authentic.", _SEVERAL, _DONE
    ),
    Fixed("The texts %(in_languages)s are equally authentic.", _SEVERAL, ("languages",)),
    Fixed("Of the texts %(in_languages)s, the text in %(one)s alone is authentic.", _SEVERAL, ("languages",)),
    Fixed("In case of divergence, the text in %(one)s prevails.", _SEVERAL),
    Fixed("Original in %(language)s", _SEVERAL),
    Fixed("between %(parties)s", _AGREEMENTS),
    Fixed("%(parties)s, hereinafter called “the parties”,", _AGREEMENTS),
    Fixed("Done %(at_place)s on %(day)s, in %(originals)s.", _AGREEMENTS, _DONE),
    Fixed("%(number)s originals", _AGREEMENTS),
    *(Fixed(word, _AGREEMENTS) for word in ("two", "three", "four", "five", "six")),
    Fixed("Original %(of_city)s", _AGREEMENTS, ("city",)),
    Fixed("Signed for %(city)s", _SIGNING),
    Fixed("Signed by proxy for %(city)s", _SIGNING),
    Fixed("By proxy for %(city)s", _SIGNING),
    Fixed("By proxy for %(name)s, %(city)s", _SIGNING),
    Fixed("signed on %(day)s", _SIGNING),
    Fixed("Signs %(title)s for %(city)s", _SIGNING),
    Fixed("Signature of %(name)s, %(city)s", _SIGNING),
    Fixed("Seal of the secretariat", _SEALING),
    Fixed("Certifies the adopted text of %(title)s", _SEALING),
    Fixed("Sealed on %(day)s at %(time)s (%(zone)s).", _SEALING),
    Fixed(
        "The seal certifies the texts as they were adopted, and every signature stands on it. The SHA-256 of each text:",
        _SEALING,
    ),
    Fixed("Signing copy", _PAPER),
    Fixed("to be signed by hand. This sheet is not the sealed document; its scan is filed with it.", _PAPER),
    Fixed("Scanned copy of", _PAPER),
    Fixed(
        "This is a scan of a document signed on paper; the seal shows that the scan was not changed since it was filed. "
        "The signatures in the picture cannot be checked.",
        _PAPER,
    ),
    Fixed("Filed for", _PAPER),
    Fixed("SHA-256 of the file as it was filed:", _PAPER),
    Fixed(
        "Behind this cover: a scan of the document as it was signed on paper, filed on %(day)s at %(time)s. "
        "Number of pages: %(number)s.",
        _PAPER,
    ),
)


def places_of(words: str) -> set[str]:
    """Which places a sentence fills: ``{"day", "place"}``."""
    return {found[1] for found in _PLACE.finditer(words) if found[1]}


def odd_places(one: Fixed, words: str) -> list[str]:
    """What cannot be filled in ``words`` for ``one``, as it stands there: a place that is not known, a lone percent sign."""
    known = places_of(one.message) | set(one.may)
    odd = [f"%({name})s" for name in sorted(places_of(words) - known)]
    return [*odd, *(["%"] if "%" in _PLACE.sub("", words) else [])]


def state_of(own: Mapping[str, str]) -> str:
    """A short sign of what an organiser's words are, to tell whether they changed."""
    return sha256(repr(sorted(own.items())).encode()).hexdigest()[:16]


def lacking(language: str, own: Mapping[str, str]) -> list[Fixed]:
    """What nobody has said in ``language`` yet: neither a catalogue, nor a file of ours, nor the organiser (``own``)."""
    if language in SUPPORTED:
        return []
    known = shipped(language).keys() | own.keys()
    return [one for one in FIXED if one.message not in known]


@lru_cache(maxsize=64)
def shipped(language: str) -> Mapping[str, str]:
    """The words we bring for a language: message to text; of a region without its own those of its language
    (``pt-BR`` those of ``pt``, never of another script)."""
    for tag in _nearest(language):
        path = _FOLDER / f"{tag}.po"
        if path.exists():
            with path.open("rb") as file:
                found = read_po(file, locale=None)
            return MappingProxyType(
                {str(m.id): str(m.string) for m in found if m.id and m.string and not m.fuzzy}
            )
    return MappingProxyType({})


def _nearest(language: str) -> Sequence[str]:
    parts = language.split("-")
    regional = len(parts) > 1 and len(parts[-1]) != len("Latn")
    return (language, "-".join(parts[:-1])) if regional else (language,)


def shipped_languages() -> list[str]:
    """Languages with a file of ours."""
    return sorted(path.stem for path in _FOLDER.glob("*.po"))
