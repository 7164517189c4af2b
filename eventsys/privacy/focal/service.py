"""What is kept about the focal point of a delegation, who has no account: the delegation stands for that person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from eventsys.accounts.links import service as links
from eventsys.core.actor import Actor
from eventsys.core.audit import AuditEntry
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.privacy.register.service import Holding, columns, things_of
from eventsys.privacy.subjects import queries as subjects_queries
from eventsys.privacy.traces import service as traces
from eventsys.registration.delegations.models import Delegation

__all__ = ["HOLDINGS"]


def _trail(delegation: Delegation) -> Sequence[AuditEntry]:
    return subjects_queries.audit_about(
        things_of(delegation), [link.id for link in subjects_queries.links(delegation)]
    )


def _erase_focal_point(delegation: Delegation, _by: Actor, _now: datetime) -> Iterable[str]:
    delegation.focal_name = delegation.focal_email = ""
    return ()


def _end_links(delegation: Delegation, by: Actor, _now: datetime) -> Iterable[str]:
    links.revoke_links("focal", str(delegation.public_id), by=by)
    return ()


#: In the order in which they are told; erased from the last.
HOLDINGS = (
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
            "id public_id conference_id city_id body_id standing state answer_note present_since present_until presence_by"
        ),
        goes=_l("Name and address"),
        stays=_l("The city, its answer and the people whom it named: they are acts of a city"),
        erase=_erase_focal_point,
    ),
    traces.letters(traces.erase_letters),
    traces.links(_end_links),
    traces.requests(),
    traces.trail(_trail),
)
