"""The second plenary from its badges to the last signature: printing, programme, text, adoption, verification."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
from docx import Document

from eventsys.core import clock
from tests.journeys import concluding, receiving
from tests.journeys import creative_facts as facts
from tests.journeys.creative_setup import HOME, figures, told
from tests.journeys.preparing import localized
from tests.support.browser import Visit

__all__ = ["adoption", "badges", "programme", "signing", "text", "verification"]


# ---- what is printed ----


def badges(secretary: Visit, folder: Path) -> None:
    """A hundred pages, one of them in Khmer; a name corrected afterwards makes one badge out of date."""
    secretary.go(f"{HOME}/badges")
    assert figures(secretary) == ["0 of 100 badges printed", "100 approved, without a badge", "0 void"]
    secretary.press("Print 100 badges")
    pdf = printed(secretary, folder / "badges.pdf")
    assert len(pypdfium2.PdfDocument(pdf)) == 100
    text = concluding.read_pdf(pdf)
    assert "សុខ" in text
    assert "ศิริพร" in text
    assert text.count("Battambang") == facts.PEOPLE["BTB"]

    secretary.go(f"{HOME}/review?q=Wibowo")
    secretary.press("Budi Wibowo", role="link")
    secretary.press("Edit", role="link")
    secretary.fill({"given_name": "Budiman"})
    secretary.press("Save")
    secretary.go(f"{HOME}/badges")
    assert "1 badge is out of date" in secretary.text()
    secretary.press("Replace 1 badge")
    pdf = printed(secretary, folder / "again.pdf")
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    assert "Budiman" in concluding.read_pdf(pdf)
    secretary.go(f"{HOME}/badges")
    assert figures(secretary) == ["100 of 100 badges printed", "0 approved, without a badge", "1 void"]
    assert secretary.page.locator(".chip", has_text="Out of date").count() == 0


def printed(secretary: Visit, to: Path) -> Path:
    run = secretary.page.url.split("?")[0]
    concluding.printed(secretary)
    return concluding.download(secretary, f"{run}/badges.pdf", to)


def programme(secretary: Visit, anyone: Visit) -> None:
    """Two sessions are published; the public reads the old hour until the changed one is published too."""
    sessions = (
        ({"en": "Urban regeneration", "fr": "Régénération urbaine"}, "09:00", "10:30"),
        ({"en": "Sustainable development", "fr": "Développement durable"}, "11:00", "12:30"),
    )
    for title, starts, ends in sessions:
        secretary.go(f"{HOME}/programme/new")
        secretary.fill(
            {
                "kind": "dialogue",
                **localized("title", title),
                "day": str(facts.DAY),
                "starts": starts,
                "ends": ends,
                "expected": 100,
                "languages": ["en", "fr"],
            }
        )
        secretary.press("Save as a draft")
        secretary.press("Schedule")
    here = secretary.page.url.split("#")[0]
    secretary.go(f"{HOME}/programme")
    secretary.press("Publish 2 sessions")
    secretary.go(here)
    secretary.press("Edit", role="link")
    secretary.fill({"starts": "14:00", "ends": "15:30"})
    secretary.press("Save the session")
    public = "/c/creative-1/programme"
    anyone.go(public)
    assert "11:00" in anyone.text()
    assert "14:00" not in anyone.text()
    secretary.go(f"{HOME}/programme")
    secretary.press("Publish one session")
    anyone.go(public)
    assert "11:00" not in anyone.text()
    assert "14:00" in anyone.text()


# ---- the text ----


def text(secretary: Visit, folder: Path) -> str:
    """Both languages from Word files, an amendment to one of them that leaves the other behind, both compared, final.

    Returns the declaration's address.
    """
    secretary.go(f"{HOME}/declarations/new")
    secretary.fill(
        {**localized("title", facts.DECLARATION), "languages": ["en", "fr"], "order_language": "en"}
    )
    secretary.press("Save")
    here = secretary.page.url.split("#")[0]
    for code in ("en", "fr"):
        secretary.go(f"{here}/import")
        secretary.fill({"language": code, "file": word_file(code, folder)})
        secretary.press("Show what was read")
        rows = secretary.page.locator(".import-lines tbody tr").count()
        assert rows == 5, secretary.text()  # title, preamble, three points
        assert "What could not be carried over" not in secretary.text()
        secretary.press("Save this text")
    amended(secretary, here)
    final_text(secretary, here)
    return here


def word_file(code: str, folder: Path) -> Path:
    """As a delegation writes it: a heading, a paragraph, a numbered list."""
    document = Document()
    document.add_heading(facts.DECLARATION[code], level=0)
    document.add_paragraph(facts.PREAMBLE[code])
    for point in facts.POINTS[code]:
        document.add_paragraph(point, style="List Number")
    path = folder / f"draft-{code}.docx"
    document.save(str(path))
    return path


def amended(secretary: Visit, here: str) -> None:
    """For Singapore, in English alone."""
    secretary.go(here)
    for step in ("Circulate to the cities", "Open amendments"):
        secretary.press(step, role="link")
        secretary.press(step)
    secretary.go(f"{here}/amendments")
    secretary.press("Singapore", role="link")
    choices = secretary.page.locator("[name=where] option").all()
    last = next(one for one in reversed(choices) if "bloc" in one.inner_text())
    secretary.fill({"kind": "replace", "where": last.get_attribute("value"), "text-en": facts.AMENDED})
    secretary.press("Propose")
    secretary.go(f"{here}/amendments")
    secretary.press("Accept by consensus")
    secretary.go(here)
    secretary.confirm("Close amendments")
    assert "To be brought into line: 1" in secretary.text()


def final_text(secretary: Visit, here: str) -> None:
    """French is brought into line; that both say the same is confirmed in somebody's words."""
    secretary.press("Make the text final")
    behind = (
        "Point 3 was changed in another language: bring Français into line, or say that it fits as it is."
    )
    assert secretary.problems() == [behind]
    secretary.go(here)
    secretary.page.get_by_role("link", name="Edit", exact=True).last.click()
    secretary.fill({"text-fr": facts.BROUGHT})
    secretary.press("Save")
    secretary.press("Make the text final")
    assert secretary.page.locator("h1").inner_text() == "Compare the languages"
    secretary.fill({"word": "Read aloud side by side with the translators."})
    secretary.press("They say the same: make the text final")
    assert "“Read aloud side by side with the translators.”" in secretary.text()


