"""Texts of a conference of their own, one in each state that pages differ in."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

from flask import Flask

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration, Order, ParagraphKind
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.agreements import service as agreements
from eventsys.declarations.amendments import queries as amendments_queries
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.amendments.models import AmendmentKind
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.completion import service as completion
from eventsys.declarations.confirmations import service as confirmations
from eventsys.declarations.lots import service as lots
from eventsys.declarations.motions import service as motions
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.voting import service as voting
from eventsys.declarations.voting.models import Manner
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate
from tests.accounts.factories import make_link
from tests.census.walk import Page
from tests.core.manuscripts import case
from tests.declarations.factories import (
    make_agreement,
    make_declaration,
    make_open,
    make_plenary,
    make_scan_request,
)
from tests.declarations.translators.factories import translated
from tests.registration.factories import make_delegate, make_delegation
from tests.support.sessions import browser
from tests.support.world import World

__all__ = ["pages_of_texts"]

CONFERENCE = "texts"
SOMEBODY_ELSE = Actor(kind="user", user_id=-1, label="Who confirms")


def pages_of_texts(app: Flask, world: World) -> list[Page]:
    conference = make_plenary(cities=3, slug=CONFERENCE)
    texts = _declarations(conference) | _agreements(conference)
    db.session.commit()
    draft = {"declaration_id": world.special["declarations.merge"]["declaration_id"]}
    return [
        *(_page("declarations.show", name, text) for name, text in texts.items()),
        *_of_one_state(texts),
        *_asked(texts),
        *_with_amendments(world, draft),
        _own(app, texts["open"]),
        *_before_the_members(app, conference),
        *(
            Page("declarations.import_draft", name, draft, sent={"file": (io.BytesIO(case(name)), name)})
            for name in ("moved_within.docx", "textbox.docx")
        ),
        _handed_in(draft),
    ]


def _handed_in(draft: dict[str, Any]) -> Page:
    """A translator's file: one piece is taken in, one stresses a word that is not stressed."""
    text = acts_queries.get_declaration(draft["declaration_id"])
    data = translated(text, {"0": "Déclaration", "a_preamble:1": "*Nous*, maires,"}, target="fr")
    return Page("declarations.translators", "handed in", draft, sent={"file": (io.BytesIO(data), "fr.xlf")})


def _page(
    endpoint: str, name: str, text: Declaration, sent: dict[str, Any] | None = None, **values: Any
) -> Page:
    about = {"slug": CONFERENCE, "declaration_id": text.public_id, **values}
    return Page(endpoint, name, about, sent=sent or {})


def _title(words: str) -> dict[str, str]:
    return dict.fromkeys(("en", "fr", "vi"), words)


def _declarations(conference: Any) -> dict[str, Declaration]:
    names = ("draft", "circulated", "amended", "consolidated", "final", "adopted", "open")
    made = {name: make_declaration(conference, points=2, title=_title(f"Text {name}")) for name in names}
    for name in names[1:]:
        completion.circulate(made[name], by=SYSTEM)
    changed = made["circulated"].paragraphs[-1]
    paragraphs.edit_paragraph(
        made["circulated"], changed, Localized({**changed.text, "en": "plant trees;"}), by=SYSTEM
    )
    later = paragraphs.add_paragraph(
        made["draft"], ParagraphKind.POINT, Localized(en="plant trees;"), by=SYSTEM
    )
    paragraphs.edit_paragraph(made["draft"], later, Localized(_title("plant trees;")), by=SYSTEM)
    made["final"].place = Localized(_title("Hanoi"))
    made["consolidated"].order = Order.LOT
    lots.promise_lot(made["consolidated"], by=SYSTEM, now=clock.now())
    for name in names[2:4]:
        amendments.open_amendments(made[name], by=SYSTEM)
    for city in representation_queries.member_delegations(conference)[:2]:
        _propose(made["amended"], city)
    amendments.consolidate(made["consolidated"], by=SYSTEM)
    for name in names[4:]:
        completion.finalise(made[name], by=SYSTEM)
    for name in names[5:]:
        adoption.adopt(made[name], by=SYSTEM, now=clock.now())
    for name in names[6:]:
        ceremony.open_for_signature(made[name], by=SYSTEM, now=clock.now())
    return made


def _propose(text: Declaration, city: Delegation) -> None:
    amendments.propose(
        text,
        city,
        AmendmentKind.REPLACE,
        paragraph=text.paragraphs[-1],
        text=Localized(en=f"more of {city.city.code};"),
        by=SYSTEM,
        now=clock.now(),
    )


def _agreements(conference: Any) -> dict[str, Declaration]:
    one, two, *_others = representation_queries.member_delegations(conference)
    names = ("draft", "agreed", "complete", "in force")
    made = {f"agreement {name}": make_agreement(one, two, title=_title(f"Minutes {name}")) for name in names}
    for agreement in list(made.values())[1:]:
        completion.agree_text(agreement, by=SYSTEM, now=clock.now())
    for agreement in list(made.values())[2:]:
        ceremony.open_for_signature(agreement, by=SYSTEM, now=clock.now())
        for signatory in signatories_queries.signatories(agreement):
            ceremony.sign(signatory, by=SYSTEM, now=clock.now())
    agreements.enter_into_force(
        made["agreement in force"], date(2013, 12, 1), until=date(2016, 11, 30), by=SYSTEM
    )
    return made


