"""What is looked up in the memory beside the boxes of a page, and words of it that are put into one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eventsys.core.errors import BadRequest
from eventsys.declarations.acts.models import Declaration, Paragraph
from eventsys.declarations.memory.rules import Sought

Texts = Mapping[str, Mapping[str, str]]
"""Paragraph id (hex) to language to words."""
_SIDE_BY_SIDE = 3
"""Languages that an editor shows all at once, where there is room."""


def sought_beside(declaration: Declaration, words: Mapping[str, str], found: Paragraph | None) -> Sought:
    """Of one paragraph, of which these are the present ``words``: every language of the text."""
    key = found.public_id.hex if found else "new"
    return Sought(key, words, found.behind if found else (), declaration.languages)


def languages_seen(declaration: Declaration, wish: str | None, beside: str | None) -> Sequence[str]:
    """Which languages of a text its editor shows at first: up to three all; of more the one that is wished and another."""
    every = declaration.languages
    if len(every) <= _SIDE_BY_SIDE:
        return every
    chosen = wish if wish in every else every[0]
    return [chosen, beside if beside in every else next(code for code in every if code != chosen)]


def gaps(declaration: Declaration, texts: Texts) -> dict[str, list[str]]:
    """Paragraph id (hex) to the languages that have no words there, or perhaps older ones."""
    return {
        key: [code for code in declaration.languages if not texts[key].get(code) or code in one.behind]
        for one in declaration.paragraphs
        if (key := one.public_id.hex) in texts
    }


def sought_in_gaps(declaration: Declaration, texts: Texts, languages: Sequence[str]) -> list[Sought]:
    """Of a whole text the gaps alone in ``languages``: beside every box nobody could read on, and a text of 24 languages has a
    thousand."""
    found = gaps(declaration, texts)
    return [
        Sought(key, texts[key], one.behind, [code for code in found[key] if code in languages])
        for one in declaration.paragraphs
        if (key := one.public_id.hex) in texts
    ]


def put_into_editor(
    declaration: Declaration, texts: Texts, box: str, words: str
) -> tuple[Texts, dict[str, dict[str, str]]]:
    """``texts`` with words in the box ``t-<paragraph>-<language>``, and what stood there.

    Raises :class:`BadRequest` where there is no such box.
    """
    _t, _dash, rest = box.partition("-")
    key, _dash, code = rest.partition("-")
    if key not in texts or code not in declaration.languages:
        raise BadRequest
    return {**texts, key: {**texts[key], code: words}}, {key: {code: texts[key].get(code, "")}}
