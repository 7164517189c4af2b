from __future__ import annotations

import io
import os
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from eventsys.pdf.errors import BrokenPdf
from eventsys.pdf.finished.merge import count_pages, join, join_into
from eventsys.pdf.layout.blanks import html_to_pdf


def noise() -> bytes:
    out = io.BytesIO()
    Image.frombytes("RGB", (120, 120), os.urandom(120 * 120 * 3)).save(out, "PNG")
    return out.getvalue()


def words(pdf: bytes) -> list[str]:
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode().split()


def chunk(*pages: str, images: dict[str, bytes] | None = None) -> bytes:
    picture = '<img src="eventsys-image:logo">' if images else ""
    html = "".join(f"<section style='break-after:page'>{picture}{text}</section>" for text in pages)
    return html_to_pdf(f"<title>Badges</title>{html}", images=images or {})


def test_join_keeps_the_asked_order_and_the_title(tmp_path: Path) -> None:
    stored = tmp_path / "part.pdf"
    stored.write_bytes(chunk("three", "four"))
    whole = join([chunk("one", "two"), stored, chunk("five")])
    assert words(whole) == ["one", "two", "three", "four", "five"]
    assert count_pages(whole) == 5
    with pikepdf.open(io.BytesIO(whole)) as document:
        assert document.docinfo.Title == "Badges"


def test_equal_pictures_are_stored_once_and_different_ones_are_not() -> None:
    logo, other = noise(), noise()
    same = join([chunk(f"p{n}", images={"logo": logo}) for n in range(5)])
    mixed = join([chunk("a", images={"logo": logo}), chunk("b", images={"logo": other})])
    assert len(same) < 2 * len(chunk("p", images={"logo": logo}))
    with pikepdf.open(io.BytesIO(mixed)) as document:
        pictures = [page.get_images() for page in document.pages]
        assert len({p.objgen for page in pictures for p in page.values()}) == 2


def test_join_into_writes_a_file_and_counts(tmp_path: Path) -> None:
    assert join_into(tmp_path / "whole.pdf", [chunk("one"), chunk("two")]) == 2
    assert count_pages(tmp_path / "whole.pdf") == 2


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(BrokenPdf):
        join([chunk("one"), b"not a pdf"])
    with pytest.raises(BrokenPdf):
        count_pages(b"")


def test_a_pdf_with_a_password_is_refused() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(chunk("one"))) as document:
        document.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    with pytest.raises(BrokenPdf):
        count_pages(out.getvalue())


def test_nothing_to_join_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="nothing"):
        join([])
