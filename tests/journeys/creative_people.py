"""The hundred people of the second plenary: named by tables, completed by link or on paper, approved."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from eventsys.conferences.categories import queries as categories_queries
from eventsys.conferences.editions import queries as editions_queries
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.demo.people import portrait
from eventsys.files import service as files
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.links import service as links
from eventsys.registration.people import queries as people_queries
from eventsys.registration.questions import service as questions
from eventsys.registration.tables import service as tables
from eventsys.registration.tables.forms import Whose, read_people
from tests.journeys import creative_facts as facts
from tests.journeys import receiving
from tests.journeys.creative_setup import HOME, SLUG, figures, told
from tests.support.browser import Visit
from tests.support.installation import Installation
from tests.support.servers import wait_until

__all__ = ["approvals", "people"]


def people(
    site: Installation, secretary: Visit, focal: Visit, visit: Callable[..., Visit], folder: Path
) -> None:
    """A hundred: Hanoi's 74 by the secretariat's table, Bangkok's by its focal point's, two by their own links on a
    telephone, the others by tables that are read without a page."""
    secretary.go(f"{HOME}/delegations")
    secretary.press("Hanoi", role="link")
    secretary.press("Act for the focal point", role="link")
    for person, code, number in ((secretary, "HAN", 74), (focal, "BKK", 6)):
        person.press("Upload a table", role="link")
        person.fill({"file": table_of(code, folder)})
        person.press("Look through the table")
        person.fill({"send_links": False})
        person.press(f"Name {number} people")
        assert f"{number} people are named." in told(person)
        assert f"Your delegation {number}" in " ".join(person.text().split())
    before = len(site.letters("@creative.example"))
    site.change(named_without_pages)
    assert len(site.letters("@creative.example")) == before
    for code in ("HOI", "BTB"):
        fill_in(visit(site, phone=True), code, folder)
    secretary.go(f"{HOME}/delegations?state=accepted")
    rows = secretary.page.locator("main tbody tr")
    named = {
        row.locator("th a").first.inner_text(): row.locator("td.num").all_inner_texts() for row in rows.all()
    }
    of_city = {
        english: ["0", str(facts.PEOPLE[code])] for code, english, *_ in facts.CITIES if code in facts.CAME
    }
    assert named == of_city
    assert sum(facts.PEOPLE.values()) == 100


def fill_in(head: Visit, code: str, folder: Path) -> None:
    """By the own link, section by section."""
    head.go(head.site.link(facts.email_of(code, 0)))
    own = head.page.url.split("?")[0]
    head.go(f"{own}/photo")
    head.fill({"photo": receiving.picture(folder)})
    receiving.go_on(head, "/role")
    receiving.go_on(head, "/journey")
    head.fill(
        {"arrives_on": str(facts.DAY - timedelta(days=1)), "departs_on": str(facts.DAY + timedelta(days=1))}
    )
    receiving.go_on(head)
    head.go(own)
    head.page.locator("[name=consent]").check()
    receiving.hand_in(head)
    head.go(own)
    assert not head.page.locator("[name=consent]").count(), head.text()


HEADS = "Category;Last name;First name;Name order;Name in own script;Language of own script;E-mail;Function;Institution"


def table_of(code: str, folder: Path) -> Path:
    path = folder / f"{code}.csv"
    path.write_bytes(rows_of(code).encode("utf-8-sig"))
    return path


def rows_of(code: str) -> str:
    """As a city sends it."""
    family, given, order, native, language = facts.HEADS[code]
    rows = [
        (
            "Head of delegation",
            family,
            given,
            order,
            native,
            language,
            facts.email_of(code, 0),
            "Mayor",
            "City Hall",
        )
    ]
    rows += [
        (
            "Délégué",
            family,
            given,
            order,
            "",
            "",
            facts.email_of(code, number),
            "Cultural officer",
            "Department of Culture",
        )
        for number, (family, given) in enumerate(facts.people_of(code), 1)
    ]
    made = io.StringIO()
    csv.writer(made, delimiter=";").writerows([HEADS.split(";"), *rows])
    return made.getvalue()


def named_without_pages() -> None:
    """The tables of four cities; two of their heads get a link. What these tables do not bring of the other heads, a
    photo and the days of their journey, is added."""
    found = editions_queries.by_slug(SLUG)
    now, categories = clock.now(), categories_queries.categories(found)
    of = {delegation.city.code: delegation for delegation in delegations_queries.delegations(found)}
    for code in ("HOI", "SIN", "BDO", "BTB"):
        whose = replace(Whose.of(of[code]), language="en")
        data = rows_of(code).encode()
        _table, everybody, faults = read_people(data, categories, whose)
        assert not faults
        tables.name_people(of[code], everybody, {}, by=SYSTEM, now=now, send_links=False)
    for code in facts.CAME:
        head = people_queries.head_of(of[code])
        assert head is not None
        if code in ("HOI", "BTB"):
            links.send_own_link(head, by=SYSTEM, now=now)
            continue
        photo = files.store_photo(io.BytesIO(portrait(code)))
        questions.set_photo(head, photo.digest, by=SYSTEM, now=now)
        journey = {"arrives_on": facts.DAY - timedelta(days=1), "departs_on": facts.DAY + timedelta(days=1)}
        questions.edit(head, journey, by=SYSTEM, now=now)


def approvals(secretary: Visit) -> None:
    """Two that came by link are approved as they are; for the others consent is on paper."""
    secretary.go(f"{HOME}/review?state=submitted")
    assert approve(secretary, "Pre-approve") == 2
    secretary.go(f"{HOME}/review?state=pre_approved")
    assert approve(secretary, "Approve") == 2
    secretary.go(f"{HOME}/review?state=draft")
    waiting = 98
    while secretary.page.locator("[data-select-all]").count():
        waiting -= approve(secretary, "Submit and approve", paper=True)
    assert waiting == 0
    letters = 13 + 2 + 100  # invitations, own links, approvals
    wait_until(lambda: len(secretary.site.letters("@creative.example")) == letters, seconds=60)
    subjects = [str(letter["Subject"]) for letter in secretary.site.letters(facts.email_of("BTB", 0))]
    assert len(subjects) == 2, subjects
    secretary.go(f"{HOME}/")
    shown = figures(secretary)
    assert "6 of 12 member cities expected of those invited" in shown, shown
    assert "100 of 100 delegates approved of those registered" in shown, shown


def approve(secretary: Visit, verb: str, *, paper: bool = False) -> int:
    """All that the list shows; how many they are."""
    secretary.page.locator("[data-select-all]").check()
    secretary.page.locator("main [name=paper]").set_checked(paper)
    chosen = int(secretary.page.locator("[data-count]").inner_text())
    secretary.press(verb)
    assert f"Done for {chosen} registrations." in told(secretary), told(secretary)
    return chosen
