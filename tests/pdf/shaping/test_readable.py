"""What a file says of right-to-left words, read glyph by glyph: not as one program or another puts it together."""

from __future__ import annotations

import io
import re
import unicodedata

import pikepdf
import pytest

from eventsys.pdf.layout.render import render
from eventsys.pdf.shaping.fonts import font_css

#: Marks that are raised over high letters, that stand beside them, under them, and two on one letter; and none.
WORDS = ["بعضًا", "عقلاً", "حُرِّر", "لمّا", "كتاب"]


def glyphs_said(pdf: bytes) -> list[str]:
    """Each glyph of the first page by its ToUnicode, in the order in which it is drawn."""
    opened = pikepdf.open(io.BytesIO(pdf))
    page = opened.pages[0]
    said = {
        int(glyph, 16): bytes.fromhex(signs.decode()).decode("utf-16-be")
        for font in page.Resources.Font.values()
        for glyph, signs in re.findall(rb"<([0-9a-f]{4})> <([0-9a-f]+)>\n", font.ToUnicode.read_bytes())
        if int(glyph, 16) != 0xFFFF and glyph != b"0000"
    }
    drawn = b"".join(
        bytes(piece)
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "TJ"
        for piece in operands[0]
        if isinstance(piece, pikepdf.String)
    )
    return [said[int.from_bytes(drawn[at : at + 2], "big")] for at in range(0, len(drawn), 2)]


@pytest.mark.parametrize("serif", [False, True])
@pytest.mark.parametrize("word", WORDS)
def test_each_mark_stands_beside_its_letter_in_the_order_of_the_line(word: str, serif: bool) -> None:
    paper = render(f'<html lang="ar" dir="rtl"><p>{word}</p></html>', css=[font_css(serif=serif)])
    read = "".join(reversed(glyphs_said(paper.pdf)))
    assert unicodedata.normalize("NFC", read) == unicodedata.normalize(
        "NFC", word
    )  # two marks of a letter in either order
