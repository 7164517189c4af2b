"""The shape of a file that comes back, and of the page between reading it and taking it in."""

from __future__ import annotations

from flask import current_app
from flask_wtf.file import FileField
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import BooleanField, HiddenField
from wtforms.validators import DataRequired

from eventsys.core.errors import BadRequest
from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.translators.errors import SheetTooHeavy
from eventsys.declarations.translators.rules import HandedIn

#: Octets: a form's fields together may have two million, see MAX_FORM_MEMORY_SIZE.
_MOST_PACKED = 1_800_000


class HandInForm(Form):
    """A file as a translation program saves it."""

    file = FileField(
        _l("Translated file"),
        description=_l("XLIFF 2, as it was taken here; first you see what it would change."),
        validators=[DataRequired(_l("Choose a file"))],
    )


class MemoryForm(Form):
    """A memory that somebody brings: it is looked into, and not kept."""

    file = FileField(
        _l("Translation memory of your own"),
        description=_l("TMX 1.4. It is looked into for this page, and not kept."),
        validators=[DataRequired(_l("Choose a file"))],
    )


class TakeInForm(Form):
    """``read`` carries what was read from page to page, see :func:`packed`."""

    read = HiddenField()
    partly = BooleanField(_l("Take the rest all the same"))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="declarations.translators")


def packed(declaration: Declaration, handed: HandedIn, seen: str) -> str:
    """What was read and what was shown of it (a fingerprint), compressed and signed: it waits in the page, so that nothing
    is kept on the server meanwhile.

    Raises :class:`SheetTooHeavy`, as a form of more than two megabytes would not come back.
    """
    about = {"of": declaration.public_id.hex, "seen": seen}
    text: str = _signer().dumps({**about, **handed.plain()})
    if len(text) > _MOST_PACKED:
        raise SheetTooHeavy
    return text


def unpacked(declaration: Declaration, text: str) -> tuple[HandedIn, str]:
    """What :func:`packed` was given. Raises BadRequest when it was not made here, for this text."""
    try:
        plain = _signer().loads(text)
    except BadSignature as error:
        raise BadRequest from error
    if plain["of"] != declaration.public_id.hex:
        raise BadRequest
    return HandedIn.of(plain), str(plain["seen"])
