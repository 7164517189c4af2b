"""The secretariat: review, badges, and the declaration from the first words to the last signature."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.conftest import Plenary, sign_in
from tests.support.browser import Visit

POINTS = (
    {
        "en": "To share experience in urban planning.",
        "fr": "Partager l’expérience de l’aménagement urbain.",
        "vi": "Chia sẻ kinh nghiệm quy hoạch đô thị.",
    },
    {
        "en": "To work together on urban energy.",
        "fr": "Œuvrer ensemble à l’énergie urbaine.",
        "vi": "Hợp tác về năng lượng đô thị.",
    },
)
TITLE = {"en": "Hanoi Joint Declaration", "fr": "Déclaration commune de Hanoï", "vi": "Tuyên bố chung Hà Nội"}
PREAMBLE = {
    "en": "We, the cities gathered in Hanoi,",
    "fr": "Nous, villes réunies à Hanoï,",
    "vi": "Chúng tôi, các thành phố họp tại Hà Nội,",
}


@pytest.fixture
def secretary(plenary: Plenary, visit: Callable[..., Visit]) -> Visit:
    person = visit(plenary.site)
    sign_in(person, "secretariat@example.org", plenary.password)
    return person


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


def test_review_badges_and_declaration(
    plenary: Plenary, secretary: Visit, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    review(plenary, secretary)
    badges(plenary, secretary, tmp_path)
    signed = declaration(plenary, secretary, tmp_path)
    verification(plenary, visit(plenary.site), signed, tmp_path)


def review(plenary: Plenary, secretary: Visit) -> None:
    home = f"/o/{plenary.slug}"
    secretary.go(f"{home}/")
    secretary.look("home")
    secretary.go(f"{home}/review")
    secretary.look("review")
    decide(secretary, "Sato", "Return", "The photo is too dark.")
    assert "The photo is too dark." in secretary.text()
    secretary.look("delegate-returned")
    assert "The photo is too dark." in _body(plenary, "person3@example.org")

    secretary.go(f"{home}/review")
    decide(secretary, "Suzuki", "Reject", "Advisers come with the next plenary.")
    assert "Advisers come with the next plenary." in _body(plenary, "person4@example.org")

    secretary.go(f"{home}/review?q=Inose")
    decide(secretary, "Inose", "Approve")
    letter = plenary.site.letter("person2@example.org")
    kinds = [part.get_content_type() for part in letter.walk()]
    assert "text/calendar" in kinds
    secretary.look("delegate-approved")

    secretary.go(f"{home}/review?state=pre_approved")
    secretary.page.locator("[data-select-all]").check()
    assert secretary.page.locator("[data-count]").inner_text() == "3"
    secretary.look("review-selected")
    secretary.press("Approve")
    for number in (0, 1, 5):
        plenary.site.letter(f"person{number}@example.org")


def _body(plenary: Plenary, address: str) -> str:
    body = plenary.site.letter(address).get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def badges(plenary: Plenary, secretary: Visit, folder: Path) -> None:
    home, page = f"/o/{plenary.slug}/badges", secretary.page
    secretary.go(home)
    secretary.look("badges")
    secretary.press("Print 4 badges")
    run = page.url
    printed(secretary)
    secretary.go(run)
    secretary.look("badges-run")
    text = read_pdf(_download(secretary, f"{run}/badges.pdf", folder / "badges.pdf"))
    for word in ("Thế Thảo", "Nguyễn Thế Thảo", "猪瀬直樹", "Николай Николайчук", "Phương Anh"):
        assert word in text, f"{word} is not on the badges"

    secretary.go(home)
    page.get_by_role("link", name="Inose").click()
    secretary.look("badge")
    secretary.press("Reprint")
    assert secretary.problems()  # without a reason nothing is voided
    secretary.fill({"reason": "Lost in a taxi"})
    secretary.press("Reprint")
    assert "The old badge is void" in secretary.text()
    if page.get_by_role("link", name="See the print run").count():
        secretary.press("See the print run", role="link")
        printed(secretary)
    secretary.go(home)
    secretary.page.get_by_role("link", name="Phương Anh").click()
    secretary.fill({"reason": "Printed twice by hand"})
    secretary.press("Void without a new one")
    assert "Void since" in secretary.text()

    secretary.go(f"{home}/check")
    secretary.fill({"code": "E1-this-is-no-badge"})
    secretary.press("Check")
    assert "Not valid" in secretary.text()
    secretary.look("badge-check")


def printed(person: Visit) -> None:
    """The run's page tells progress and, without being asked, that the PDF is there."""
    person.page.locator("main").get_by_role(
        "link", name=re.compile("^Open the (result|PDF)$")
    ).first.wait_for(timeout=90_000)


