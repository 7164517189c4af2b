"""One conference with everything in it, its people, and browsers for each of them.

Built once for the tests that walk every route: real rows, so that every address leads somewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from eventsys.accounts.invitations.service import PASSWORD_LINK
from eventsys.badges.record import queries as record_queries
from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.categories import service as categories
from eventsys.conferences.city_names import service as city_names
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.conferences.venue import queries as venue_queries
from eventsys.conferences.venue import service as venue
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.files import service as files
from eventsys.mail.fates import queries as fates_queries
from eventsys.networks.fields import service as fields
from eventsys.networks.groups import service as groups
from eventsys.networks.registry import queries as registry_queries
from eventsys.programme.clashes import queries as clashes_queries
from eventsys.programme.clashes import service as clashes
from eventsys.registration.invitees import service as invitees
from eventsys.registration.links import service as links_service
from eventsys.registration.passports import service as passports
from eventsys.registration.people.models import Delegate
from eventsys.registration.tables import service as tables
from eventsys.registration.tables.service import PeopleCheck
from tests.accounts.factories import make_link, make_user
from tests.badges.factories import make_run, print_now
from tests.commitments.factories import make_commitment
from tests.conferences.factories import make_conference
from tests.declarations.before_cities import make_vote
from tests.declarations.factories import (
    make_agreement,
    make_amended,
    make_open,
    make_positions,
    make_scan,
    make_scan_request,
)
from tests.files.factories import picture
from tests.networks.factories import make_body, make_city, make_network
from tests.papers.factories import list_pages
from tests.programme.factories import make_session
from tests.registration.composer.factories import addresses_of_a_question, plant_answer
from tests.registration.credentials.factories import letter_pages
from tests.registration.factories import make_delegate, make_delegation
from tests.registration.openings.factories import addresses_of_an_opening
from tests.registration.rounds.factories import make_round
from tests.support.planted import WHO
from tests.support.sessions import Browser, browser

__all__ = ["ROLES", "Browser", "World", "make_world"]

ROLES = ("organiser", "secretariat", "reviewer", "desk", "press", "viewer")

#: Pages of declarations that are about a text which is not adopted yet.
OF_DRAFTS = (
    "act amend decide merge withdraw city_comment comment compare editor in_line settle withdraw_statement "
    "signatories mandate_powers import_draft translators for_translator matches "
    "amend_other amendment ballots break_off cast_own take_out vote lot promise_lot draw_lot"
)
#: Pages that are about an agreement.
OF_AGREEMENTS = "agree enter_into_force parties prolong terminate"
#: Words in addresses that differ from page to page.
WORDS: dict[str, dict[str, Any]] = {
    "accounts.change_role": {"role": "desk", "verb": "give"},
    "accounts.change_user": {"verb": "deactivate"},
    "commitments.step": {"verb": "accept"},
    "declarations.telling": {"what": "circulate"},
    "conferences.act_on_letter": {"verb": "cancel"},
    "conferences.letter_attachment": {"number": 1},
    "declarations.add": {"part": "point"},
    "declarations.arrange": {"verb": "up"},
    "declarations.draft_file": {"kind": "docx"},
    "declarations.answer_confirmation": {"answer": "confirm"},
    "declarations.record": {"answer": "declined"},
    **{f"privacy.{key}copy": {"kind": "json"} for key in ("account_", "", "focal_", "named_")},
    "programme.change_seat": {"verb": "up"},
    "programme.move": {"verb": "postpone"},
    "registration.note_presence": {"verb": "present"},
    "registration.act_on_person": {"verb": "link"},
    "registration.own_part": {"part": "you"},
    "trail.export_conference": {"kind": "csv"},
    "trail.export_everything": {"kind": "json"},
}


@dataclass
class World:
    """``values``: what a URL's parameter names stand for; ``special``: by endpoint where that differs."""

    browsers: dict[str, Browser]
    values: dict[str, Any]
    special: dict[str, dict[str, Any]] = field(default_factory=dict)

    def address(self, app: Flask, rule: Rule) -> str:
        """The path of a rule with real values; fails by the name of one that is not known."""
        wanted = {**self.values, **self.special.get(rule.endpoint, {})}
        missing = [name for name in rule.arguments if name not in wanted]
        assert not missing, f"{rule.endpoint}: tests/support/world.py knows no value for {missing}"
        with app.test_request_context():
            return app.url_for(rule.endpoint, **{name: wanted[name] for name in rule.arguments})


