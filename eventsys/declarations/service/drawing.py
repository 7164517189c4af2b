"""Nothing is sealed with a blank where a sign should stand: what no font draws is told before.

The words of a text are looked at before they are final, as they cannot be mended after; the names of those who sign
before the seal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eventsys.core.languages import list_words
from eventsys.declarations.errors import NotDrawn
from eventsys.declarations.models import Declaration, Signatory
from eventsys.pdf.shaping.coverage import sign_words, undrawable

__all__ = ["check_drawn", "check_names_drawn", "check_text_drawn"]

_AROUND = 40  # letters of a paragraph that tell which one it is


def check_drawn(where: str, signs: Iterable[str]) -> None:
    """Raises :class:`NotDrawn` when there are ``signs`` that no font has, ``where`` they stand."""
    told = [sign_words(sign) for sign in signs]
    if told:
        raise NotDrawn(where=where, signs=list_words(told))


def check_text_drawn(declaration: Declaration) -> None:
    """Raises :class:`NotDrawn` for the first title or paragraph, in any language, that cannot be printed."""
    for words in (declaration.title, *(paragraph.text for paragraph in declaration.paragraphs)):
        for text in words.values():
            check_drawn(text[:_AROUND], undrawable(text))


def check_names_drawn(people: Sequence[Signatory]) -> None:
    """Raises :class:`NotDrawn` for the first who cannot be printed: name, office, city, the person stood for."""
    for one in people:
        said = (
            one.name,
            one.native_name,
            one.principal,
            one.native_city,
            *one.office.values(),
            *one.city.values(),
        )
        check_drawn(one.name, undrawable(" ".join(filter(None, said))))
