"""A badge's life after it was queued: its page, its code, issue, return, void, reprint."""

from __future__ import annotations

from typing import Any

from eventsys.badges import documents, queries, rules
from eventsys.badges.errors import CodeOfOtherConference, CodeUnknown, CodeVoid, NotApproved, ReasonMissing
from eventsys.badges.models import LIVE_STATES, Badge, BadgeState
from eventsys.badges.service.runs import start_run
from eventsys.conferences.models import Conference
from eventsys.core import audit, clock
from eventsys.core.actor import Actor
from eventsys.core.current import key_for
from eventsys.core.db import db
from eventsys.files import service as files
from eventsys.registration.models import Delegate, DelegateState

__all__ = ["check_code", "code_of", "copy_of", "issue", "reprint", "return_", "single_pdf", "void", "void_of"]


def code_of(badge: Badge) -> str:
    """What stands in the badge's QR."""
    return rules.sign_code(badge.serial, key_for("badge-code"))


def copy_of(badge: Badge) -> documents.Copy:
    """The badge as it is printed, with its frozen words and photo."""
    photo = files.read(badge.words["photo"]) if badge.words.get("photo") else None
    return documents.Copy(badge.words, code_of(badge), photo)


def single_pdf(badge: Badge) -> bytes:
    """The one page of a badge."""
    language = badge.delegate.conference.languages[0]
    return documents.badges_pdf(badge.design, [copy_of(badge)], title=badge.words["name"], language=language)


def void(badge: Badge, reason: str, *, by: Actor) -> None:
    """From now on the badge's code opens no door. Raises :class:`ReasonMissing` or :class:`NoBadgeStep`."""
    if not reason.strip():
        raise ReasonMissing
    _step(badge, BadgeState.VOID, by=by, reason=reason.strip())
    badge.voided_at, badge.void_reason = clock.now(), reason.strip()[:200]


def reprint(badge: Badge, reason: str, *, by: Actor) -> Badge:
    """Void ``badge`` and queue its successor in a run of its own. Returns the successor.

    Raises :class:`NotApproved`, :class:`ReasonMissing` or :class:`NoBadgeStep`.
    """
    if badge.delegate.state != DelegateState.APPROVED:
        raise NotApproved(name=badge.delegate.full_name)
    void(badge, reason, by=by)
    db.session.flush()
    selection = {"reprint": str(badge.public_id)}
    run = start_run(badge.delegate.conference, [badge.delegate], by=by, selection=selection)
    successor = queries.badges_of_run(run)[0]
    successor.replaces_id = badge.id
    return successor


def issue(badge: Badge, *, by: Actor) -> None:
    """Handed over to its holder. Raises :class:`NoBadgeStep`."""
    _step(badge, BadgeState.ISSUED, by=by)
    badge.issued_at = clock.now()


def return_(badge: Badge, *, by: Actor) -> None:
    """Given back by its holder. Raises :class:`NoBadgeStep`."""
    _step(badge, BadgeState.RETURNED, by=by)


def void_of(delegate: Delegate, *, by: Actor) -> None:
    """A delegate who is no longer approved holds no live badge."""
    if delegate.state == DelegateState.APPROVED:
        return
    badge = queries.live_badge(delegate)
    if badge is not None:
        void(badge, str(delegate.state), by=by)


def _step(badge: Badge, wanted: BadgeState, *, by: Actor, **more: Any) -> None:
    db.session.flush()  # what this transaction did so far counts
    db.session.refresh(badge, attribute_names=["state"], with_for_update=True)
    rules.check_step(badge.state, wanted)
    before, after = {"state": badge.state}, {"state": wanted, **more}
    audit.record(by, verb=f"badge.{wanted}", thing=badge, before=before, after=after)
    badge.state = wanted


def check_code(conference: Conference, text: str) -> Badge:
    """The live badge whose code was scanned at ``conference``.

    Raises :class:`CodeForged`, :class:`CodeUnknown`, :class:`CodeOfOtherConference` or :class:`CodeVoid`.
    """
    badge = queries.by_serial(rules.read_code(text, key_for("badge-code")))
    if badge is None:
        raise CodeUnknown
    if badge.conference_id != conference.id:
        raise CodeOfOtherConference
    if badge.state not in LIVE_STATES:
        raise CodeVoid(reason=rules.reason_words(badge.void_reason, badge.state))
    return badge