def make_world(app: Flask) -> World:
    """Fill the empty database of ``app``, whose context is open, and sign everybody in."""
    network = make_network()
    conference = make_conference(network=network, slug="hanoi")
    delegations = _people(conference)
    own, other = delegations["TYO"], delegations["SEL"]
    values = {
        "slug": "hanoi",
        "filename": "missing.css",
        "delegation_id": own.delegation.public_id,
        "delegate_id": own.public_id,
        "letter_id": fates_queries.latest_about("delegate", [own.public_id])[own.public_id].public_id,
        "network_code": network.code,
        "code": network.code,
        "body_id": make_body(network).public_id,
        "round_id": make_round([own.delegation]).public_id,
    }
    special = {endpoint: dict(words) for endpoint, words in WORDS.items()}
    _setup(conference, values, special)
    special |= plant_answer(own)
    _networks(network, values, special)
    _programme(conference, values)
    special |= letter_pages(own)
    _papers(conference, own, values, special)
    browsers = _browsers(app, conference, own, other, values)
    _waiting_tables(conference, own, special)
    return World(browsers, values | list_pages(conference), special)


def _people(conference: Conference) -> dict[str, Delegate]:
    """One complete person of Tokyo, whose data the walk is about, and one of Seoul."""
    digest = files.store_photo(picture()).digest
    found = {}
    for code, category in (("TYO", "delegate"), ("SEL", "head")):
        city = make_city(code, network=conference.network)
        delegation = make_delegation(conference, city, present=True)
        who = WHO if code == "TYO" else {}
        found[code] = make_delegate(delegation, category=category, photo_digest=digest, **who)
    passport: dict[str, Any] = {"number": "X7654399", "nationality": "JP", "expires_on": date(2099, 1, 1)}
    links_service.send_own_link(found["TYO"], by=SYSTEM, now=clock.now())
    passports.set_passport(found["TYO"], **passport, by=SYSTEM, now=clock.now())
    return found


def _setup(conference: Conference, values: dict[str, Any], special: dict[str, dict[str, Any]]) -> None:
    organiser = organisers_queries.organisers(conference)[0]
    organiser.logo_digest = files.store_logo(picture(kind="PNG")).digest
    category = categories_queries.category_by_code(conference, "delegate")
    quota = categories.set_quota(conference, places=50, category=category, by=SYSTEM)
    zone = venue.add_zone(
        conference, letters="B", name={"en": "Lounge"}, colour="#1d4f8c", categories=[category], by=SYSTEM
    )
    tokyo = registry_queries.city_by_code("TYO")
    city_names.name_city(conference, tokyo, name=dict.fromkeys(("en", "fr", "vi"), "Musashi"), by=SYSTEM)
    room = venue_queries.rooms(conference)[0]
    values |= {"organiser_id": organiser.public_id, "public_id": organiser.public_id}
    special |= {
        **{f"conferences.{page}": {"public_id": room.public_id} for page in ("room", "room_do")},
        **{f"conferences.{page}": {"public_id": category.public_id} for page in ("category", "category_do")},
        **{f"conferences.{page}": {"public_id": quota.public_id} for page in ("quota", "remove_quota")},
        **{f"conferences.{page}": {"public_id": zone.public_id} for page in ("zone", "remove_zone")},
        "badges.retire_key": {"number": 1},
        "conferences.remove_city_name": {"code": "TYO"},
        **{f"badges.{page}": {"code": "press"} for page in ("design", "preview")},
        "badges.library_pdf": {"key": "a6"},
        **addresses_of_a_question(conference),
        **addresses_of_an_opening(conference),
    } | {
        f"badges.{page}": {"code": "all", "number": 1}
        for page in ("version", "version_pdf", "use_version", "versions")
    }


def _networks(network: Any, values: dict[str, Any], special: dict[str, dict[str, Any]]) -> None:
    group = groups.create_group(code="asean", name={"en": "ASEAN"}, countries=["VN"], by=SYSTEM)
    design = fields.add_field(network, name={"en": "Design"}, code="design", by=SYSTEM)
    tokyo = registry_queries.city_by_code("TYO")
    fields.set_field(tokyo, design, since=None, by=SYSTEM)
    special |= {"networks.edit_group": {"public_id": group.public_id}, "networks.export": {"kind": "csv"}}
    special |= {
        f"networks.{page}": {"code": "TYO"}
        for page in ("city", "city_field", "drop_field", "edit_city", "standing")
    }
    values |= {"field": "design", "field_code": "design", "kind": "csv", "number": 0}


def _programme(conference: Conference, values: dict[str, Any]) -> None:
    session = make_session(conference, "Opening", state="published", chair="Nguyễn Thế Thảo")
    seat = session.panel[0]
    clashes.tell_apart(conference, seat, seat, by=SYSTEM)
    (pair,) = clashes_queries.pairs_told_apart(conference)
    values |= {"session_id": session.public_id, "seat_id": seat.public_id, "pair_id": pair.public_id}


