"""The focal point: from the letter in the mailbox to a delegation that has its links."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.journeys.conftest import Plenary
from tests.support.browser import Visit

HEADS = "Nom de famille;Given name;CATEGORY;E-mail;ngôn ngữ;office"
MESSY = f"""{HEADS}
 Park ;Won-soon;Head of delegation;mayor@seoul.example;en;Mayor
Kim;Min-ji;delegatee;min-ji@seoul.example;en;Director
Lee;Seo-yeon;delegate;seo-yeon.seoul.example;xx;
"""
MENDED = f"""{HEADS}
Kim;Min-ji;Delegate;min-ji@seoul.example;en;Director
Lee;Seo-yeon;delegate;seo-yeon@seoul.example;en;
"""


def test_from_the_letter_to_the_named_delegation(
    plenary: Plenary, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    focal = visit(plenary.site)
    focal.go(plenary.site.link("focal.sel@example.org"))
    assert "Seoul" in focal.page.locator("h1").inner_text()
    assert "/l/" not in focal.page.url
    focal.look("focal-invited")
    focal.press("Accept the invitation")
    focal.look("focal-empty")
    home = focal.page.url

    name_by_hand(focal)
    a_second_head_is_refused(focal, home)
    a_messy_table(focal, home, tmp_path)

    focal.go(home)
    focal.look("focal-people")
    row = focal.page.locator("tr", has_text="Min-ji")
    with focal.page.expect_navigation():
        row.get_by_role("button", name="Send the link").click()
    own = plenary.site.link("min-ji@seoul.example")
    guest = visit(plenary.site)
    guest.go(own)
    assert "Min-ji" in guest.page.locator("main").inner_text()

    for foreign in (
        f"/r/{plenary.slug}/delegation/{plenary.delegations['TYO']}",
        f"/o/{plenary.slug}/delegations/{plenary.delegations['TYO']}",
        f"/o/{plenary.slug}/delegations/{plenary.delegations['SEL']}",
    ):
        assert focal.go(foreign) == 404, foreign
    focal.look("not-there")
    assert guest.go(home) == 404


def name_by_hand(focal: Visit) -> None:
    focal.press("Name a delegate", role="link")
    focal.fill({"given_name": "Won-soon", "name_order": "family", "email": "mayor@seoul.example"})
    focal.press("Name this delegate")
    assert any("Family name" in line for line in focal.problems())
    assert focal.page.locator("[name=email]").input_value() == "mayor@seoul.example"  # what was typed is kept
    focal.look("focal-name-refused")
    focal.fill({"family_name": "Park", "category": "head"})
    focal.press("Name this delegate")
    assert "Park Won-soon" in focal.text()


def a_second_head_is_refused(focal: Visit, home: str) -> None:
    focal.go(home)
    focal.press("Name a delegate", role="link")
    focal.fill(
        {"family_name": "Choi", "given_name": "Jin", "category": "head", "email": "choi@seoul.example"}
    )
    focal.press("Name this delegate")
    assert any("head" in line.lower() for line in focal.problems()), focal.text()
    focal.go(home)
    assert "Choi" not in focal.text()


def a_messy_table(focal: Visit, home: str, folder: Path) -> None:
    focal.press("Upload a table", role="link")
    focal.look("focal-upload")
    messy, mended = folder / "messy.csv", folder / "mended.csv"
    messy.write_text(MESSY, encoding="utf-8-sig")
    mended.write_text(MENDED, encoding="utf-16")
    focal.fill({"file": messy})
    focal.press("Look through the table")
    found = [
        tuple(cell.strip() for cell in row.split("\t")[:2])
        for row in focal.page.locator(".faults tbody tr").all_inner_texts()
    ]
    assert {row for row, column in found} == {"3", "4"}, found
    assert len(found) == 3, found
    focal.look("focal-upload-refused")
    focal.press("Send another file", role="link")
    focal.fill({"file": mended})
    focal.press("Look through the table")
    focal.fill({"send_links": False})
    focal.look("focal-table")
    focal.press("Name 2 people")
    focal.go(home)
    text = focal.text()
    assert text.count("Park Won-soon") == 1
    assert "Min-ji" in text
    assert "Seo-yeon" in text
