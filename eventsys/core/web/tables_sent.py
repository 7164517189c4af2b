"""A table that is sent as a file or pasted, before anybody answers what is not certain in it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.incoming import MOST_OCTETS, EncodingUnknown, SheetUnknown
from eventsys.core.web.forms import as_sent, put_refusal

__all__ = ["take_table"]

_Kept = TypeVar("_Kept")


def take_table(
    form: Any, *, read: Callable[[bytes | str], object], keep: Callable[[bytes | str, str], _Kept]
) -> _Kept | None:
    """What ``keep(content, name)`` made of the form's ``file`` or ``text``, committed; ``None``: the form says why not.

    It is read once with nothing answered, so that what is no table is refused beside its field.
    """
    file = form.file.data if isinstance(form.file.data, FileStorage) and form.file.data.filename else None
    if file is None and not form.text.data:
        form.file.errors = [_("Choose a file, or paste rows.")]
        return None
    content: bytes | str = file.stream.read(MOST_OCTETS + 1) if file else as_sent(form.text)
    try:
        with suppress(EncodingUnknown, SheetUnknown):  # the next page asks
            read(content)
        kept = keep(content, (file.filename or "") if file else "")
    except Refusal as refusal:
        db.session.rollback()
        put_refusal(form.file if file else form.text, refusal)
        return None
    db.session.commit()
    return kept
