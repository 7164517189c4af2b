"""Why somebody cannot be printed, in words that lead to the field to be mended. It changes nothing: a service, as other
wings ask it, and their way to what a room decides leads through one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import list_words
from eventsys.pdf.errors import NoGlyph
from eventsys.pdf.shaping.coverage import sign_words, undrawable

#: What the slots of badges and papers hold.
_SLOTS: Final[Mapping[str, Any]] = {
    "name": _l("Name"),
    "first": _l("Name"),
    "rest": _l("Name"),
    "native_name": _l("Name in own script"),
    "office": _l("Office"),
    "organisation": _l("Organisation"),
    "city": _l("City"),
    "native_city": _l("City’s name in its own script"),
    "category": _l("Category"),
    "title": _l("Title of the conference"),
}


def why_not_printed(refusal: Refusal) -> str:
    """The field and the sign when no font has it, else what the refusal itself says; in the language in force."""
    if isinstance(refusal, NoGlyph):
        return _words(refusal.values["slot"], [refusal.values["characters"]])
    return str(refusal)


def lacking_words(texts: Mapping[str, Any]) -> list[str]:
    """The same of every text that no font draws, before anything is printed. ``texts``: slot to words."""
    return list(
        dict.fromkeys(
            _words(slot, signs)
            for slot, words in texts.items()
            if slot in _SLOTS and isinstance(words, str) and (signs := undrawable(words))
        )
    )


def _words(slot: str, signs: Any) -> str:
    shown = list_words([sign_words(sign) for sign in signs])
    field = _SLOTS.get(slot)
    if field is None:
        return str(_("No font here can draw %(signs)s.", signs=shown))
    return str(_("%(field)s: no font here can draw %(signs)s.", field=field, signs=shown))