def _papers(
    conference: Conference, own: Delegate, values: dict[str, Any], special: dict[str, dict[str, Any]]
) -> None:
    head = make_delegate(own.delegation, category="head", family_name="Head", given_name="Of Delegation")
    signatory, *filed = signatories_queries.signatories(declaration := make_open(conference))
    scan, filed[0].delegate = make_scan(declaration, filed), own
    alone = {"signatory_id": filed[0].public_id}
    special |= {"declarations.own_document": alone, "declarations.own_signature": alone}
    print_now(run := make_run(conference, [own, head]))
    assert run.job is not None
    badge = record_queries.badges_of_run(run)[0]
    asked = make_scan_request(declaration, [signatory], asked_id=0)
    values["commitment_id"] = make_commitment(declaration, owner="TYO").public_id
    draft, amendment, remark = make_amended(conference, own.delegation)
    values |= {"comment_id": remark.public_id, "amendment_id": amendment.public_id, "verb": "bracket"}
    question = make_vote(draft, own.delegation)
    values |= make_positions(draft, own.delegation) | {"question_id": question.public_id}
    here = {"declaration_id": draft.public_id, "paragraph_id": draft.paragraphs[0].public_id}
    here |= {"code": "fr", "language": "fr"}
    special |= {f"declarations.{page}": {**values, **here} for page in OF_DRAFTS.split()}
    minutes = make_agreement(own.delegation, make_delegation(conference, make_city("RGN")))
    special |= {
        f"declarations.{page}": {"declaration_id": minutes.public_id} for page in OF_AGREEMENTS.split()
    }
    values |= {
        "badge_id": badge.public_id,
        "run_id": run.public_id,
        "job_id": run.job.public_id,
        "declaration_id": declaration.public_id,
        "signatory_id": signatory.public_id,
        "scan_id": scan.public_id,
        "confirmation_id": asked.public_id,
        "which": "sealed",
        "paragraph_id": declaration.paragraphs[0].public_id,
    }


def _waiting_tables(conference: Conference, own: Delegate, special: dict[str, dict[str, Any]]) -> None:
    """Tables that were sent and wait for an answer."""
    network, delegation = conference.network, own.delegation
    for endpoint, scope, content in (
        ("networks.preview", f"cities/{network.public_id}", "name,country\nHue,VN\n"),
        (
            "registration.check_people",
            f"people/{delegation.public_id}",
            "category,family name\ndelegate,Ito\n",
        ),
        ("registration.check_invitees", f"invitees/{conference.public_id}", "city,mail\nTOF,a@example.org\n"),
    ):
        kept = files.keep_waiting(scope, content, name="table.csv", by=SYSTEM, now=clock.now())
        special[endpoint] = {"upload_id": kept.public_id}
    people, cities = (
        files.keep_waiting(scope, "x", name="table.csv", by=SYSTEM, now=clock.now())
        for scope in (f"people/{delegation.public_id}", f"invitees/{conference.public_id}")
    )
    tables.ask_naming(delegation, people, PeopleCheck(()), by=SYSTEM, send_links=False)
    invitees.ask_inviting(conference, cities, (), by=SYSTEM)
    special["registration.saving_people"] = {"upload_id": people.public_id}
    special["registration.saving_invitees"] = {"upload_id": cities.public_id}
    db.session.commit()


def _browsers(
    app: Flask, conference: Conference, own: Delegate, other: Delegate, values: dict[str, Any]
) -> dict[str, Browser]:
    elsewhere = make_conference(slug="elsewhere", edition=77)
    db.session.commit()
    people = {role: make_user(role, conference) for role in ROLES}
    people["administrator"] = make_user(admin=True)
    people |= {"organiser elsewhere": make_user("organiser", elsewhere), "user without a role": make_user()}
    links = {
        "focal point": ("focal", own.delegation),
        "delegate": ("delegate", own),
        "focal point of another city": ("focal", other.delegation),
        "delegate of another city": ("delegate", other),
        "invited colleague": (PASSWORD_LINK, make_user(password=None)),
    }
    tokens = {
        name: make_link(purpose, subject.public_id, conference=conference)
        for name, (purpose, subject) in links.items()
    }
    values |= {"user_id": people["viewer"].public_id, "token": tokens["focal point"]}
    emails = {name: user.email for name, user in people.items()}
    return {
        "anonymous": browser(app),
        **{name: browser(app, link=token) for name, token in tokens.items()},
        **{name: browser(app, email=email) for name, email in emails.items()},
    }