def adoption(secretary: Visit, here: str, folder: Path) -> None:
    """Six are there, seven are needed: refused, until Chiang Mai's proxy to Bangkok is on record."""
    secretary.go(f"{HOME}/presence")
    for code in facts.CAME:
        city = english(code)
        secretary.page.locator("main tr", has=secretary.page.get_by_role("rowheader", name=city)).get_by_role(
            "button", name="Present"
        ).click()
        secretary.page.locator("main tr", has_text=city).get_by_text("since", exact=False).wait_for()
    secretary.go(f"{HOME}/")
    assert "6 of 6 member cities present of those expected" in figures(secretary), figures(secretary)

    secretary.go(here)
    secretary.confirm("Record the adoption")
    refused = "There is no quorum: 6 of 12 members are represented, 7 are needed."
    assert refused in told(secretary), told(secretary)
    secretary.go(f"{here}/adoption")
    assert "6 represented of 12, 7 needed" in secretary.text()
    assert "One more member must be represented." in secretary.text()
    line = secretary.page.locator(".quorum-table tr", has_text="Chiang Mai")
    assert "It sends a proxy, which is not recorded yet." in line.inner_text()
    giver, holder = (english(code) for code in facts.PROXY)
    secretary.page.locator("summary", has_text="Record a proxy").click()
    secretary.fill({"giver": giver, "holder": holder, "powers": receiving.picture(folder)})
    secretary.press("Record the proxy")
    assert "7 represented of 12, 7 needed" in secretary.text()
    assert "The quorum is met." in secretary.text()
    secretary.confirm("Record the adoption")
    secretary.go(f"{here}/adoption")
    assert "Represented at the adoption 7" in " ".join(secretary.text().split())
    assert f"by proxy of {holder}" in secretary.text()


def english(code: str) -> str:
    return next(city[1] for city in facts.CITIES if city[0] == code)


# ---- the ceremony ----


def signing(secretary: Visit, here: str, folder: Path) -> Path:
    """Seven boxes: six heads, and Bangkok's once more for Chiang Mai. The act is dated by the conference."""
    secretary.go(here)
    secretary.press("Seal and open for signature", role="link")
    secretary.press("Seal and open for signature")
    for code in (*facts.CAME, facts.PROXY[0]):
        secretary.page.get_by_role("link", name=f"Sign · {english(code)}").click()
        concluding.draw(secretary)
        secretary.press(f"Sign for {english(code)}")
    assert "7 of 7" in " ".join(secretary.text().split())
    secretary.confirm("Close the signing")
    signed = concluding.download(secretary, f"{here}/document.pdf", folder / "statement.pdf")
    text = " ".join(concluding.read_pdf(signed).split())
    for words in (
        *facts.DECLARATION.values(),
        *facts.PREAMBLE.values(),
        *facts.POINTS["en"][:2],
        *facts.POINTS["fr"][:2],
        facts.AMENDED,
        facts.BROUGHT,
        "Hanoi, 18 November 2023",
        "Hanoï, le 18 novembre 2023",
        "Done at Hanoi on 18 November 2023",
        "Fait à Hanoï, le 18 novembre 2023",
        "By proxy for Chiang Mai",
    ):
        assert words in text, f"{words} is not in the statement:\n{text}"
    this_year = re.findall(rf"[^.]*\b{clock.now().year}\b", text)
    assert len(this_year) == 2, this_year
    assert all("Sealed on" in line or "Scellé le" in line for line in this_year), this_year
    return signed


def verification(anyone: Visit, signed: Path, folder: Path) -> None:
    """A stranger finds seven signatures and the seal, and the changed byte."""
    concluding.verify(anyone, signed)
    assert "This document is genuine and unchanged." in anyone.text()
    rows = anyone.page.locator(".certificate-table tbody tr").all_inner_texts()
    assert len(rows) == 8
    assert sum("not valid" in row.lower() for row in rows) == 0
    assert sum("by proxy" in row for row in rows) == 1
    (proxied,) = (row for row in rows if "by proxy" in row)
    assert "Siriporn Srisuk" in proxied
    assert "Chiang Mai" in proxied
    data = bytearray(signed.read_bytes())
    at = data.index(b"stream\n", len(data) // 2) + 40
    data[at] ^= 1
    changed = folder / "changed.pdf"
    changed.write_bytes(bytes(data))
    concluding.verify(anyone, changed)
    assert "Do not trust this file: it was changed after it was signed." in anyone.text()
