"""Steps of focal point, delegate and secretariat, from the letter in the mailbox to the approval."""

from __future__ import annotations

import io
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

import zxingcpp
from icalendar import Calendar
from PIL import Image

from eventsys.demo.people import portrait
from tests.support.browser import Visit

__all__ = ["confirmation", "decide", "fill_in", "fill_in_at_once", "in_vietnamese", "pre_approve"]


def in_vietnamese(person: Visit) -> None:
    """The page comes in the language of the letters or of the telephone; chosen by hand it stays."""
    if person.page.locator("html").get_attribute("lang") != "vi":
        person.page.locator(".language-menu summary").click()
        with person.page.expect_navigation():
            person.page.locator(".language-menu [hreflang=vi]").click()
    assert person.page.locator("html").get_attribute("lang") == "vi"


def fill_in(person: Visit, folder: Path, you: dict[str, str], *, look: bool) -> None:
    """All sections, each first as people get it wrong; the registration is handed in at the end."""
    page, own = person.page, person.page.url.split("?")[0]

    def shown(name: str) -> None:
        if look:
            person.look(name)

    shown("own-draft")
    person.go(f"{own}/you")
    person.fill({**you, "phone": "123"})
    go_on(person, "/you")
    assert page.locator(".field-error").all_inner_texts()
    assert page.locator("[name=native_name]").input_value() == you["native_name"]  # kept
    shown("own-you-refused")
    person.fill({"phone": "+7 3822 529 585", "language": "vi"})
    go_on(person, "/photo")
    text = folder / "photo.jpg"
    text.write_text("This is no picture.")
    person.fill({"photo": text})
    go_on(person, "/photo")
    told = " ".join(page.locator(".field-error, .errors-summary").all_inner_texts())
    assert "ảnh" in told, told
    shown("own-photo-refused")
    person.fill({"photo": picture(folder)})
    go_on(person, "/role")
    person.fill(ROLE)
    shown("own-role")
    go_on(person, "/journey")
    starts = date.today() + timedelta(days=100)  # noqa: DTZ011  # a day of the form, not a moment
    person.fill({"arrives_on": str(starts), "departs_on": str(starts - timedelta(days=3)), "diet": "Ăn chay"})
    go_on(person, "/journey")
    assert page.locator("[name=diet]").input_value() == "Ăn chay"  # kept
    person.fill({"departs_on": str(starts + timedelta(days=2))})
    shown("own-journey")
    go_on(person)
    person.go(own)
    hand_in(person)
    assert page.locator(".errors-summary").count()  # without consent nothing is handed in
    page.locator("[name=consent]").check()
    shown("own-consent")
    hand_in(person)
    person.go(own)
    assert not page.locator("[name=consent]").count()
    shown("own-submitted")


ROLE = {"honorific": "Ms", "office-en": "Director of Planning", "office-vi": "Giám đốc Sở Quy hoạch"}


def fill_in_at_once(person: Visit, folder: Path) -> None:
    """The sections without a slip, as the person's link offers them."""
    own = person.page.url.split("?")[0]
    person.go(f"{own}/photo")
    person.fill({"photo": picture(folder)})
    go_on(person, "/role")
    person.fill(ROLE)
    go_on(person, "/journey")
    day = date.today() + timedelta(days=119)  # noqa: DTZ011  # a day of the form, not a moment
    person.fill({"arrives_on": str(day), "departs_on": str(day + timedelta(days=3))})
    go_on(person)
    person.go(own)
    person.page.locator("[name=consent]").check()
    hand_in(person)
    person.go(own)
    assert not person.page.locator("[name=consent]").count(), person.text()


def go_on(person: Visit, part: str = "") -> None:
    """Save this section; the one that follows (or, when it was refused, the same) is ``part``."""
    page = person.page
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()
    assert page.url.endswith(part), f"{page.url} is not {part}: {person.text()}"


def hand_in(person: Visit) -> None:
    with person.page.expect_navigation():
        person.page.locator("form[action$=submit] button[type=submit]").click()


def picture(folder: Path) -> Path:
    kept = folder / "me.jpg"
    kept.write_bytes(portrait("me"))
    return kept


def pre_approve(focal: Visit, name: str) -> None:
    """The focal point vouches for somebody on the delegation's page, which is open."""
    with focal.page.expect_navigation():
        focal.page.locator("tr", has_text=name).get_by_role("button", name="Pre-approve").click()


def confirmation(letter: EmailMessage) -> None:
    """The letter of approval carries the code as a picture that can be scanned, and the dates as a calendar."""
    parts = {part.get_content_type(): part for part in letter.walk()}
    calendar = Calendar.from_ical(parts["text/calendar"].get_content())
    assert [str(event["LOCATION"]) for event in calendar.walk("VEVENT")] != []
    picture = Image.open(io.BytesIO(parts["image/png"].get_content()))
    (code,) = zxingcpp.read_barcodes(picture)
    assert len(code.text) > 10


def decide(person: Visit, name: str, verb: str, reason: str = "") -> None:
    """Open somebody's registration from the review list and decide it."""
    person.page.locator("main").get_by_role("link", name=name).first.click()
    person.page.wait_for_load_state()
    if reason:
        box = person.page.locator("aside details", has=person.page.locator("summary", has_text=verb))
        box.locator("summary").click()
        box.locator("textarea").fill(reason)
        with person.page.expect_navigation():
            box.locator("button[type=submit]").click()
    else:
        with person.page.expect_navigation():
            person.page.locator("aside").get_by_role("button", name=verb, exact=True).click()
