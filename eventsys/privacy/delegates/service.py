"""What the registration keeps about a delegate, and the ways to the pages about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from eventsys.accounts.links import service as links
from eventsys.conferences.editions.policy import can_manage
from eventsys.core.actor import Actor
from eventsys.core.audit import AuditEntry
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import lazy_pgettext
from eventsys.privacy.delegates import queries
from eventsys.privacy.register.service import Holding, columns, things_of
from eventsys.privacy.requests import queries as requests_queries
from eventsys.privacy.subjects import queries as subjects_queries
from eventsys.privacy.traces import service as traces
from eventsys.registration.answers import service as answers
from eventsys.registration.applying import service as applying
from eventsys.registration.changes import service as changes
from eventsys.registration.changes.models import CHANGE_WORDS
from eventsys.registration.consent.models import GIVEN_BY_WORDS
from eventsys.registration.decisions.service import PersonNote
from eventsys.registration.fields.models import COLUMN_WORDS, by_reader
from eventsys.registration.limits import service as limits
from eventsys.registration.people.models import STATE_WORDS, Delegate
from eventsys.registration.people.service import OwnLink
from eventsys.registration.retention import service as retention

__all__ = ["HOLDINGS", "asked_note", "own_links", "staff_links"]


def staff_links(_delegate: Delegate) -> list[OwnLink]:
    """For the page that the organisers see."""
    return [OwnLink(_l("Erase the data of this person"), "privacy.decide")]


def asked_note(delegate: Delegate) -> list[PersonNote]:
    """For the same page, while a request waits."""
    if requests_queries.asked_erasure(delegate) is None:
        return []
    values = {"delegate_id": delegate.public_id}
    text, label = _("This person asks to have the own data erased."), _("Decide")
    return [PersonNote(text, label, "privacy.decide", can_manage, values)]


def own_links(_delegate: Delegate) -> list[OwnLink]:
    """For the own page."""
    return [OwnLink(_l("Your data, and who sees them"), "privacy.own")]


def _trail(delegate: Delegate) -> Sequence[AuditEntry]:
    return subjects_queries.audit_about(
        things_of(delegate), [link.id for link in subjects_queries.links(delegate)]
    )


def _erase_registration(delegate: Delegate, _by: Actor, now: datetime) -> Iterable[str]:
    photo = [delegate.photo_digest] if delegate.photo_digest else []
    retention.erase_tables(delegate)
    retention.erase_person(delegate, now=now)
    return [*photo, *(digest for entry in _trail(delegate) for digest in _photos(entry))]


def _photos(entry: AuditEntry) -> list[str]:
    """Former ones: they lie among the files until they are swept."""
    said = [(words or {}).get("photo") for words in (entry.before, entry.after)]
    return [digest for digest in said if isinstance(digest, str)]


def _erase_passport(delegate: Delegate, by: Actor, now: datetime) -> Iterable[str]:
    retention.erase_passport(delegate, by=by, now=now)
    return ()


def _erase_answers(delegate: Delegate, _by: Actor, now: datetime) -> Iterable[str]:
    return answers.erase_answers(delegate, now=now)


def _erase_applications(delegate: Delegate, by: Actor, now: datetime) -> Iterable[str]:
    applying.erase_applications(delegate, by=by, now=now)
    return ()


def _end_links(delegate: Delegate, by: Actor, _now: datetime) -> Iterable[str]:
    links.revoke_links("delegate", str(delegate.public_id), by=by)
    return ()


#: In the order in which they are told; erased from the last.
HOLDINGS = (
    Holding(
        "delegate", _l("Registration"), lambda delegate: [delegate],
        {field.name: field.label for field in by_reader()} | {
            "state": COLUMN_WORDS["state"], "is_head": _l("Head of delegation"), "photo_digest": _l("Photo (its SHA-256)"),
            "consented_at": _l("Consent"), "consent_on_paper": _l("Consent on paper"),
            "named_by_staff": _l("Named by the staff"), "review_note": _l("Reason of the decision"),
            "created_at": _l("Named on"), "submitted_at": _l("Submitted"), "decided_at": _l("Decided"),
            "public_id": _l("Number of the registration"),
        },
        columns(
            "id conference_id delegation_id category_id holds_place version sort_name order_en order_vi search_text erased_at"
        ),
        goes=_l("Name, office, contact, photo, journey, diet, access needs, reason of the decision, search words"),
        stays=_l("City, category, state and days, without a name: the counts of the conference stay right"),
        erase=_erase_registration, audited=True,
        choices={"state": STATE_WORDS, "name_order": {"family": _l("Family name first"), "given": _l("Given name first")}},
    ),
    Holding(
        "application", _l("Registrations begun from the same address"), queries.applications,
        {"family_name": COLUMN_WORDS["family_name"], "given_name": COLUMN_WORDS["given_name"], "email": COLUMN_WORDS["email"],
         "language": _l("Language"), "made_at": lazy_pgettext("consent", "When")},
        columns("id public_id conference_id opening_id address_key form_key name_order"),
        goes=_l("What was entered and not confirmed, with its letters"), erase=_erase_applications,
    ),
    Holding(
        "consent", _l("Consent"), queries.consents,
        {"text.number": lazy_pgettext("consent", "Version"), "words": _l("Text"), "at": lazy_pgettext("consent", "When"),
         "language": _l("Read in"), "given_by": _l("Noted"), "on_paper": _l("On paper")},
        columns("id delegate_id text_id number"),
        stays=_l("Which version was agreed to and when, without a name: it proves that the data were kept rightly"),
        choices={"given_by": GIVEN_BY_WORDS},
    ),
    Holding(
        "form_answer", _l("Answers to the organisers’ own questions"), answers.told_answers,
        {"question": _l("Question"), "answer": _l("Answer"), "answered_at": lazy_pgettext("consent", "When")},
        columns("id delegate_id question_id value version digest"), goes=_l("All answers, and the documents"),
        erase=_erase_answers,
    ),
    Holding(
        "asked_change", _l("Changes that were asked for"), changes.told_changes,
        {"what": _l("What is asked for"), "asked_at": lazy_pgettext("consent", "When"),
         "by_focal": _l("Asked by the focal point"),
         "state": COLUMN_WORDS["state"], "decided_at": _l("Decided"), "reason": _l("Reason of the decision")},
        columns("id public_id delegate_id fields values before decided_by"),
        goes=_l("All of them, with the registration"), follows=True, choices={"state": CHANGE_WORDS},
    ),
    Holding(
        "form_place", _l("Places of tours, buses and the like"), limits.told_places,
        {"question": _l("Question"), "choice": lazy_pgettext("answer", "Choice"), "standing": _l("Place or waiting list"),
         "arrived_at": lazy_pgettext("consent", "When")},
        columns("id public_id choice_id delegate_id waits moved_up_at"),
        goes=_l("The place, and that on the waiting list: with the answers"), follows=True,
    ),
    Holding(
        "passport", _l("Passport"), queries.passports,
        {"number": _l("Passport number"), "nationality": _l("Nationality"), "expires_on": _l("Valid until")},
        columns("id delegate_id"), goes=_l("The passport"), erase=_erase_passport,
    ),
    Holding(
        "passport_access", _l("Looks at the passport"), queries.looks,
        {"at": lazy_pgettext("consent", "When"), "actor_label": _l("Who"), "what": _l("What")},
        columns("id delegate_id actor_kind actor_id"),
        stays=_l("Which of the staff looked at a passport and when: it protects the person"),
        choices={"what": {
            "seen": _l("seen"), "changed": _l("changed"), "removed": _l("removed"), "purged": _l("deleted after its time"),
        }},
    ),
    traces.letters(traces.erase_letters),
    traces.requests(),
    traces.links(_end_links),
    traces.trail(_trail, told=True),
)  # fmt: skip
