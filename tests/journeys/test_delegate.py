"""A delegate on a telephone, in Vietnamese; and one whose browser has no JavaScript."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
import zxingcpp
from icalendar import Calendar
from PIL import Image

from eventsys.demo.people import portrait
from tests.journeys.conftest import Plenary, sign_in
from tests.support.browser import Visit


@pytest.mark.parametrize(("family", "javascript"), [("Petrova", True), ("Ivanov", False)])
def test_from_the_link_to_the_approval(
    plenary: Plenary, visit: Callable[..., Visit], tmp_path: Path, family: str, javascript: bool
) -> None:
    address = "person6@example.org" if family == "Petrova" else "person7@example.org"
    person = visit(plenary.site, phone=True, locale="vi-VN", javascript=javascript)
    person.go(plenary.site.link(address))
    own = person.page.url.split("?")[0]
    in_vietnamese(person)
    fill_in(person, own, tmp_path, look=javascript)

    before = len(plenary.site.letters(address))
    focal = visit(plenary.site)
    focal.go(plenary.site.link("focal.tof@example.org"))
    with focal.page.expect_navigation():
        focal.page.locator("tr", has_text=family).get_by_role("button", name="Pre-approve").click()
    secretary = visit(plenary.site)
    sign_in(secretary, "secretariat@example.org", plenary.password)
    secretary.go(f"/o/{plenary.slug}/review?q={family}")
    secretary.page.locator("main").get_by_role("link", name=family).first.click()
    with secretary.page.expect_navigation():
        secretary.page.locator("aside").get_by_role("button", name="Approve", exact=True).click()

    confirmation(plenary.site.letter(address, after=before))
    person.go(own)
    assert "Đã duyệt" in person.text()
    assert person.page.locator(".own-code svg").count()
    if javascript:
        person.look("own-approved")


def in_vietnamese(person: Visit) -> None:
    """The page comes in the language of the letters or of the telephone; chosen by hand it stays."""
    if person.page.locator("html").get_attribute("lang") != "vi":
        person.page.locator(".language-menu summary").click()
        with person.page.expect_navigation():
            person.page.locator(".language-menu [hreflang=vi]").click()
    assert person.page.locator("html").get_attribute("lang") == "vi"


def fill_in(person: Visit, own: str, folder: Path, *, look: bool) -> None:
    page = person.page

    def shown(name: str) -> None:
        if look:
            person.look(name)

    def go_on() -> None:
        with page.expect_navigation():
            page.locator("main form button[type=submit]").first.click()

    def wait_for(part: str) -> None:
        assert page.url.endswith(part), f"{page.url} is not {part}: {page.locator('main').inner_text()}"

    shown("own-draft")
    person.go(f"{own}/you")
    person.fill({"native_name": "Анна Петрова", "native_language": "ru", "phone": "123"})
    go_on()
    assert page.locator(".field-error").all_inner_texts()
    assert page.locator("[name=native_name]").input_value() == "Анна Петрова"  # kept
    shown("own-you-refused")
    person.fill({"phone": "+7 3822 529 585", "language": "vi"})
    go_on()
    wait_for("/photo")
    text = folder / "photo.jpg"
    text.write_text("This is no picture.")
    person.fill({"photo": text})
    go_on()
    wait_for("/photo")
    told = " ".join(page.locator(".field-error, .errors-summary").all_inner_texts())
    assert "ảnh" in told, told
    shown("own-photo-refused")
    picture = folder / "me.jpg"
    picture.write_bytes(portrait("me"))
    person.fill({"photo": picture})
    go_on()
    wait_for("/role")
    person.fill(
        {"honorific": "Ms", "office-en": "Director of Planning", "office-vi": "Giám đốc Sở Quy hoạch"}
    )
    shown("own-role")
    go_on()
    wait_for("/journey")
    starts = date.today() + timedelta(days=100)  # noqa: DTZ011  # a day of the form, not a moment
    person.fill({"arrives_on": str(starts), "departs_on": str(starts - timedelta(days=3)), "diet": "Ăn chay"})
    go_on()
    wait_for("/journey")
    assert page.locator("[name=diet]").input_value() == "Ăn chay"  # kept
    person.fill({"departs_on": str(starts + timedelta(days=2))})
    shown("own-journey")
    go_on()
    person.go(own)
    with page.expect_navigation():
        page.locator("form[action$=submit] button[type=submit]").click()
    assert page.locator(".errors-summary").count()  # without consent nothing is handed in
    page.locator("[name=consent]").check()
    shown("own-consent")
    with page.expect_navigation():
        page.locator("form[action$=submit] button[type=submit]").click()
    person.go(own)
    assert not page.locator("[name=consent]").count()
    shown("own-submitted")


def confirmation(letter: EmailMessage) -> None:
    """The letter of approval carries the code as a picture that can be scanned, and the dates as a calendar."""
    parts = {part.get_content_type(): part for part in letter.walk()}
    calendar = Calendar.from_ical(parts["text/calendar"].get_content())
    assert [str(event["LOCATION"]) for event in calendar.walk("VEVENT")] != []
    picture = Image.open(io.BytesIO(parts["image/png"].get_content()))
    (code,) = zxingcpp.read_barcodes(picture)
    assert len(code.text) > 10
