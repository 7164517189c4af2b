"""Justified lines: close ones reach the margin, loose ones are not torn into columns."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from eventsys.pdf.layout.render import render

CSS = "@page { size: 110mm 80mm; margin: 5mm } p { font: 12pt 'Noto Serif'; text-align: justify; margin: 0 } body { margin: 0 }"
#: Each is broken before a word that nobody may divide, after a few that fall far short of the margin.
LOOSE = {
    "bg": "български, чешки, датски, Чекословашкословенскохърватски и",
    "ar": "البلغارية والتشيكية والدانمركية ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFG والفنلندية",
}


def read(html: str, direction: str, folder: Path) -> str:
    page = f'<html lang="{direction}"><body dir="{"rtl" if direction == "ar" else "ltr"}"><p>{html}</p></body></html>'
    (folder / "page.pdf").write_bytes(render(page, css=[CSS]).pdf)
    found = subprocess.run(
        ["pdftotext", str(folder / "page.pdf"), "-"], capture_output=True, text=True, check=True
    ).stdout
    return " ".join(re.sub("[\u202a-\u202e]", "", found).split())


@pytest.mark.parametrize("language", LOOSE)
def test_the_words_of_a_loose_line_are_read_one_after_the_other(language: str, tmp_path: Path) -> None:
    assert read(LOOSE[language], language, tmp_path) == LOOSE[language]


def test_a_line_that_nearly_reaches_the_margin_is_justified(tmp_path: Path) -> None:
    words = "we who came here share what we know of all the waterways and transportation of our heritage"
    (tmp_path / "page.pdf").write_bytes(render(f"<html lang=en><p>{words}", css=[CSS]).pdf)
    boxes = subprocess.run(
        ["pdftotext", "-bbox-layout", str(tmp_path / "page.pdf"), "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    ends = [float(end) for end in re.findall(r'<line [^>]*xMax="([\d.]+)"', boxes)]
    assert len(ends) > 1
    assert ends[0] == pytest.approx((110 - 5) * 72 / 25.4, abs=1)
