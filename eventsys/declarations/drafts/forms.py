"""The shape of a draft that comes from elsewhere, and of the page between reading and saving it."""

from __future__ import annotations

from typing import Any

from flask import current_app
from flask_wtf.file import FileField
from itsdangerous import BadSignature, URLSafeSerializer
from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import Length

from eventsys.core.errors import BadRequest
from eventsys.core.manuscripts import Changes
from eventsys.core.web.choices import RadioField, SelectField
from eventsys.core.web.forms import Form
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.drafts.errors import DraftTooHeavy
from eventsys.declarations.drafts.rules import Proposal

#: Octets: a form's fields together may have two million, see MAX_FORM_MEMORY_SIZE.
_MOST_PACKED = 1_800_000


class ImportForm(Form):
    """A file or a text, and the language it is in."""

    language = SelectField(_l("Language of the draft"))
    file = FileField(
        _l("Document"),
        description=_l(
            "Word (.docx), OpenDocument (.odt), RTF, HTML, Akoma Ntoso (.xml) or plain text; first you see what was read."
        ),
    )
    text = TextAreaField(
        _l("Or the text itself"),
        validators=[Length(max=200_000)],
        description=_l(
            "The title first, then paragraphs with an empty line between them; points begin with their number."
        ),
    )


class PreviewForm(Form):
    """``read`` carries what was read from page to page, see :func:`packed`; roles are fields beside the paragraphs."""

    read = HiddenField()
    way = RadioField(
        _l("Tracked changes"),
        choices=[(Changes.ACCEPT, _l("Accept all")), (Changes.REJECT, _l("Reject all"))],
        validate_choice=False,
    )
    seen = BooleanField(_l("I have looked at what could not be carried over"))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="declarations.import")


def packed(proposal: Proposal, **about: Any) -> str:
    """What was read, compressed and signed: it waits in the page, so that nothing is kept on the server meanwhile.

    Raises :class:`DraftTooHeavy`, as a form of more than two megabytes would not come back.
    """
    text: str = _signer().dumps({**about, **proposal.plain()})
    if len(text) > _MOST_PACKED:
        raise DraftTooHeavy
    return text


def unpacked(text: str) -> tuple[Proposal, dict[str, Any]]:
    """What :func:`packed` was given. Raises BadRequest when it was not made here."""
    try:
        plain = _signer().loads(text)
    except BadSignature as error:
        raise BadRequest from error
    return Proposal.of(plain), plain
