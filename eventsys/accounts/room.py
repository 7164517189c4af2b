"""What this room brings to the house."""

from __future__ import annotations

from eventsys.accounts.letters import ROLE_WORDS
from eventsys.accounts.policy import can_staff
from eventsys.accounts.routes import bp
from eventsys.accounts.service import PASSWORD_LINK
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.languages import lazy_pgettext
from eventsys.core.rooms import Link, Room, Section, States, administrators, signed_in

__all__ = ["ROOM"]

ROOM = Room(
    bp,
    navigation=(
        Link(Section.PREPARE, 40, _l("Staff"), "accounts.staff", can_staff),
        Link(Section.ACCOUNT, 10, _l("Your account"), "accounts.account", signed_in),
        Link(Section.ACCOUNT, 30, _l("Users"), "accounts.users", administrators),
    ),
    states=(
        States("role.", "role", ROLE_WORDS),
        States("link.", "purpose", {PASSWORD_LINK: lazy_pgettext("audit", "to set the password")}),
    ),
)
