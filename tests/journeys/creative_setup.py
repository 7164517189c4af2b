"""The second plenary until its cities have answered: network, edition, invitations, answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from eventsys.conferences.editions import queries as editions_queries
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.invitations import service as invitations_service
from tests.journeys import creative_facts as facts
from tests.journeys.preparing import localized
from tests.support.browser import Visit
from tests.support.installation import Installation

__all__ = ["HOME", "SLUG", "answers", "edition", "figures", "invitations", "network", "told"]

SLUG = "creative-1"
HOME = f"/o/{SLUG}"


_SEEN = """es => es.map(e => { const seen = e.cloneNode(true);
    seen.querySelectorAll(".visually-hidden").forEach(hidden => hidden.remove()); return seen.textContent; })"""


def figures(person: Visit) -> list[str]:
    """The numbers of the page's head as they are seen, each with its words: ``100 of 100 badges printed``."""
    seen = person.page.locator("main .figures .figure").evaluate_all(_SEEN)
    return [" ".join(words.split()) for words in seen]


def told(person: Visit) -> str:
    return person.page.locator("body").inner_text()


def network(organiser: Visit, folder: Path) -> None:
    """13 cities from a colleague's workbook, whose headings are nobody's; more than half decide, proxies are allowed."""
    organiser.go("/networks/new")
    organiser.fill({"code": "CREATIVE", "founded": "2004", **localized("name", facts.NETWORK)})
    organiser.press("Add the network")
    organiser.go("/networks/CREATIVE/rules")
    organiser.fill({"decision": "consensus", "quorum": "half", "quorum_of": "invited", "proxies": 1})
    organiser.press("Save")
    organiser.go("/networks/CREATIVE/import")
    organiser.fill({"file": workbook(folder / "member cities (final) v3.xlsx")})
    organiser.press("Show what would change")
    assert figures(organiser) == ["13 to be added", "0 to be changed", "0 unchanged"]
    assert "1 column was not understood" in organiser.text()
    organiser.page.get_by_label("What the column “Remarks” is saved as").select_option("-")
    organiser.press("Look through it again")
    text = organiser.text()
    assert "Myanmar" in text
    assert text.count("member since") == 12, text  # the associate takes part without a vote
    organiser.press("Import 13 cities")
    assert "Imported: 13 cities are new, 0 were changed." in told(organiser)
    assert "បាត់ដំបង" in organiser.text()


def workbook(path: Path) -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Members")
    heads = (
        "UN/LOCODE",
        "Member city",
        "Ville",
        "Local name",
        "NATION",
        "Type of membership",
        "Member since",
        "Creative field",
        "Remarks",
    )
    remarks = ("", "ask for the visa list", "")
    for row, cells in enumerate([heads, *((*city, remarks[n % 3]) for n, city in enumerate(facts.CITIES))]):
        for column, text in enumerate(cells):
            sheet.write(row, column, f" {text} " if column == 1 and row % 4 == 1 else text)
    book.close()
    return path


def edition(organiser: Visit) -> None:
    """One day in November 2023, in English and French. Delegates come for the day: no photo, no journey is asked."""
    organiser.go("/networks/CREATIVE/conferences/new")
    organiser.fill(
        {
            "edition": 1,
            **localized("title", facts.TITLE),
            **localized("venue", facts.VENUE),
            "languages": ["en", "fr"],
            "host_city": "HAN",
            "starts": str(facts.DAY),
            "ends": str(facts.DAY),
            "timezone": "Asia/Ho_Chi_Minh",
            "contact_email": facts.CONTACT,
        }
    )
    organiser.page.locator("[name=languages][value=vi]").uncheck()
    organiser.press("Create the conference")
    assert HOME in organiser.page.url, organiser.problems()
    for role, name in facts.ORGANISERS:
        organiser.go(f"{HOME}/setup/organisers")
        organiser.fill({**localized("role", role), **localized("name", name)})
        organiser.press("Add the organiser")
    organiser.go(f"{HOME}/setup/rooms")
    organiser.fill({**localized("name", {"en": "Great Hall", "fr": "Grande salle"}), "capacity": 120})
    organiser.press("Add the room")
    organiser.go(f"{HOME}/setup/categories")
    organiser.press("Add the usual categories")
    organiser.press("Delegate", role="link")
    organiser.fill({"photo_needed": False, "travel_asked": "nobody"})
    organiser.press("Save")
    organiser.go(f"{HOME}/setup/milestones")
    tomorrow = date.today() + timedelta(days=1)  # noqa: DTZ011  # a day of the form, not a moment
    organiser.fill({"registration_opens": "2023-09-01T09:00", "registration_closes": f"{tomorrow}T18:00"})
    organiser.press("Save")
    assert any("is far from the conference" in line for line in organiser.problems())
    organiser.fill({"far_meant": True})
    organiser.press("Save")
    assert not organiser.problems(), organiser.problems()
    organiser.go(f"{HOME}/setup")
    organiser.press("Publish the conference")
    organiser.go(f"{HOME}/")
    assert "not public yet" not in organiser.text().lower()


def invitations(secretary: Visit) -> None:
    """By a pasted table; each focal point gets one letter, in the language of the table."""
    secretary.go(f"{HOME}/delegations/invite/table")
    rows = [("City", "Contact person", "E-mail address", "Language of letters")]
    rows += [
        (english, f"Focal point of {english}", facts.focal_address(code), "French" if code == "BTB" else "en")
        for code, english, *_more in facts.CITIES
    ]
    secretary.fill({"text": "\n".join("\t".join(row) for row in rows)})
    secretary.press("Look through the table")
    secretary.press("Invite 13 cities")
    site = secretary.site
    for code, english, french, *_more in facts.CITIES:
        letter = site.letter(facts.focal_address(code))
        city, title = (
            (french or english, facts.TITLE["fr"]) if code == "BTB" else (english, facts.TITLE["en"])
        )
        assert city in str(letter["Subject"])
        assert title in str(letter["Subject"])
    assert len(site.letters("@creative.example")) == 13
    secretary.go(f"{HOME}/")
    assert figures(secretary)[0] == "0 of 12 member cities expected of those invited"


def answers(site: Installation, visit: Callable[..., Visit]) -> Visit:
    """Bangkok accepts and Chiang Mai sends a proxy on their pages, the others' answers are noted for them.

    Returns Bangkok's focal point, whose page is open.
    """
    focal, absent = (visit(site) for _ in range(2))
    focal.go(site.link(facts.focal_address("BKK")))
    focal.press("Accept the invitation")
    absent.go(site.link(facts.focal_address("CNX")))
    absent.page.locator("summary", has_text="Another city or a person acts for yours?").click()
    absent.fill({"whom": "The Governor of Bangkok acts for us."})
    absent.press("Send a proxy")
    assert "Your city is represented by proxy: The Governor of Bangkok acts for us." in absent.text()
    site.change(others_answer)
    return focal


def others_answer() -> None:
    now = clock.now()
    for delegation in delegations_queries.delegations(editions_queries.by_slug(SLUG)):
        if delegation.city.code in facts.DECLINED:
            invitations_service.decline(delegation, "The mayor is at home that day.", by=SYSTEM, now=now)
        elif delegation.city.code in facts.CAME and delegation.city.code != "BKK":
            invitations_service.accept(delegation, by=SYSTEM, now=now)
