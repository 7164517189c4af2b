"""What this wing brings to the house."""

from __future__ import annotations

from eventsys.accounts.directory import routes as directory_routes
from eventsys.accounts.invitations import routes as invitations_routes
from eventsys.accounts.invitations.service import PASSWORD_LINK
from eventsys.accounts.links import routes as links_routes
from eventsys.accounts.own import routes as own_routes
from eventsys.accounts.proofs import routes as proofs_routes
from eventsys.accounts.roles.rules import ROLE_WORDS
from eventsys.accounts.sign_in import routes as sign_in_routes
from eventsys.accounts.staff import routes as staff_routes
from eventsys.accounts.users.pages import bp
from eventsys.accounts.users.policy import can_staff
from eventsys.core.wings import MenuLink, MenuSection, States, Wing, administrators, signed_in
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import lazy_pgettext

#: What somebody signed in with, or proved anew who it is.
WAYS_IN = {
    "password": lazy_pgettext("audit", "password"),
    "code": lazy_pgettext("audit", "code of the second factor"),
    "second factor": lazy_pgettext("audit", "password and second factor"),
    "passkey": lazy_pgettext("audit", "passkey"),
    "webauthn": lazy_pgettext("audit", "passkey"),
    "reset": lazy_pgettext("audit", "link to set the password"),
}

WING = Wing(
    bp,
    loads=(
        links_routes,
        invitations_routes,
        proofs_routes,
        sign_in_routes,
        own_routes,
        staff_routes,
        directory_routes,
    ),
    navigation=(
        MenuLink(MenuSection.PREPARE, 40, _l("Staff"), "accounts.staff", can_staff),
        MenuLink(MenuSection.ACCOUNT, 10, _l("Your account"), "accounts.account", signed_in),
        MenuLink(MenuSection.ACCOUNT, 30, _l("Users"), "accounts.users", administrators),
    ),
    states=(
        States("role.", "role", ROLE_WORDS),
        States("user.", "via", WAYS_IN),
        States("link.", "purpose", {PASSWORD_LINK: lazy_pgettext("audit", "to set the password")}),
    ),
)