def _of_one_state(texts: dict[str, Declaration]) -> list[Page]:
    last = signatories_queries.signatories(texts["open"])[-1].public_id
    first = amendments_queries.amendments(texts["amended"])[0]
    return [
        _page("declarations.merge", "of two", texts["amended"], amendment_id=first.public_id),
        _page("declarations.paper", "by one person", texts["open"]),
        _page("declarations.compare", "of what came later", texts["draft"]),
        _page("declarations.compare", "of nothing", texts["amended"]),
        _page("declarations.telling", "of amendments", texts["circulated"], what="amendments"),
        _page("declarations.telling", "of signing", texts["adopted"], what="signature"),
        _page("declarations.adoption", "of a final text", texts["final"]),
        _page("declarations.signatories", "by lot", texts["consolidated"]),
        _page("declarations.lot", "promised", texts["consolidated"]),
        _page("declarations.compare", "of a change", texts["circulated"]),
        _page("declarations.edit", "of an agreement", texts["agreement draft"]),
        _page("declarations.enter_into_force", "signed", texts["agreement complete"]),
        _page("declarations.prolong", "in force", texts["agreement in force"]),
        _page("declarations.terminate", "in force", texts["agreement in force"]),
        _page("declarations.sign", "by one person", texts["open"], signatory_id=last),
        _page("declarations.sign_elsewhere", "by one person", texts["open"], signatory_id=last),
    ]


def _asked(texts: dict[str, Declaration]) -> list[Page]:
    """What a page asks when something was sent."""
    return [
        _page("declarations.signatories", "far", texts["final"], {"until": "2019-01-01T09:00"}),
        _page("declarations.enter_into_force", "far", texts["agreement complete"], {"on": "2043-01-01"}),
        _page("declarations.prolong", "far", texts["agreement in force"], {"until": "2093-01-01"}),
        _page("declarations.act", "in one language", texts["final"], {"place-en": "Elsewhere"}),
    ]


def _with_amendments(world: World, draft: dict[str, Any]) -> list[Page]:
    filed = _with_a_confirmed_scan()
    of_city = {**draft, "delegation_id": world.values["delegation_id"]}
    about = world.special["declarations.comment"]
    return [
        *(
            Page(f"declarations.{page}", "with amendments", draft)
            for page in ("show", "amendments", "remarks", "adoption")
        ),
        Page("declarations.paper", "with a confirmed scan", {"declaration_id": filed.public_id}),
        Page("declarations.city_text", "with amendments", of_city, who="focal point"),
        Page("declarations.paragraph", "of a draft", about),
    ]


def _with_a_confirmed_scan() -> Declaration:
    """At the conference that asks for a second person."""
    conference = editions_queries.by_slug("hanoi")
    make_delegate(make_delegation(conference, "HAN", present=True), category="head")
    filed = make_open(conference, title=_title("Text filed"))
    asked = make_scan_request(filed, signatories_queries.signatories(filed)[:1], asked_id=0)
    confirmations.answer_confirmation(filed, asked, confirmed=True, by=SOMEBODY_ELSE, now=clock.now())
    return filed


def _own(app: Flask, text: Declaration) -> Page:
    signatory = signatories_queries.signatories(text)[0]
    person = signatory.delegate
    assert isinstance(person, Delegate)
    link = make_link("delegate", person.public_id, conference=text.conference)
    return Page(
        "declarations.own_signature",
        "by one person",
        {"slug": CONFERENCE, "delegate_id": person.public_id, "signatory_id": signatory.public_id},
        browser=browser(app, link=link),
    )


def _before_the_members(app: Flask, conference: Conference) -> list[Page]:
    """A text whose amendments are voted on in each manner, as the desk and a city see it."""
    conference.rules = {"decision": "majority"}
    text, now = make_declaration(conference, points=2, title=_title("Text voted on")), clock.now()
    completion.circulate(text, by=SYSTEM)
    amendments.open_amendments(text, by=SYSTEM)
    one, two, *_others = representation_queries.member_delegations(conference)
    for city in (one, two, two, one, two, one, two):
        _propose(text, city)
    found = amendments_queries.amendments(text)
    roll = motions.put_block(text, found[:1], Manner.ROLL_CALL, by_cities=True, by=SYSTEM, now=now)
    hands = motions.put_alternatives(text, found[1:3], Manner.SHOW_OF_HANDS, by=SYSTEM, now=now)
    added = [
        amendments.propose(text, city, AmendmentKind.INSERT, text=Localized(en="more;"), by=SYSTEM, now=now)
        for city in (one, two)
    ]
    block = motions.put_block(text, added, Manner.SHOW_OF_HANDS, by=SYSTEM, now=now)
    done = motions.put_block(text, found[3:4], Manner.ROLL_CALL, by=SYSTEM, now=now)
    voting.cast(text, done, one, "no", by=SYSTEM, now=now)
    motions.close_vote(text, done, note="Not now.", by=SYSTEM, now=now)
    amendments.propose_to(text, one, found[4], text=Localized(en="still more;"), by=SYSTEM, now=now)
    link = make_link("focal", one.public_id, conference=conference)
    of_city = {"slug": CONFERENCE, "declaration_id": text.public_id, "delegation_id": one.public_id}
    votes = {"by name": roll, "between two": hands, "on a block": block, "closed": done}
    return [
        *(_page("declarations.vote", name, text, question_id=vote.public_id) for name, vote in votes.items()),
        _page("declarations.amendments", "voted on", text),
        _page("declarations.amendment", "voted on", text, amendment_id=found[5].public_id),
        _page("declarations.amendment", "amended", text, amendment_id=found[4].public_id),
        _page("declarations.merge", "by a vote", text, amendment_id=found[5].public_id),
        replace(
            _page("declarations.together", "of two", text),
            query={"a": found[5].label},
        ),
        Page("declarations.city_text", "with a vote", of_city, browser=browser(app, link=link)),
    ]
