"""Verbs that change accounts, roles and links. They flush; the caller commits."""

from eventsys.accounts.service.invitations import (
    PASSWORD_LINK,
    end_password_links,
    invite,
    invite_staff,
    resend_invitation,
    set_first_password,
)
from eventsys.accounts.service.links import (
    Purpose,
    can_resend,
    grant_link,
    link_url,
    open_link,
    purpose,
    purpose_named,
    resend,
    revoke_links,
    use_up,
)
from eventsys.accounts.service.roles import give_role, set_admin, take_role
from eventsys.accounts.service.sessions import begin_session, end_session, end_sessions, note_proof, sign_out
from eventsys.accounts.service.users import (
    create_user,
    disable,
    edit_own,
    enable,
    note_sign_in,
    reset_second_factor,
    set_password,
)

__all__ = [
    "PASSWORD_LINK",
    "invite",
    "invite_staff",
    "resend_invitation",
    "set_first_password",
    "Purpose",
    "begin_session",
    "can_resend",
    "create_user",
    "disable",
    "edit_own",
    "enable",
    "end_password_links",
    "end_session",
    "end_sessions",
    "give_role",
    "grant_link",
    "link_url",
    "note_proof",
    "note_sign_in",
    "open_link",
    "purpose",
    "purpose_named",
    "resend",
    "reset_second_factor",
    "revoke_links",
    "set_admin",
    "set_password",
    "sign_out",
    "take_role",
    "use_up",
]
