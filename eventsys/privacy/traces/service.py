"""What is kept alike about whomever: letters, personal links, requests for erasure, entries of the trail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from eventsys.core.actor import Actor
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import lazy_pgettext
from eventsys.mail.settling import service as settling
from eventsys.privacy.register.service import Erase, Holding, Rows, columns
from eventsys.privacy.requests import queries as requests_queries
from eventsys.privacy.requests.models import ERASURE_WORDS
from eventsys.privacy.subjects import queries as subjects_queries

__all__ = ["erase_letters", "letters", "links", "requests", "trail"]

_GOES = _l("Names and words in the audit trail")
_STAYS = _l("That something was done, when, and by which number: the trail stays whole")


def erase_letters(whom: Any, by: Actor, now: datetime) -> Iterable[str]:
    """Recipient and words go; the digests of what was attached, for the caller to let go of."""
    found = subjects_queries.letters(whom)
    attached = [given["digest"] for letter in found for given in letter.attachments]
    settling.blank(found, by=by, now=now)
    return attached


def letters(erase: Erase) -> Holding:
    return Holding(
        "outbox_letter",
        _l("Letters"),
        subjects_queries.letters,
        {
            "subject": _l("Subject"),
            "to_name": _l("Recipient"),
            "to_address": _l("Address"),
            "created_at": _l("Written on"),
            "state": _l("State"),
            "settled_at": _l("Settled on"),
            "language": _l("Language"),
            "text": _l("Text"),
        },
        columns(
            "id public_id message_id key kind conference_id about_kind about_id reply_to html attachments claims attempts "
            "next_try_at link_hash superseded_at reason error"
        ),
        goes=_l("Recipient, address, subject, words and attachments"),
        stays=_l("That a letter was written, when, and whether it arrived"),
        erase=erase,
        audited=True,
    )


def links(erase: Erase | None = None) -> Holding:
    """``erase`` where nothing else ends them."""
    return Holding(
        "link",
        _l("Personal links"),
        subjects_queries.links,
        {"created_at": _l("Made on"), "expires_at": _l("Valid until"), "revoked_at": _l("Ended on")},
        columns("id token_hash purpose subject conference_id language single_use created_by used_at"),
        goes=_l("Every personal link ends"),
        erase=erase,
        audited=True,
    )


def requests() -> Holding:
    return Holding(
        "erasure",
        _l("Requests for erasure"),
        requests_queries.erasures_of,
        {
            "asked_at": _l("Asked on"),
            "wish": _l("Words of the request"),
            "state": _l("State"),
            "reason": _l("Reason of the decision"),
            "decided_at": _l("Decided"),
        },
        columns("id public_id conference_id delegate_id delegation_id user_id leftovers finished_at"),
        goes=_l("The words of the request"),
        stays=_l("That it was asked for and done, when, and the reason"),
        choices={"state": {state.value: words for state, words in ERASURE_WORDS.items()}},
    )


def trail(
    rows: Rows,
    *,
    goes: Any = _GOES,
    stays: Any = _STAYS,
    told: bool = False,
    follows: bool = False,
) -> Holding:
    """``told``: what was before and after is told too. Of whoever acts for others it names those: it is theirs to be told."""
    labels = {"at": lazy_pgettext("consent", "When"), "actor_label": _l("Who"), "verb": _l("What")}
    sides = {"before": _l("Before"), "after": _l("After")}
    return Holding(
        "audit_entry",
        _l("Audit trail"),
        rows,
        labels | sides if told else labels,
        columns(
            "id actor_kind actor_id thing_type thing_id thing_label conference_id actor_salt actor_digest words_salt "
            "words_digest erased_at erased_why place chain"
        )
        | (frozenset() if told else frozenset(sides)),
        goes=goes,
        stays=stays,
        follows=follows,
    )
