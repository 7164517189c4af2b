"""Font stacks in which every script of the domain embeds.

Families are those of Debian's ``fonts-noto-core`` and ``fonts-noto-cjk``, with ``fonts-symbola`` for emoji and
``fonts-ipamj-mincho`` for what Japan's family registers hold besides (hentaigana, variants of characters); all are
static (a variable font costs WeasyPrint seconds per PDF). Han characters have one code point and several
national shapes, so the language decides which CJK family comes first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from eventsys.core.words.tags import HAN_TAGS, han_form

__all__ = ["FONT_CSS", "FONT_STACK", "SERIF_STACK", "font_css", "font_stack", "han_family"]

_USUAL_HAN: Final = "SC"
"""Where the language has no form of its own."""
_SCRIPTS = ("Thai", "Lao", "Khmer", "Myanmar", "Devanagari")


def _kind(script: str, wanted: str) -> str:
    """Debian's bold Noto Serif Myanmar says of itself that it is regular, and would be taken for it."""
    return "Sans" if script == "Myanmar" else wanted


def font_stack(lang: str = "", *, serif: bool = False) -> str:
    """The value of ``font-family`` for text in ``lang`` (a BCP 47 tag)."""
    kind = "Serif" if serif else "Sans"
    arabic = "Noto Naskh Arabic" if serif else "Noto Sans Arabic"
    families = [f"Noto {kind}", f"Noto {kind} CJK {han_form(lang) or _USUAL_HAN}"]
    families += [f"Noto {_kind(script, kind)} {script}" for script in _SCRIPTS] + [arabic]
    return ", ".join(f"'{name}'" for name in families) + (", serif" if serif else ", sans-serif")


@lru_cache(maxsize=256)
def han_family(families: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """A stack with the Han shapes of ``lang``; without a Han language it stays as it is."""
    form = han_form(lang)
    if not form:
        return families
    return tuple(re.sub(r"^(Noto \w+ CJK) \w\w$", rf"\1 {form}", family) for family in families)


def font_css(*, serif: bool = False) -> str:
    """Rules that give ``html`` the stack, and every element with a Han language its national shapes."""
    rules = [f"html {{ font-family: {font_stack(serif=serif)} }}"]
    rules += [f":lang({tag}) {{ font-family: {font_stack(tag, serif=serif)} }}" for tag in HAN_TAGS]
    return "\n".join(rules) + "\n"


FONT_STACK: Final = font_stack()
SERIF_STACK: Final = font_stack(serif=True)
FONT_CSS: Final = font_css()
