"""Pictures of the library's designs for its page: ``python -m tests.badges.pictures`` draws them anew.

The front and the back of each, beside each other, as the print engine makes them.
"""

from __future__ import annotations

import io
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

from eventsys.app import create_app
from eventsys.badges.copies import documents as copies_documents
from eventsys.badges.designs.documents import library_text
from eventsys.badges.designs.rules import LIBRARY, LibraryDesign
from eventsys.badges.editor.service import portrait
from tests.conftest import test_settings

__all__ = ["FOLDER", "LIST", "digest_of"]

FOLDER = Path(__file__).resolve().parents[2] / "eventsys" / "assets" / "badges"
#: What the pictures were drawn from.
LIST = FOLDER / "drawn-from.txt"
_BOX = (600, 460)
_WORDS = {
    "title": "12th General Assembly of the Asian Network of Major Cities 21",
    "network": "ANMC21",
    "place": "Hà Nội · 18–20 November 2013",
    "dates": "18–20 November 2013",
    "first": "Naoki",
    "rest": "Naoki Inose",
    "name": "Naoki Inose",
    "native_name": "猪瀬 直樹",
    "native_name_lang": "ja",
    "office": "Governor",
    "organisation": "Tokyo Metropolitan Government",
    "city": "Tokyo",
    "native_city": "東京都",
    "native_city_lang": "ja",
    "category": "Head of delegation",
    "category_code": "head",
    "colour": "#8c1d2f",
    "zones": "A B C",
    "number": "7Q2KXA",
    "zone_words": "A Plenary hall\nB Delegates’ lounge\nC Press centre",
    "wifi": "ANMC21-Guest\nPassword: hanoi2013",
    "emergency": "113 · +84 24 3825 3536",
    "programme": "Monday 18 November\n08:30 Arrival and registration\n09:00 Opening of the plenary\n"
    "10:30 Dialogue session 1: The green city\n14:00 Dialogue session 2: Work for the young\n"
    "Tuesday 19 November\n09:00 Reports of the working groups\n16:00 Signing of the declaration\n18:30 Dinner",
}


def digest_of(design: LibraryDesign) -> str:
    """Changes with the design's own files; inside an application context."""
    return sha256(repr(library_text(design)).encode()).hexdigest()[:16]


def draw(design: LibraryDesign) -> Image.Image:
    copy = copies_documents.Copy(_WORDS, "A" * 20, portrait())
    pdf = copies_documents.badges_pdf(library_text(design), [copy], title="", language="en", backs=True)
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.render(scale=3).to_pil().convert("RGB") for page in document]
    upright = design.height_mm > design.width_mm
    gap = pages[0].width // 14
    size = (
        (sum(page.width for page in pages) + gap, pages[0].height)
        if upright
        else (pages[0].width, sum(page.height for page in pages) + gap)
    )
    whole = Image.new("RGBA", size)
    for number, page in enumerate(pages):
        place = ((page.width + gap) * number, 0) if upright else (0, (page.height + gap) * number)
        whole.paste(page, place)
    whole.thumbnail(_BOX, Image.Resampling.LANCZOS)
    return whole


def main() -> None:
    with TemporaryDirectory() as folder:
        app = create_app(test_settings(Path(folder), f"sqlite:///{folder}/none.db"))
        with app.app_context():
            for design in LIBRARY:
                out = io.BytesIO()
                draw(design).save(out, "WEBP", quality=82, method=6)
                (FOLDER / f"{design.key}.webp").write_bytes(out.getvalue())
            LIST.write_text("".join(f"{design.key} {digest_of(design)}\n" for design in LIBRARY))


if __name__ == "__main__":
    main()
