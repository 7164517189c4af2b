"""What the world of the walks has not: other states of registrations, badges, accounts and the programme, and what pages
ask when something was sent."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from eventsys.badges.codes import service as codes
from eventsys.badges.designs import service as designs
from eventsys.badges.editor import service as editor
from eventsys.badges.parts import service as parts
from eventsys.badges.passes import service as passes
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record import service as record
from eventsys.badges.record.models import Badge
from eventsys.badges.runs.models import PrintRun
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.jobs.models import JobState
from eventsys.privacy.requests import service as requests
from eventsys.programme.panel import service as panel
from eventsys.programme.sessions.models import PanelRole
from eventsys.registration.consent import service as consent
from eventsys.registration.credentials import service as credentials
from eventsys.registration.people.models import Delegate, DelegateState
from tests.accounts.factories import make_link, make_user
from tests.badges.factories import make_run
from tests.census.walk import Page
from tests.conferences.factories import make_conference
from tests.programme.factories import make_session
from tests.registration.credentials.factories import make_letter
from tests.registration.factories import category_of, make_delegate, make_delegation
from tests.support.planted import WHO
from tests.support.sessions import browser
from tests.support.world import World

__all__ = ["pages_of_places"]


def pages_of_places(app: Flask, world: World) -> list[Page]:
    conference = editions_queries.by_slug("hanoi")
    second = make_conference(slug="second", edition=78, published=False, categories=False, rooms=0)
    second.languages = [*second.languages, "ru"]
    return [
        *_badges(conference),
        *_registrations(app, conference),
        *_programme(conference),
        *_accounts(app, world),
        *_asked(world),
        Page("networks.city", "for an administrator", who="administrator"),
        Page("privacy.named", "found", sent={"name": "Le Monde"}),
        Page("conferences.rules", "of one person", {"slug": "second"}),
        Page("conferences.gaps", "of a further language", {"slug": "second"}),
        Page("declarations.letter_words", "of a further language", {"slug": "second"}),
        Page("conferences.setup", "not public", {"slug": "second"}),
    ]


def _badges(conference: Conference) -> list[Page]:
    codes.rotate_key(by=SYSTEM)
    press = category_of(conference, "press")
    passes.set_floater_quota(conference, press, 5, by=SYSTEM)
    run = passes.make_floaters(conference, press, 2, by=SYSTEM)
    lent, free = printed(run)
    passes.hand_over(lent, holder="Le Monde", by=SYSTEM)
    design = designs.ensure_design(conference, by=SYSTEM)
    size = (design.width_mm, design.height_mm)
    editor.save_design(conference, None, html=design.html, css=design.css, size=size, by=SYSTEM)
    tomsk = make_delegation(conference, "TOF")
    head = make_delegate(tomsk, category="head", family_name="Arrived")
    changed = make_delegate(tomsk, family_name="Misspelt")
    record.issue(printed(make_run(conference, [head, changed]))[0], by=SYSTEM)
    changed.family_name = "Changed"
    stopped = make_run(conference, [make_delegate(tomsk, family_name="Stopped")])
    assert stopped.job is not None
    stopped.job.state = JobState.FAILED
    was = make_conference(slug="over", edition=79, starts=clock.now().date() - timedelta(days=100))
    gone = make_delegate(make_delegation(was, "TOF"), family_name="Long Gone", native_name="\ue000")
    (expired,) = printed(make_run(was, [gone]))
    waiting = make_run(conference, [make_delegate(tomsk, family_name="Waiting")])
    db.session.commit()
    return [
        Page("badges.badge", "to be lent", {"badge_id": free.public_id}),
        Page("badges.badge", "over", {"slug": "over", "badge_id": expired.public_id}),
        Page("badges.run", "waiting", {"run_id": waiting.public_id}),
        Page(
            "papers.make",
            "not drawn",
            {"slug": "over"},
            query={"paper": "nameplate", "group": "all", "language": "en"},
        ),
        Page("badges.index", "out of date", query={"outdated": "y"}),
        Page("badges.desk", "with people", query={"q": WHO["family_name"]}),
        Page("badges.run", "stopped", {"run_id": stopped.public_id}),
    ]


def printed(run: PrintRun) -> list[Badge]:
    """Its badges, as if a worker had drawn them: the worker would do what else waits in this world, too."""
    badges = list(record_queries.badges_of_run(run))
    parts.keep_part(run, 0, badges, "0" * 64, now=clock.now())
    db.session.commit()
    return badges


def _registrations(app: Flask, conference: Conference) -> list[Page]:
    own = db.session.scalars(select(Delegate).where(Delegate.family_name == WHO["family_name"])).one()
    texts = {"en": "We keep your data.", "fr": "Nous gardons vos données.", "vi": "Chúng tôi giữ dữ liệu."}
    consent.set_consent_text(conference, texts, by=SYSTEM, now=clock.now())
    states = {
        state: make_delegate(own.delegation, state, family_name=state.title(), consented_at=None)
        for state in DelegateState
        if state != own.state
    }
    make_delegate(own.delegation, "submitted", family_name="Second")
    invited = make_delegation(conference, "BKK", state="invited")
    requests.ask(states[DelegateState.SUBMITTED], "", by=SYSTEM, now=clock.now())
    credentials.let_in(invited, "The letter is in the post.", by=SYSTEM, now=clock.now())
    deficient = make_letter(invited, words="unsigned")
    credentials.find_deficient(deficient, ["unsigned"], by=SYSTEM, now=clock.now())
    drafted = states[DelegateState.DRAFT]
    sent = browser(app, link=make_link("delegate", drafted.public_id, conference=conference))
    about = {"delegate_id": drafted.public_id}
    return [
        *(
            Page("registration.delegate", state, {"delegate_id": one.public_id})
            for state, one in states.items()
        ),
        *(
            Page("registration.own_part", part, {**about, "part": part}, browser=sent)
            for part in ("you", "photo", "role", "journey")
        ),
        Page("registration.own", "drafted", about, browser=sent),
        Page("registration.own", "approved", who="delegate"),
        Page("registration.focal", "for the focal point", who="focal point"),
        Page("registration.focal", "invited", {"delegation_id": invited.public_id}),
        Page("registration.delegation", "invited", {"delegation_id": invited.public_id}),
        Page("registration.examine_credentials", "deficient, let in", {"delegation_id": invited.public_id}),
        Page("registration.city_credentials", "deficient", {"delegation_id": invited.public_id}),
        Page("privacy.decide", "asked for", {"delegate_id": states[DelegateState.SUBMITTED].public_id}),
    ]


def _programme(conference: Conference) -> list[Page]:
    for number in (1, 2):
        make_session(
            conference, f"Panel {number}", "11:00", "12:00", room=number, chair="Mai Trần", state="draft"
        )
    waiting = make_session(conference, "Not published", "14:00", "15:00")
    head = db.session.scalars(select(Delegate).where(Delegate.family_name == "Arrived")).one()
    panel.seat(waiting, role=PanelRole.SPEAKER, delegate=head, by=SYSTEM)
    return [Page("programme.session", "with people found", query={"q": WHO["family_name"]})]


def _accounts(app: Flask, world: World) -> list[Page]:
    organiser = make_user("organiser", editions_queries.by_slug("hanoi"))
    first, second = browser(app, email=organiser.email), browser(app, email=organiser.email)
    assert first.cookie != second.cookie
    over = make_link("delegate", world.values["delegate_id"], conference=1, lifetime=timedelta(days=-1))
    return [
        Page("accounts.account", "open twice", browser=second),
        Page("accounts.open_link", "over", {"token": over}, who="anonymous"),
        Page("accounts.second_factor", "of an administrator", who="administrator"),
        *(
            Page(f"security.{page}", "of nobody", who="anonymous")
            for page in ("login", "forgot_password", "wan_signin")
        ),
    ]


def _asked(world: World) -> list[Page]:
    """Days far from the conference, and the like."""
    far = "2033-01-01"
    return [
        Page("badges.days", "far", sent={"name": "A. Guest", "on": far}),
        Page("conferences.milestones", "far", sent={"registration_opens": f"{far}T09:00"}),
        Page("conferences.setup", "in another zone", sent={"timezone": "Asia/Tokyo"}),
        Page("programme.edit", "far", sent={"day": far}),
        Page("registration.correct_presence", "far", sent={"since": f"{far}T09:00"}),
        Page("registration.new_question", "far", sent={"label-en": "Arrival", "due_on": far}),
    ]