def _download(person: Visit, url: str, to: Path) -> Path:
    answer = person.context.request.get(url)
    assert answer.ok, f"{url} answered {answer.status}"
    assert answer.headers["content-type"] == "application/pdf"
    to.write_bytes(answer.body())
    return to


def read_pdf(path: Path) -> str:
    """What poppler reads."""
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout


def declaration(plenary: Plenary, secretary: Visit, folder: Path) -> Path:
    page = secretary.page
    for code in ("HAN", "TYO", "TOF"):
        secretary.go(f"/o/{plenary.slug}/delegations/{plenary.delegations[code]}")
        if code == "HAN":
            secretary.look("delegation")
        secretary.press("Confirm attendance")
    secretary.go(f"/o/{plenary.slug}/declarations")
    secretary.look("declarations-empty")
    secretary.press("Write a declaration", role="link")
    secretary.fill({f"title-{code}": words for code, words in TITLE.items()})
    secretary.fill({"languages": ["en", "fr", "vi"], "order_language": "en"})
    secretary.look("declaration-new")
    secretary.press("Save")
    here = page.url
    secretary.press("Add a preamble paragraph", role="link")
    secretary.fill({f"text-{code}": words for code, words in PREAMBLE.items()})
    secretary.press("Save")
    for number, point in enumerate(POINTS):
        secretary.go(here)
        secretary.press("Add a point", role="link")
        secretary.fill(
            {f"text-{code}": words for code, words in point.items() if (number, code) != (1, "vi")}
        )
        secretary.press("Save")

    secretary.go(here)
    secretary.press("Make the text final")
    assert re.search(r"2\b.*Tiếng Việt|Tiếng Việt.*2\b", secretary.text(), re.DOTALL), secretary.text()
    secretary.look("declaration-refused")
    secretary.go(here)
    secretary.page.get_by_role("link", name="Edit", exact=True).last.click()
    secretary.fill({"text-vi": POINTS[1]["vi"]})
    secretary.press("Save")
    secretary.go(here)
    secretary.press("Make the text final")
    secretary.confirm("Record the adoption")
    secretary.look("declaration-adopted")
    secretary.confirm("Seal and open for signature")
    assert page.url.split("#")[0] == here.split("#")[0]
    secretary.look("declaration-open")
    for city in ("Hanoi", "Tokyo", "Tomsk"):
        page.get_by_role("link", name=f"Sign · {city}").click()
        if city == "Hanoi":
            draw(secretary)
            secretary.look("declaration-sign")
        secretary.press(f"Sign for {city}")
    secretary.confirm("Close the signing")
    secretary.look("declaration-closed")
    signed = _download(secretary, f"{here.split('#')[0]}/document.pdf", folder / "declaration.pdf")
    text = read_pdf(signed)
    for word in ("Hanoi Joint Declaration", "Tuyên bố chung Hà Nội", "東京都", "Томск", POINTS[1]["vi"]):
        assert word in text, f"{word} is not in the declaration"
    secretary.go(f"/o/{plenary.slug}/")
    secretary.look("home-after")
    return signed


def draw(person: Visit) -> None:
    """A signature with the mouse."""
    pad = person.page.locator("[data-pad] canvas")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    mouse = person.page.mouse
    mouse.move(box["x"] + 30, box["y"] + 60)
    mouse.down()
    for step in range(12):
        mouse.move(box["x"] + 30 + 15 * step, box["y"] + 60 + 25 * (-1) ** step)
    mouse.up()


def verification(plenary: Plenary, anyone: Visit, signed: Path, folder: Path) -> None:
    anyone.go("/verify")
    anyone.look("verify")
    anyone.fill({"file": signed})
    anyone.press("Verify")
    text = anyone.text()
    assert "Hanoi Joint Declaration" in text
    assert text.count("valid") >= 4
    assert "not valid" not in text.lower()
    assert all(city in text for city in ("Hanoi", "Tokyo", "Tomsk", "the secretariat"))
    anyone.look("verify-valid")

    data = bytearray(signed.read_bytes())
    at = data.index(b"stream\n", len(data) // 2) + 40
    data[at] ^= 1
    changed = folder / "changed.pdf"
    changed.write_bytes(bytes(data))
    anyone.go("/verify")
    anyone.fill({"file": changed})
    anyone.press("Verify")
    assert anyone.page.locator(".notice-danger").count(), anyone.text()
    anyone.look("verify-changed")

    said = pdfsig(signed)
    assert said.count("Signature is Valid.") == 4, said  # three cities and the seal
    assert pdfsig(changed).count("Signature is Valid.") < 4


def pdfsig(path: Path) -> str:
    """What poppler says of the signatures; whether it trusts our authority is not asked."""
    program = shutil.which("pdfsig")
    assert program, "pdfsig is not installed: run script/bootstrap --test"
    return subprocess.run([program, "-nocert", str(path)], capture_output=True, text=True, check=False).stdout
