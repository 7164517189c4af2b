"""Steps of the secretariat at the end: a print run, the declaration from its first words to the last signature."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pypdfium2

from eventsys.demo import facts
from eventsys.pdf.layout.qr import read_qr
from tests.support.browser import Visit

__all__ = [
    "agreement",
    "check",
    "codes_of",
    "declaration",
    "download",
    "draw",
    "printed",
    "read_pdf",
    "verification",
]


def printed(person: Visit) -> None:
    """The run's page tells progress and, without being asked, that the PDF is there."""
    main = person.page.locator("main")
    done = main.get_by_role("link", name=re.compile("^Open the (result|PDF)$"))
    done.or_(main.locator(".job .notice-danger")).first.wait_for(timeout=60_000)
    assert done.count(), person.text()


def download(person: Visit, url: str, to: Path) -> Path:
    answer = person.context.request.get(url)
    assert answer.ok, f"{url} answered {answer.status}"
    assert answer.headers["content-type"] == "application/pdf"
    to.write_bytes(answer.body())
    return to


def read_pdf(path: Path) -> str:
    """What poppler reads."""
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout


def codes_of(path: Path) -> list[str]:
    """The code on each page, read from the page as it is printed."""
    found = []
    for page in pypdfium2.PdfDocument(path):
        shown = io.BytesIO()
        page.render(scale=200 / 72).to_pil().save(shown, "PNG")
        (code,) = read_qr(shown.getvalue())
        found.append(code)
    return found


def declaration(secretary: Visit, home: str, cities: Sequence[str], folder: Path) -> Path:
    """Five points in three languages: refused with a gap, then adopted, sealed, and signed for each city."""
    page = secretary.page
    secretary.go(f"{home}/declarations")
    secretary.look("declarations-empty")
    secretary.press("Write a declaration", role="link")
    secretary.fill({f"title-{code}": words for code, words in facts.DECLARATION.items()})
    secretary.fill({"languages": ["en", "fr", "vi"], "order_language": "en"})
    secretary.look("declaration-new")
    secretary.press("Save")
    here = page.url.split("#")[0]
    for kind, paragraphs in (("preamble paragraph", facts.PREAMBLE), ("point", facts.POINTS)):
        for text in paragraphs:
            secretary.press(f"Add a {kind}", role="link")
            left_out = "vi" if text is facts.POINTS[-1] else ""
            secretary.fill({f"text-{code}": words for code, words in text.items() if code != left_out})
            secretary.press("Save")

    secretary.press("Make the text final")
    assert re.search(r"5\b.*Tiếng Việt|Tiếng Việt.*5\b", secretary.text(), re.DOTALL), secretary.text()
    secretary.look("declaration-refused")
    secretary.go(here)
    page.get_by_role("link", name="Edit", exact=True).last.click()
    secretary.fill({"text-vi": facts.POINTS[-1]["vi"]})
    secretary.press("Save")
    secretary.press("Make the text final")
    assert (
        facts.POINTS[-1]["vi"] in secretary.text()
    )  # the Vietnamese came later: it is looked at side by side
    secretary.look("declaration-compare")
    secretary.fill({"word": "Read aloud by the drafting group"})
    secretary.press("They say the same: make the text final")
    secretary.confirm("Record the adoption")
    secretary.look("declaration-adopted")
    secretary.press("Seal and open for signature", role="link")
    secretary.press("Seal and open for signature")
    assert page.url.split("#")[0] == here
    secretary.look("declaration-open")
    for city in cities:
        page.get_by_role("link", name=f"Sign · {city}").click()
        draw(secretary)
        if city == cities[0]:
            secretary.look("declaration-sign")
        secretary.press(f"Sign for {city}")
    secretary.confirm("Close the signing")
    secretary.look("declaration-closed")
    return download(secretary, f"{here}/document.pdf", folder / "declaration.pdf")


