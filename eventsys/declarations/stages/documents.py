"""Which original a file is, in words and by its reference."""

from __future__ import annotations

from eventsys.core.words.grammar import city_forms
from eventsys.core.words.languages import fallbacks, in_language
from eventsys.core.words.languages import gettext as _
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


def reference_of(declaration: Declaration, original: Original) -> str:
    """Which document of which plenary it is, and which of its originals, short enough for the foot of a page:
    "ANMC21/12 · 7BC41F-1"."""
    conference = declaration.conference
    number = declaration.public_id.hex[-6:].upper()
    return f"{conference.network.code}/{conference.edition} · {number}-{original.number}"
