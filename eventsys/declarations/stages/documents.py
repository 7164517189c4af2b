"""Which original a file is, in words and by its reference."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from eventsys.core.words.grammar import city_forms
from eventsys.core.words.languages import fallbacks, in_language
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.signs import without_stray_signs
from eventsys.declarations.acts.documents import language_names
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.stages.models import Original


def original_words(declaration: Declaration, original: Original, language: str) -> str:
    """Which original it is, in ``language``: "Original of Tokyo", "Original in French"; "" of the only one."""
    with in_language(language):
        if original.holder is not None:
            city = original.holder.city_name.get_in(fallbacks(language, declaration.languages))
            return str(_("Original %(of_city)s", **city_forms(city, language)))
        if original.language:
            return str(_("Original in %(language)s", language=language_names([original.language])))
    return ""


@dataclass(frozen=True, slots=True)
class Reference:
    """What somebody typed of the reference of a page: ``text`` the end of the document's number, in hexadecimal signs."""

    text: str
    number: int
    network: str = ""
    edition: int | None = None


_TYPED = re.compile(
    r"(?:(?P<network>[\w-]+?)\s*/\s*(?P<edition>\d{1,3})[\s·•.,;:-]+)?(?P<text>[0-9A-F]{6})(?:\s*-\s*(?P<number>\d{1,3}))?"
)
_SAME = str.maketrans(
    {"O": "0", "I": "1", "L": "1", **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")}
)


def typed_reference(typed: str) -> Reference | None:
    """A reference as :func:`reference_of` writes it, read from paper: any dash and space, small letters, O for 0; the
    network's part and the number of the original may lack. ``None`` for what is none.

    >>> typed_reference("anmc21/12 7bc41f–2") == Reference("7bc41f", 2, "ANMC21", 12), typed_reference("7BC4IF").number
    (True, 1)
    """
    plain = unicodedata.normalize("NFKC", without_stray_signs(typed)).strip().upper()
    head, slash, tail = plain.rpartition("/")
    found = _TYPED.fullmatch(f"{head}{slash}{tail.translate(_SAME)}")
    if found is None:
        return None
    edition = int(found["edition"]) if found["edition"] else None
    return Reference(found["text"].lower(), int(found["number"] or 1), found["network"] or "", edition)


def reference_of(declaration: Declaration, original: Original) -> str:
    """Which document of which plenary it is, and which of its originals, short enough for the foot of a page:
    "ANMC21/12 · 7BC41F-1"."""
    conference = declaration.conference
    number = declaration.public_id.hex[-6:].upper()
    return f"{conference.network.code}/{conference.edition} · {number}-{original.number}"
