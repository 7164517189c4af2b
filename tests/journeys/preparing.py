"""Steps of the organiser, by hand in the browser: network, cities, conference, set-up, programme, publication.

Each step also tries what goes wrong there, and looks at its pages.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar

from eventsys.demo import facts
from tests.support.browser import Visit

__all__ = [
    "HOME",
    "PUBLIC",
    "cities",
    "conference",
    "network",
    "next_edition",
    "parts",
    "programme",
    "public_programme",
    "publication",
]

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
STARTS = date.today() + timedelta(days=120)  # noqa: DTZ011  # a day of the form, not a moment
ENDS = STARTS + timedelta(days=1)
HOME, PUBLIC = "/o/anmc21-12", "/c/anmc21-12"


def network(organiser: Visit) -> None:
    organiser.look("networks-empty")
    organiser.press("Add a network", role="link")
    organiser.fill({"code": "ANMC21", "founded": "a while ago", **localized("name", facts.NETWORK["name"])})
    organiser.press("Add the network")
    assert any("Founded" in line for line in organiser.problems())
    organiser.fill({"founded": "2000-08", "plenary_every_months": 12})
    organiser.press("Add the network")
    organiser.look("network-empty")


def localized(name: str, text: object) -> dict[str, str]:
    return {f"{name}-{code}": words for code, words in dict(text).items()}  # type: ignore[call-overload]


def cities(organiser: Visit, folder: Path) -> None:
    """14 cities from a table: first one with two mistakes, then the mended one, with a preview, then once more."""
    heads = "code,name_en,name_fr,name_vi,name_native,country,timezone,status,joined,leader_office_en"
    rows = [
        ",".join([c.code, *c.name.values(), c.native, c.country, c.zone, c.status, c.joined, c.leader["en"]])
        for c in facts.CITIES
    ]
    wrong = [row.replace("2012-06", "June-ish 2012", 1) if row.startswith("TOF") else row for row in rows]
    wrong[0] = wrong[0].replace(",TH,", ",XX,")
    table = folder / "cities.csv"
    table.write_text("\n".join([heads, *wrong]), encoding="utf-8")
    organiser.go("/networks/ANMC21/import")
    organiser.fill({"file": table})
    organiser.press("Show what would change")
    found = {
        tuple(row.split("\t")[:2]) for row in organiser.page.locator(".faults tbody tr").all_inner_texts()
    }
    assert {(row.strip(), column.strip()) for row, column in found} == {("2", "country"), ("13", "joined")}
    organiser.look("import-refused")
    organiser.go("/networks/ANMC21/")
    assert "Tomsk" not in organiser.text()  # nothing was saved

    for expected in (14, 0):
        table.write_text("\n".join([heads, *rows]), encoding="utf-8")
        organiser.go("/networks/ANMC21/import")
        organiser.fill({"file": table})
        organiser.press("Show what would change")
        if expected:
            organiser.look("import-preview")
            organiser.press("Import 14 cities")
            assert "東京都" in organiser.text()
            organiser.look("network")
        else:
            assert not organiser.page.locator("main button", has_text="Import").count()  # no duplicates
    organiser.go("/networks/cities/HAN/")
    organiser.look("city")


def conference(organiser: Visit) -> None:
    organiser.go("/networks/ANMC21/conferences")
    organiser.look("editions-empty")
    organiser.press("New conference", role="link")
    organiser.fill({"edition": 12, **localized("title", facts.TITLE)})
    organiser.fill(
        {
            "languages": ["en", "fr", "vi"],
            "host_city": "HAN",
            "starts": str(ENDS),
            "ends": str(STARTS),
            "timezone": ZONE.key,
            "contact_email": "secretariat@anmc21.example",
            **localized("venue", facts.VENUE),
        }
    )
    organiser.press("Create the conference")
    assert organiser.problems()  # it ends before it starts
    assert organiser.page.locator("[name=title-vi]").input_value() == facts.TITLE["vi"]
    organiser.look("conference-refused")
    organiser.fill({"starts": str(STARTS), "ends": str(ENDS)})
    organiser.press("Create the conference")
    assert HOME in organiser.page.url
    organiser.look("home-new")


def parts(organiser: Visit) -> None:
    setup = f"{HOME}/setup"
    organiser.go(setup)
    organiser.look("setup")
    organiser.go(f"{setup}/organisers")
    organiser.look("organisers-empty")
    for role, name in facts.ORGANISERS:
        organiser.go(f"{setup}/organisers")
        organiser.fill({**localized("role", role), **localized("name", name)})
        organiser.press("Add the organiser")
    for name, capacity in facts.ROOMS:
        organiser.go(f"{setup}/rooms")
        organiser.fill({**localized("name", name), "capacity": capacity})
        organiser.press("Add the room")
    organiser.look("rooms")
    organiser.go(f"{setup}/categories")
    organiser.press("Add the usual categories")
    assert organiser.page.locator("#categories tbody tr").count() == 12
    quota = "#quotas form.form"
    organiser.fill({"quota-places": 0}, quota)
    organiser.press("Set the quota")
    assert organiser.problems()
    organiser.fill({"quota-places": 30}, quota)
    organiser.press("Set the quota")
    organiser.look("categories")
    organiser.go(f"{setup}/milestones")
    organiser.fill(
        {
            "registration_opens": moment(-10, 9),
            "registration_closes": moment(-20, 9),
            "opening": f"{STARTS}T08:30",
        }
    )
    organiser.press("Save")
    assert organiser.problems()  # it closes before it opens
    organiser.fill({"registration_opens": moment(-130, 9)})  # ten days ago: open from now on
    organiser.press("Save")
    organiser.go(f"{setup}/organisers")
    organiser.look("organisers")
    organiser.go(f"{setup}/milestones")
    organiser.look("milestones")


def moment(days: int, hour: int) -> str:
    return f"{STARTS + timedelta(days=days)}T{hour:02}:00"


def session(organiser: Visit, title: dict[str, str], starts: str, ends: str, room: str, expected: int) -> str:
    organiser.go(f"{HOME}/programme/new")
    rooms = organiser.page.locator("[name=room] option").all_inner_texts()
    organiser.fill(
        {
            "kind": "dialogue",
            **localized("title", title),
            "day": str(STARTS),
            "starts": starts,
            "ends": ends,
            "expected": expected,
            "room": {"label": next(r for r in rooms if r.startswith(room))}["label"],
            "languages": ["en", "vi"],
        }
    )
    organiser.press("Save as a draft")
    return organiser.page.url


def programme(organiser: Visit) -> None:
    """Two dialogue sessions: the second one clashes with the first in its room, and is moved."""
    first, second = (t.title for t in facts.SESSIONS if t.kind == "dialogue")
    organiser.go(f"{HOME}/programme")
    organiser.look("programme-empty")
    urls = [
        session(organiser, first, "09:30", "11:30", "Grand Ballroom", 93),
        session(organiser, second, "11:00", "12:30", "Grand Ballroom", 93),
    ]
    for url in urls:
        organiser.go(url)
        organiser.fill(
            {"guest-name": "Naoki Inose", "guest-role": "chair", "guest-office-en": "Governor of Tokyo"},
            "#add-guest form",
        )
        organiser.press("Seat the guest")
        organiser.press("Schedule")
    organiser.look("session")
    organiser.go(f"{HOME}/programme")
    organiser.page.locator("main").get_by_role("button", name="Publish").click()
    organiser.page.locator(".clashes").first.wait_for()
    told = " ".join(organiser.page.locator(".notice-danger").all_inner_texts())
    assert first["en"] in told, told
    assert second["en"] in told, told
    organiser.look("programme-clash")
    organiser.go(urls[1])
    organiser.press("Edit", role="link")
    organiser.fill({"starts": "13:30", "ends": "15:30"})
    organiser.look("session-edit")
    organiser.press("Save the session")
    organiser.go(f"{HOME}/programme")
    with organiser.page.expect_navigation():
        organiser.page.locator("main").get_by_role("button", name="Publish").click()
    assert not organiser.page.locator(".notice-danger").count()
    organiser.look("programme")


def publication(organiser: Visit, anyone: Visit) -> None:
    """The invitation is there for everybody once it is published; it offers no programme yet."""
    assert anyone.go(f"{PUBLIC}/") == 404
    organiser.go(f"{HOME}/setup")
    organiser.press("Publish the conference")
    organiser.go(f"{HOME}/")
    organiser.look("home-published")
    assert anyone.go(f"{PUBLIC}/") == 200
    words = anyone.page.locator("body").inner_text()
    for word in (
        facts.TITLE["en"],
        "People’s Committee of Hanoi",
        "Secretariat of ANMC21",
        "Hanoi Daewoo Hotel",
    ):
        assert word in words
    assert "Read the programme" not in words
    anyone.look("public")


def public_programme(anyone: Visit) -> None:
    """Everybody reads the sessions, and a calendar program has them at the same times."""
    anyone.go(f"{PUBLIC}/")
    anyone.press("Read the programme", role="link")
    words = anyone.page.locator("body").inner_text()
    talks = [t for t in facts.SESSIONS if t.kind == "dialogue"]
    assert all(t.title["en"] in words for t in talks)
    assert "Naoki Inose" in words
    anyone.look("public-programme")
    feed = anyone.context.request.get(f"{anyone.site.url}{PUBLIC}/programme.ics")
    events = Calendar.from_ical(feed.body()).walk("VEVENT")
    times = sorted((e["DTSTART"].dt.astimezone(ZONE), e["DTEND"].dt.astimezone(ZONE)) for e in events)
    assert times == [(at(9, 30), at(11, 30)), (at(13, 30), at(15, 30))]


def at(hour: int, minute: int) -> datetime:
    return datetime(STARTS.year, STARTS.month, STARTS.day, hour, minute, tzinfo=ZONE)


def next_edition(organiser: Visit) -> None:
    """The number is offered, and the parts can be copied."""
    organiser.go("/networks/ANMC21/conferences/new")
    assert organiser.page.locator("[name=edition]").input_value() == "13"
    next_year = STARTS + timedelta(days=300)
    organiser.fill(
        {
            **localized("title", {"en": "13th Plenary Meeting of ANMC21"}),
            "languages": ["en"],
            "host_city": "TYO",
            "starts": str(next_year),
            "ends": str(next_year),
            "timezone": "Asia/Tokyo",
            "copy_last": True,
        }
    )
    organiser.press("Create the conference")
    organiser.go("/o/anmc21-13/setup/rooms")
    assert "Grand Ballroom" in organiser.text()
