"""What is kept about the focal point of a delegation, who has no account: the delegation stands for that person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from eventsys.accounts.links import service as links
from eventsys.core.actor import Actor
from eventsys.core.audit import AuditEntry
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.languages import lazy_pgettext
from eventsys.mail.settling import service as settling
from eventsys.privacy import queries
from eventsys.privacy.models import ERASURE_WORDS
from eventsys.privacy.service.holdings import FOCAL_HOLDINGS, Holding, columns, hold, things_of
from eventsys.registration.delegations.models import Delegation

__all__: list[str] = []


def _trail(delegation: Delegation) -> Sequence[AuditEntry]:
    return queries.audit_about(things_of(delegation), [link.id for link in queries.links(delegation)])


def _erase_focal_point(delegation: Delegation, by: Actor, now: datetime) -> Iterable[str]:
    delegation.focal_name = delegation.focal_email = ""
    return ()


def _erase_letters(delegation: Delegation, by: Actor, now: datetime) -> Iterable[str]:
    found = queries.letters(delegation)
    attached = [given["digest"] for letter in found for given in letter.attachments]
    settling.blank(found, by=by, now=now)
    return attached


def _end_links(delegation: Delegation, by: Actor, now: datetime) -> Iterable[str]:
    links.revoke_links("focal", str(delegation.public_id), by=by)
    return ()


hold(
    Holding(
        "delegation", _l("Focal point"), lambda delegation: [delegation],
        {"focal_name": _l("Name"), "focal_email": _l("Address"), "focal_language": _l("Language"),
         "invited_at": _l("Invited on"), "answered_at": _l("Answered on")},
        columns(
            "id public_id conference_id city_id standing state answer_note present_since present_until presence_by"
        ),
        goes=_l("Name and address"),
        stays=_l("The city, its answer and the people whom it named: they are acts of a city"),
        erase=_erase_focal_point,
    ),
    Holding(
        "outbox_letter", _l("Letters"), queries.letters,
        {"subject": _l("Subject"), "to_name": _l("Recipient"), "to_address": _l("Address"), "created_at": _l("Written on"),
         "state": _l("State"), "settled_at": _l("Settled on"), "language": _l("Language"), "text": _l("Text")},
        columns(
            "id public_id message_id key kind conference_id about_kind about_id reply_to html attachments claims attempts "
            "next_try_at link_hash superseded_at reason error"
        ),
        goes=_l("Recipient, address, subject, words and attachments"),
        stays=_l("That a letter was written, when, and whether it arrived"), erase=_erase_letters, audited=True,
    ),
    Holding(
        "link", _l("Personal links"), queries.links,
        {"created_at": _l("Made on"), "expires_at": _l("Valid until"), "revoked_at": _l("Ended on")},
        columns("id token_hash purpose subject conference_id language single_use created_by used_at"),
        goes=_l("Every personal link ends"), erase=_end_links, audited=True,
    ),
    Holding(
        "erasure", _l("Requests for erasure"), queries.erasures_of,
        {"asked_at": _l("Asked on"), "wish": _l("Words of the request"), "state": _l("State"),
         "reason": _l("Reason of the decision"), "decided_at": _l("Decided")},
        columns("id public_id conference_id delegate_id delegation_id user_id leftovers finished_at"),
        goes=_l("The words of the request"), stays=_l("That it was asked for and done, when, and the reason"),
        choices={"state": {state.value: words for state, words in ERASURE_WORDS.items()}},
    ),
    Holding(
        # What was before and after names the city's people: it is theirs to be told.
        "audit_entry", _l("Audit trail"), _trail,
        {"at": lazy_pgettext("consent", "When"), "actor_label": _l("Who"), "verb": _l("What")},
        columns(
            "id actor_kind actor_id thing_type thing_id thing_label conference_id before after actor_salt actor_digest "
            "words_salt words_digest erased_at erased_why place chain"
        ),
        goes=_l("Names and words in the audit trail"),
        stays=_l("That something was done, when, and by which number: the trail stays whole"),
    ),
    of=FOCAL_HOLDINGS,
)  # fmt: skip
