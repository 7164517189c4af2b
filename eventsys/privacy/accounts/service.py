"""What is kept about somebody with an account: of the staff, or a focal point who signs in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from eventsys.accounts.erasure import queries as account_queries
from eventsys.accounts.erasure.service import erase_account
from eventsys.accounts.roles.service import ROLE_WORDS
from eventsys.accounts.users.models import User
from eventsys.core.actor import Actor
from eventsys.core.audit import AuditEntry
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.mail.settling import service as settling
from eventsys.privacy.register.service import Holding, columns, things_of
from eventsys.privacy.subjects import queries as subjects_queries
from eventsys.privacy.traces import service as traces

__all__ = ["HOLDINGS"]


def _trail(user: User) -> Sequence[AuditEntry]:
    return subjects_queries.audit_about(
        things_of(user), [link.id for link in subjects_queries.links(user)], [user.id]
    )


def _erase_letters(user: User, by: Actor, now: datetime) -> Iterable[str]:
    settling.blank(subjects_queries.letters(user), by=by, now=now)
    return ()


def _erase_account(user: User, by: Actor, now: datetime) -> Iterable[str]:
    erase_account(user, by=by, now=now)
    return ()


def _only_organiser(user: User) -> str:
    if not account_queries.only_organiser(user):
        return ""
    return str(_("A conference keeps at least one organiser. Make someone else organiser first."))


#: In the order in which they are told; erased from the last.
HOLDINGS = (
    Holding(
        "user_account",
        _l("Account"),
        lambda user: [user],
        {
            "name": _l("Name"),
            "email": _l("Address"),
            "language": _l("Language"),
            "admin": _l("Administrator"),
            "active": _l("Active"),
            "has_second_factor": _l("Second factor"),
            "created_at": _l("Made on"),
            "last_seen_at": _l("Last signed in"),
            "public_id": _l("Number of the account"),
        },
        columns(
            "id password fs_uniquifier fs_webauthn_user_handle tf_primary_method tf_totp_secret tf_phone_number "
            "totp_last_counter mf_recovery_codes erased_at"
        ),
        goes=_l("Name, address, password, second factor, recovery codes"),
        stays=_l("That there was an account, under its number: what was done with it stays on record"),
        erase=_erase_account,
        audited=True,
    ),
    Holding(
        "role_assignment",
        _l("Roles"),
        lambda user: user.assignments,
        {"role": _l("Role"), "conference_id": _l("Number of the conference"), "created_at": _l("Made on")},
        columns("id user_id subject"),
        goes=_l("Every role ends"),
        obstacle=_only_organiser,
        audited=True,
        choices={"role": {role.value: words for role, words in ROLE_WORDS.items()}},
    ),
    Holding(
        "passkey",
        _l("Passkeys"),
        lambda user: user.webauthn,
        {"name": _l("Name"), "create_datetime": _l("Made on"), "lastuse_datetime": _l("Last used")},
        columns(
            "id user_id credential_id public_key sign_count transports backup_state device_type extensions usage"
        ),
        goes=_l("Every passkey"),
    ),
    Holding(
        "sign_in",
        _l("Where you were signed in"),
        account_queries.every_sign_in,
        {
            "created_at": _l("Signed in"),
            "browser": _l("Browser"),
            "network": _l("Where from"),
            "proven_at": _l("Last proved who it is"),
            "ended_at": _l("Ended on"),
        },
        columns("id public_id user_id mark_hash"),
        goes=_l("Every session, with browser and network"),
    ),
    traces.letters(_erase_letters),
    traces.links(),
    traces.requests(),
    traces.trail(
        _trail,
        goes=_l("Your name, in the entries about the account and about what was done with it"),
        stays=_l(
            "That something was done, when, and by which account; who recorded, printed, adopted or attended stands on "
            "papers and records as it was written there: they are acts in office"
        ),
    ),
)
