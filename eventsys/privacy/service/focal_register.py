"""What is kept about the focal point of a delegation, who has no account: the delegation stands for that person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from eventsys.accounts.links import service as links
from eventsys.core.actor import Actor
from eventsys.core.audit import AuditEntry
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import lazy_pgettext
from eventsys.privacy import queries
from eventsys.privacy.service import alike
from eventsys.privacy.service.holdings import FOCAL_HOLDINGS, Holding, columns, hold, things_of
from eventsys.registration.delegations.models import Delegation

__all__: list[str] = []


def _trail(delegation: Delegation) -> Sequence[AuditEntry]:
    return queries.audit_about(things_of(delegation), [link.id for link in queries.links(delegation)])


def _erase_focal_point(delegation: Delegation, by: Actor, now: datetime) -> Iterable[str]:
    delegation.focal_name = delegation.focal_email = ""
    return ()


def _end_links(delegation: Delegation, by: Actor, now: datetime) -> Iterable[str]:
    links.revoke_links("focal", str(delegation.public_id), by=by)
    return ()


hold(
    Holding(
        "delegation",
        _l("Focal point"),
        lambda delegation: [delegation],
        {
            "focal_name": _l("Name"),
            "focal_email": _l("Address"),
            "focal_language": _l("Language"),
            "invited_at": _l("Invited on"),
            "answered_at": _l("Answered on"),
        },
        columns(
            "id public_id conference_id city_id standing state answer_note present_since present_until presence_by"
        ),
        goes=_l("Name and address"),
        stays=_l("The city, its answer and the people whom it named: they are acts of a city"),
        erase=_erase_focal_point,
    ),
    alike.letters(alike.erase_letters),
    alike.links(_end_links),
    alike.requests(),
    Holding(
        # What was before and after names the city's people: it is theirs to be told.
        "audit_entry",
        _l("Audit trail"),
        _trail,
        {"at": lazy_pgettext("consent", "When"), "actor_label": _l("Who"), "verb": _l("What")},
        columns(
            "id actor_kind actor_id thing_type thing_id thing_label conference_id before after actor_salt actor_digest "
            "words_salt words_digest erased_at erased_why place chain"
        ),
        goes=_l("Names and words in the audit trail"),
        stays=_l("That something was done, when, and by which number: the trail stays whole"),
    ),
    of=FOCAL_HOLDINGS,
)
