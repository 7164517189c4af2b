"""The verbs of registration."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories import service as categories
from eventsys.conferences.editions.models import Conference
from eventsys.core.actor import Actor, Grant
from eventsys.core.db import db
from eventsys.files import service as files
from eventsys.registration.changes import service as changes
from eventsys.registration.committee import service as committee
from eventsys.registration.consent import service as consent
from eventsys.registration.credentials import service as credentials
from eventsys.registration.credentials.models import CredentialChannel, CredentialForm, LetterSays
from eventsys.registration.decisions import service as decisions
from eventsys.registration.delegations.models import DelegationState
from eventsys.registration.invitations import service as invitations
from eventsys.registration.invitations.service import Invitee
from eventsys.registration.invitees import service as invitees
from eventsys.registration.kinds.models import Kept
from eventsys.registration.links import service as links
from eventsys.registration.naming import service as naming
from eventsys.registration.passports import service as passports
from eventsys.registration.people import service as people
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.rules import RegistrationVerb
from eventsys.registration.presence import rules as presence_rules
from eventsys.registration.presence import service as presence
from eventsys.registration.questions import service as questions
from eventsys.registration.queue import service as queue
from eventsys.registration.retention import service as retention
from eventsys.registration.sheets import service as sheets
from eventsys.registration.tables import service as tables
from tests.conferences.factories import make_conference
from tests.networks.factories import make_city
from tests.registration.credentials.factories import read
from tests.registration.factories import PERSON, category_of, make_delegate, make_delegation
from tests.support.verbs import BY, NOW, Seen
from tests.verbs import of_forms, of_openings
from tests.verbs.of_forms import ACT, home_of
from tests.verbs.rounds import rounds_story

DIGEST = "0" * 64
PASSPORT = {"number": "X1234567", "nationality": "JP", "expires_on": date(2020, 1, 1)}


def story(see: Seen) -> None:
    conference = make_conference(slug="hanoi")
    _invitations(see, conference)
    of_forms.story(see, conference)
    _people(see, conference)
    _decisions(see, conference)
    _presence(see, conference)
    _tables(see, conference)
    _retention(see, conference)
    _credentials(see, conference)
    _changes(see, conference)
    of_openings.story(
        see, make_conference(slug="open", network=conference.network, host_city=conference.host_city)
    )


def _invitations(see: Seen, conference: Conference) -> None:
    tokyo = Invitee(make_city("TYO", network=conference.network), "Inose", "focal@tokyo.example.org", "fr")
    asked = see(invitations.add_delegation, conference, tokyo, by=BY)
    see(invitations.invite, asked, **ACT)
    see(invitations.invite, asked, **ACT, case="again")
    see(invitations.focal_link, asked, **ACT)
    see(
        invitations.change_focal_point,
        asked,
        name="Sato",
        email="sato@tokyo.example.org",
        language="vi",
        **ACT,
    )
    see(invitations.accept, asked, **ACT)
    rounds_story(see, conference, asked)
    seoul = Invitee(make_city("SEL", network=conference.network), "", "focal@seoul.example.org")
    (away,) = see(invitations.invite_cities, conference, [seoul], **ACT)
    see(invitations.decline, away, "No money.", **ACT)
    bangkok = make_city("BKK", network=conference.network)
    see(
        invitations.send_proxy,
        make_delegation(conference, bangkok, state=DelegationState.INVITED),
        "Hanoi",
        **ACT,
    )


def _people(see: Seen, conference: Conference) -> None:
    home, category = home_of(conference, "HAN"), category_of(conference)
    named: Delegate = see(naming.name_delegate, home, category, PERSON, **ACT)
    see(naming.note_named, named, by=BY)
    see(people.check_open, conference, **ACT)
    see(questions.check_may_fill, named, **ACT)
    see(links.own_link, named, **ACT)
    see(links.send_own_link, named, **ACT)
    see(questions.edit, named, {"given_name": "Thảo", "phone": "+84 1"}, version=named.version, **ACT)
    links.own_link(named, **ACT)
    see(questions.edit, named, {"email": "new@example.org"}, **ACT, case="of the address")
    see(questions.edit, named, {}, category=category_of(conference, "press"), **ACT, case="of the category")
    see(links.follow_address, named, **ACT)
    see(questions.set_photo, named, DIGEST, **ACT)
    see(consent.set_consent_text, conference, {"en": "We keep your data."}, **ACT)
    see(consent.add_consent, named, **ACT)
    see(consent.add_consent, make_delegate(home), on_paper=True, **ACT, case="on paper")
    see(passports.set_passport, named, **PASSPORT, **ACT)
    see(passports.look_at_passport, named, **ACT)
    see(passports.note_look, named.id, BY, "seen", NOW)
    see(passports.remove_passport, named, **ACT)
    assert passports.look_at_passport(named, **ACT) is None
    see(naming.replace, named, {**PERSON, "given_name": "Minh", "email": "minh@example.org"}, **ACT)


def _decisions(see: Seen, conference: Conference) -> None:
    home = home_of(conference, "KUL")

    def person(state: str, **over: Any) -> Delegate:
        drafted = {"submitted_at": None} if state == "draft" else {}
        made = make_delegate(home, state, photo_digest=DIGEST, language="fr", **drafted, **over)
        links.own_link(made, **ACT)
        return made

    see(decisions.submit, person("draft"), **ACT)
    see(decisions.accredit, person("draft", consented_at=None), consent_on_paper=True, **ACT)
    see(decisions.pre_approve, person("submitted"), **ACT)
    see(decisions.approve, person("pre_approved"), **ACT)
    see(decisions.approve, person("waitlisted"), **ACT, case="who waited")
    see(decisions.send_back, person("submitted"), "A blurred photo.", **ACT)
    see(decisions.reject, person("pre_approved"), "Unknown.", **ACT)
    see(decisions.waitlist, person("pre_approved"), **ACT)
    see(decisions.revoke, person("approved"), "A mistake.", **ACT)
    see(decisions.withdraw, person("approved"), **ACT)
    own = person("submitted")
    holder = Actor(kind="link", label="Naoki", grants=(Grant("delegate", str(own.public_id), 1),))
    see(decisions.withdraw, own, by=holder, now=NOW, case="by the person, whose link goes on")
    see(people.set_state, person("pre_approved"), RegistrationVerb.WAITLIST, **ACT)


def _changes(see: Seen, conference: Conference) -> None:
    home = home_of(conference, "PNH")
    person, other = (make_delegate(home, photo_digest=DIGEST, language="fr") for _each in range(2))
    see(changes.ask, person, {"flight": "VN 311", "office": {"en": "Mayor"}}, version=person.version, **ACT)
    see(changes.approve_change, person, **ACT)
    changes.ask(person, {"hotel": "Daewoo"}, **ACT)
    see(changes.decline_change, person, "The rooms are given.", **ACT)
    changes.ask(person, {"hotel": "Daewoo"}, **ACT)
    see(changes.take_back, person, **ACT)
    changes.ask(other, {"hotel": "Daewoo"}, **ACT)
    see(queue.lock_as_seen, other, "approve_change", version=other.version, by=BY)
    see(changes.erase_changes_at, conference.id)


def _credentials(see: Seen, conference: Conference) -> None:
    home = home_of(conference, "TOF")
    head = make_delegate(home, "submitted", category="head")
    says, filed = (
        LetterSays(head=head, powers=frozenset({"vote"})),
        {"channel": CredentialChannel.STAFF, **ACT},
    )
    letter = see(credentials.file_letter, home, read("first"), says, **filed)
    see(credentials.describe, letter, LetterSays(head=head, form=CredentialForm.ORIGINAL), **ACT)
    see(credentials.accept, letter, **ACT)
    newer = see(credentials.file_letter, home, read("second"), says, **filed, case="in place of another")
    see(credentials.find_deficient, newer, ["unsigned"], "Stamp it.", **ACT)
    see(credentials.let_in, home, "In the post.", **ACT)
    see(credentials.end_leave, home, **ACT)
    without = make_delegation(conference, make_city("HCM", network=conference.network), focal_language="vi")
    see(committee.remind, [without], **ACT)
    see(committee.set_committee, conference, ["Lan"], None, **ACT)
    see(committee.purge_credentials, conference, **ACT)


def _presence(see: Seen, conference: Conference) -> None:
    city = home_of(conference, "MNL")
    see(presence.mark_present, city, **ACT)
    see(presence.mark_left, city, by=BY, now=NOW + timedelta(hours=2))
    mark, since = presence_rules.presence_mark(city), NOW - timedelta(hours=1)
    see(presence.correct_presence, city, since, None, seen=mark, **ACT)
    see(presence.undo_presence, city, by=BY)
    arrived = lambda _conference: {city.id: NOW}  # noqa: E731
    presence.ARRIVALS.add(arrived)
    see(presence.mark_arrived, conference, **ACT)
    presence.ARRIVALS._given.remove(arrived)


def _tables(see: Seen, conference: Conference) -> None:
    home, category = home_of(conference, "SIN"), category_of(conference)
    person = tables.PersonRow(1, category, {**PERSON, "name_order": "family"})
    other = tables.PersonRow(2, category, {"family_name": "Ito", "given_name": "Ken", "name_order": "given"})
    check = see(tables.check_people, home, [person], {}, **ACT)
    see(tables.name_people, home, [person], {}, send_links=True, **ACT)
    kept = [
        files.keep_waiting(f"people/{home.public_id}", name, name="table.csv", **ACT)
        for name in ("a", "b", "c")
    ]
    see(tables.ask_naming, home, kept[0], check, by=BY, send_links=False)
    row = {"row": 2, "category": category.code, "details": dict(other.details), "another": False}
    see(tables.name_rows, home, [row], saved=0, send_links=False, **ACT)
    asked = Invitee(make_city("DEL", network=conference.network), "", "focal@delhi.example.org")
    see(invitees.ask_inviting, conference, kept[1], [(1, asked)], by=BY)
    line = {"row": 1, "city": "DEL", "name": "", "email": asked.focal_email, "language": "en"}
    see(invitees.invite_rows, conference, [line], saved=0, **ACT)
    see(sheets.ask_saving, "registration.name_people", kept[2], [], {}, conference=conference, by=BY)


def _retention(see: Seen, conference: Conference) -> None:
    home = home_of(conference, "ULN")
    person = make_delegate(
        home,
        photo_digest=DIGEST,
        phone="+976 1",
        flight="OM 301",
        review_note="Why.",
        email="ulan@example.org",
    )
    links.own_link(person, **ACT)
    invitations.focal_link(home, **ACT)
    see(retention.set_term, conference, Kept.PASSPORTS, 10, by=BY)
    passports.set_passport(person, **PASSPORT, **ACT)
    see(retention.purge_passports, conference, **ACT)
    passports.set_passport(person, **PASSPORT, **ACT)
    see(retention.erase_passport, person, **ACT)
    see(retention.purge_answers, conference, **ACT)
    see(retention.purge_journeys, conference, **ACT)
    see(retention.purge_photos, conference, **ACT)
    see(retention.purge_notes, conference, **ACT)
    see(retention.purge_contacts, conference, **ACT)
    see(retention.purge_focal_points, conference, **ACT)
    db.session.flush()
    assert categories_queries.quotas(conference) == []
    categories.set_quota(conference, places=50, by=BY)
