"""What this room brings to the house."""

from __future__ import annotations

from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.rooms import Link, Room, Section, States, administrators
from eventsys.networks.models import MembershipStatus
from eventsys.networks.routes import bp

__all__ = ["ROOM"]

ROOM = Room(
    bp,
    navigation=(Link(Section.ACCOUNT, 20, _l("Networks"), "networks.index", administrators),),
    states=(
        States("delegation.", "standing", MembershipStatus),
        States("city.", "status", MembershipStatus),
    ),
)
