"""What letters of credentials keep about people, told and erased. The letter itself is an act of a city: it goes when its
time is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from eventsys.core.actor import Actor
from eventsys.core.db import db
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.privacy.credentials import queries
from eventsys.privacy.register.service import Holding, columns
from eventsys.privacy.subjects.models import Named
from eventsys.registration.people.models import Delegate

__all__ = ["HOLDINGS", "NAMED_HOLDINGS"]

_LETTER_STAYS = _l(
    "The letter that the city sent, in which the name stands: it is an act of the city, and is deleted when its time is over"
)


def _erase_of_delegate(delegate: Delegate, _by: Actor, _now: datetime) -> Iterable[str]:
    for one in queries.names_of(delegate):
        one.name = ""
    db.session.flush()
    return ()


def _erase_named(named: Named, _by: Actor, _now: datetime) -> Iterable[str]:
    for one in queries.named(named):
        one.name = ""
    db.session.flush()
    return ()


def _erase_signed(named: Named, _by: Actor, _now: datetime) -> Iterable[str]:
    for letter in queries.letters(named):
        letter.signed_by = letter.signer = ""
    db.session.flush()
    return ()


def _erase_member(named: Named, _by: Actor, _now: datetime) -> Iterable[str]:
    for one in queries.committees(named):
        one.members = [text for text in one.members if not named.stands_in(text)]
    db.session.flush()
    return ()


_NAME = {"name": _l("Name"), "is_head": _l("Head of delegation")}
_KEYS = columns("id letter_id position delegate_id")

HOLDINGS = (
    Holding(
        "credential_name", _l("Named in the city’s letter of credentials"), queries.names_of, _NAME, _KEYS,
        goes=_l("The name, where it was set down from the letter"), stays=_LETTER_STAYS, erase=_erase_of_delegate,
    ),
)  # fmt: skip
NAMED_HOLDINGS = (
    Holding(
        "credential_name", _l("Named in the city’s letter of credentials"), queries.named, _NAME, _KEYS,
        goes=_l("The name, where it was set down from the letter"), stays=_LETTER_STAYS, erase=_erase_named,
    ),
    Holding(
        "credential_letter", _l("Signed a city’s letter of credentials"), queries.letters,
        {"signed_by": _l("Signed by"), "signer": _l("Name in the electronic signature"), "dated_on": _l("Date of the letter")},
        columns(
            "id public_id conference_id delegation_id number state form channel digest shown_digest pages signed_as powers"
            " received_at received_by decided_at decided_by reasons note replaced_at"
        ),
        goes=_l("The name, where it was set down from the letter"), stays=_LETTER_STAYS, erase=_erase_signed,
    ),
    Holding(
        "credential_committee", _l("Member of the credentials committee"), queries.committees,
        {"members": _l("Members of the committee"), "met_on": _l("Date of the report")}, columns("id conference_id"),
        goes=_l("The name"), erase=_erase_member,
    ),
)  # fmt: skip
