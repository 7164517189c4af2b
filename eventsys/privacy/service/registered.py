"""What the rooms below this one keep about a person."""

from __future__ import annotations

from collections.abc import Sequence

from eventsys.core.audit import AuditEntry
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.languages import lazy_pgettext
from eventsys.privacy import queries
from eventsys.privacy.service.holdings import Holding, columns, hold, things_of
from eventsys.registration.models import Delegate
from eventsys.registration.service import COLUMN_WORDS, GIVEN_BY_WORDS, STATE_WORDS

__all__: list[str] = []


def _trail(delegate: Delegate) -> Sequence[AuditEntry]:
    return queries.audit_about(things_of(delegate), [link.id for link in queries.links(delegate)])


hold(
    Holding(
        "delegate", _l("Your registration"), lambda delegate: [delegate],
        {key: COLUMN_WORDS[key] for key in (
            "family_name", "given_name", "name_order", "native_name", "native_language", "honorific", "office", "organisation",
            "email", "phone", "language", "arrives_on", "departs_on", "flight", "hotel", "diet", "access_needs", "state",
        )} | {
            "is_head": _l("Head of delegation"), "photo_digest": _l("Photo (its SHA-256)"),
            "consented_at": _l("Consent"), "consent_on_paper": _l("Consent on paper"),
            "named_by_staff": _l("Named by the staff"), "review_note": _l("Reason of the decision"),
            "created_at": _l("Named on"), "submitted_at": _l("Submitted"), "decided_at": _l("Decided"),
            "public_id": _l("Number of the registration"),
        },
        columns("id conference_id delegation_id category_id holds_place version sort_name order_en order_vi search_text"),
        audited=True,
        choices={"state": STATE_WORDS, "name_order": {"family": _l("Family name first"), "given": _l("Given name first")}},
    ),
    Holding(
        "consent", _l("What you agreed to"), queries.consents,
        {"text.number": lazy_pgettext("consent", "Version"), "words": _l("Text"), "at": lazy_pgettext("consent", "When"),
         "language": _l("Read in"), "given_by": _l("Noted"), "on_paper": _l("On paper")},
        columns("id delegate_id text_id number"),
        choices={"given_by": GIVEN_BY_WORDS},
    ),
    Holding(
        "passport", _l("Your passport"), queries.passports,
        {"number": _l("Passport number"), "nationality": _l("Nationality"), "expires_on": _l("Valid until"),
         "purge_after": _l("Deleted after")},
        columns("id delegate_id"),
    ),
    Holding(
        "passport_access", _l("Who looked at your passport"), queries.looks,
        {"at": lazy_pgettext("consent", "When"), "actor_label": _l("Who"), "what": _l("What")},
        columns("id delegate_id actor_kind actor_id"),
        choices={"what": {
            "seen": _l("seen"), "changed": _l("changed"), "removed": _l("removed"), "purged": _l("deleted after its time"),
        }},
    ),
    Holding(
        "outbox_letter", _l("Letters about you"), queries.letters,
        {"subject": _l("Subject"), "to_name": _l("Recipient"), "to_address": _l("Address"), "created_at": _l("Written on"),
         "state": _l("State"), "settled_at": _l("Settled on"), "language": _l("Language"), "text": _l("Text")},
        columns(
            "id public_id message_id key kind conference_id about_kind about_id reply_to html attachments claims attempts "
            "next_try_at link_hash superseded_at reason error"
        ),
        audited=True,
    ),
    Holding(
        "link", _l("Your personal links"), queries.links,
        {"created_at": _l("Made on"), "expires_at": _l("Valid until"), "revoked_at": _l("Ended on")},
        columns("id token_hash purpose subject conference_id language single_use created_by used_at"),
        audited=True,
    ),
    Holding(
        "audit_entry", _l("What was done with your registration"), _trail,
        {"at": lazy_pgettext("consent", "When"), "actor_label": _l("Who"), "verb": _l("What"), "before": _l("Before"),
         "after": _l("After")},
        columns(
            "id actor_kind actor_id thing_type thing_id thing_label conference_id actor_salt actor_digest words_salt "
            "words_digest erased_at erased_why place chain"
        ),
    ),
)  # fmt: skip
