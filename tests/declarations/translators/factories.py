"""What a translator does with the file, by another make: translate-toolkit."""

from __future__ import annotations

from collections.abc import Mapping

from translate.storage.xliff2 import Xliff2File

from eventsys.core.bilingual import read_xliff, xliff
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.translators import service
from eventsys.declarations.translators.rules import HandedIn
from eventsys.declarations.wording import service as wording

__all__ = ["key", "taken", "translated"]


def key(declaration: Declaration, what: str) -> str:
    """The id that the file calls a piece by."""
    found = next(piece for piece in wording.pieces(declaration) if piece.what == what)
    return found.key or "title"


def translated(
    declaration: Declaration, words: Mapping[str, str], *, source: str = "en", target: str = "vi"
) -> bytes:
    """The file for that language, with ``words`` (place to words) filled in."""
    file = Xliff2File.parsestring(xliff(service.sheet_of(declaration, source, target)))
    units = {unit.getid(): unit for unit in file.units}
    for what, target_words in words.items():
        unit = units[key(declaration, what)]
        unit.target = target_words
        unit.marktranslated()
    return bytes(file)


def taken(declaration: Declaration, data: bytes) -> HandedIn:
    """As it is read in; without the process of its own, which has its tests."""
    return service.hand_in(declaration, read_xliff(data))
