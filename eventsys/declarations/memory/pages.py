"""What a page with boxes for words needs to offer, beside each, what earlier declarations say."""

from __future__ import annotations

from flask import request

from eventsys.core.words.text import clean

_TAKE = "take-"


def taken() -> tuple[str, str] | None:
    """The box and its words that a button beside it asks for: it is called ``take-`` and the name of the box, its value are the
    words. A page shows them in the box and saves nothing of them."""
    found = next(((name, words) for name, words in request.form.items() if name.startswith(_TAKE)), None)
    return (found[0].removeprefix(_TAKE), clean(found[1])) if found else None
