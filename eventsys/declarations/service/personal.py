"""What declarations keep about a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.languages import current, fallbacks
from eventsys.core.languages import gettext as _
from eventsys.core.languages import lazy_gettext as _l
from eventsys.declarations import queries
from eventsys.declarations.models import DeclarationState, SignatoryState
from eventsys.privacy.service import Holding, columns
from eventsys.registration.people.models import Delegate

__all__ = ["HOLDINGS"]

_WAITED_FOR = frozenset({SignatoryState.EXPECTED, SignatoryState.AUTHORISED})
_OPEN = frozenset({DeclarationState.OPEN_FOR_SIGNATURE, DeclarationState.PARTLY_SIGNED})


def _is_to_sign(delegate: Delegate) -> str:
    """A sealed paper that is open names the person: what became of it is recorded first."""
    for one in queries.signatories_who_are(delegate):
        if one.state in _WAITED_FOR and one.declaration.state in _OPEN:
            title = one.declaration.title.get_in(fallbacks(current(), delegate.conference.languages))
            words: str = _(
                "This person is still to sign “%(title)s”: record the signature, or that there is none.",
                title=title,
            )
            return words
    return ""


def _end_mandates(delegate: Delegate, by: Actor, now: datetime) -> Iterable[str]:
    """Papers that are not sealed yet: the city names somebody else."""
    powers = []
    for one in queries.mandates_of(delegate):
        powers += [one.powers_digest] if one.powers_digest else []
        one.delegate, one.delegate_id, one.powers_digest = None, None, None
    db.session.flush()
    return powers


HOLDINGS = (
    Holding(
        "signatory", _l("Signatures"), queries.signatories_who_are,
        {"declaration.title": _l("Document"), "name": _l("Name"), "native_name": _l("Name in own script"), "office": _l("Office"),
         "city": _l("City"), "by_proxy": _l("By proxy"), "principal": _l("On behalf of"), "answer": _l("State"),
         "signed_on": _l("Date of the signature"), "signed_at": _l("Given on"),
         "drawn": _l("Signed by hand on a screen"), "attended_by": _l("In the presence of"),
         "confirmed_by": _l("Confirmed by"), "note": _l("Note")},
        columns("id public_id declaration_id delegation_id delegate_id position native_city powers_digest state way attended_id"),
        stays=_l("Papers that were sealed or signed stay as they are, with the name: the law of archives wants them whole"),
        obstacle=_is_to_sign, within="declaration",
    ),
    Holding(
        "declaration_mandate", _l("Documents to sign"), queries.mandates_of,
        {"declaration.title": _l("Document")},
        columns("id declaration_id delegation_id delegate_id powers_digest rank"),
        goes=_l("The city names somebody else"), erase=_end_mandates, within="declaration",
    ),
)  # fmt: skip