def agreement(secretary: Visit, home: str, cities: Sequence[str], folder: Path) -> list[Path]:
    """Minutes between two cities: an original for each, both signed by both, then in force."""
    page = secretary.page
    secretary.go(f"{home}/agreements")
    secretary.look("agreements-empty")
    secretary.press("Write an agreement", role="link")
    secretary.fill({f"title-{code}": words for code, words in facts.MINUTES.items()})
    secretary.fill({"languages": ["en", "fr", "vi"]})
    for city in cities:
        page.get_by_label(city, exact=True).check()
    secretary.look("agreement-new")
    secretary.press("Save")
    here = page.url.split("#")[0]
    page.locator("main").get_by_role("link", name="Change", exact=True).click()
    secretary.look("agreement-parties")
    secretary.press("Save")
    for text in facts.MINUTES_POINTS:
        secretary.press("Add a point", role="link")
        secretary.fill({f"text-{code}": words for code, words in text.items()})
        secretary.press("Save")
    secretary.look("agreement-draft")
    secretary.confirm("Record the agreed text")
    secretary.press("Seal and open for signature", role="link")
    secretary.press("Seal and open for signature")
    for city in cities:
        page.get_by_role("link", name=f"Sign · {city}").click()
        draw(secretary)
        secretary.press(f"Sign for {city}")
    assert "signed by all parties" in secretary.text().lower()
    secretary.press("Record the entry into force", role="link")
    in_force = date.today() + timedelta(days=140)  # noqa: DTZ011  # a day of the form, not a moment
    secretary.fill({"on": str(in_force), "until": str(in_force - timedelta(days=1))})
    secretary.press("Entry into force")
    assert "cannot be before" in secretary.text()
    secretary.look("agreement-term-refused")
    secretary.fill({"until": str(in_force + timedelta(days=1095))})
    secretary.press("Entry into force")
    secretary.look("agreement-in-force")
    secretary.go(f"{home}/agreements")
    secretary.look("agreements")
    return [
        download(secretary, f"{here}/document.pdf?original={number}", folder / f"original-{number}.pdf")
        for number in (1, 2)
    ]


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


def verification(anyone: Visit, signed: Path, cities: Sequence[str], folder: Path) -> None:
    """Anybody finds the file valid, and one changed byte; so does poppler."""
    text = read_pdf(signed)
    for words in (*facts.DECLARATION.values(), *cities, facts.POINTS[-1]["vi"]):
        assert words in text, f"{words} is not in the declaration"
    verify(anyone, signed)
    text = anyone.text()
    assert "Hanoi Joint Declaration" in text
    assert text.count("Valid") >= len(cities) + 1
    assert "not valid" not in text.lower()
    assert all(signer in text for signer in (*cities, "the secretariat"))
    anyone.look("verify-valid")

    data = bytearray(signed.read_bytes())
    at = data.index(b"stream\n", len(data) // 2) + 40
    data[at] ^= 1
    changed = folder / "changed.pdf"
    changed.write_bytes(bytes(data))
    verify(anyone, changed)
    assert anyone.page.locator(".notice-danger").count(), anyone.text()
    anyone.look("verify-changed")

    said = pdfsig(signed)
    assert said.count("Signature is Valid.") == len(cities) + 1, said  # the cities and the seal
    assert pdfsig(changed).count("Signature is Valid.") < len(cities) + 1


def verify(anyone: Visit, file: Path) -> None:
    anyone.go("/")
    anyone.press("Verify a document", role="link")
    anyone.fill({"file": file})
    anyone.press("Verify")


def pdfsig(path: Path) -> str:
    """What poppler says of the signatures; whether it trusts our authority is not asked."""
    program = shutil.which("pdfsig")
    assert program, "pdfsig is not installed: run script/bootstrap --test"
    return subprocess.run([program, "-nocert", str(path)], capture_output=True, text=True, check=False).stdout


def check(clerk: Visit, code: str, verdict: str) -> None:
    """A code at the door: the page stays, and says its verdict. A refusal is an answer, not a fault."""
    clerk.fill({"code": code})
    clerk.page.locator("main").get_by_role("button", name="Check", exact=True).click()
    clerk.page.locator("#verdict").get_by_text(verdict, exact=True).wait_for()
    assert {finding.rpartition(" ")[2] for finding in clerk.findings} <= {"409"}
    clerk.findings.clear()
