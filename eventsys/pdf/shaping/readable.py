"""Text that can be found and copied, in every script.

A PDF knows glyphs, and one ToUnicode entry per glyph. That is enough for Latin, Cyrillic, Han, Hangul
and Arabic. In Burmese, Thai, Lao, Khmer and Devanagari a glyph may stand before the letter it follows,
and one glyph serves several clusters, so that readers get "ရန်ကုန ်" or "मोदिी". WeasyPrint has no hook
for this; hence the one place where we wrap a function of its own, :func:`install`:

* a line of such text is put in a ``/Span`` with ``/ActualText`` (ISO 32000-1, 14.9.4), which poppler,
  pdfium and Acrobat give back as it is, without the places to break that :mod:`.breaks` put in;
* the glyphs it brought in get the ToUnicode of their own character, so that later plain text that
  shares them is not spoilt.

Right-to-left text is left alone: poppler already reads it rightly, and turns an ActualText around.

But for vowel marks: in the file each stands beside its letter, with its own ToUnicode, in the order of the line from the left
(``tests/pdf/shaping/test_readable.py`` reads it so). It is drawn raised, and to the right of where its letter then begins; and
poppler (22.12, ``TextPage::addChar``) ends a word at whatever begins half a point above, or a tenth of an em before the end of,
the last glyph: of the one word "بعضًا" pdftotext makes two pieces, the mark first; pdfium puts a space before it. Tried by hand
in that one line: an ActualText of nothing over the raised mark and an unseen mark beside its letter, which poppler reads rightly
and pdfium reads twice; an ActualText over letter and mark, or over the word, which poppler turns around and pdfium puts
elsewhere. None is right in both, and what we write is what the standard asks: it stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pydyf
from weasyprint.draw import text as drawing
from weasyprint.text.ffi import ffi, harfbuzz

from eventsys.pdf.shaping.breaks import MAY_BREAK

__all__ = ["install", "needs_actual_text"]

_COMPLEX = re.compile(
    "[\u0300-\u036f"  # combining marks that have no composed letter
    "\u0900-\u0dff"  # Devanagari to Sinhala
    "\u0e00-\u0eff"  # Thai, Lao
    "\u0f00-\u109f"  # Tibetan, Burmese
    "\u1780-\u17ff"  # Khmer
    "\u200c\u200d\ua9e0-\ua9ff\uaa60-\uaa7f]"  # joiners, Burmese extensions
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_NOTHING = "\u200b"  # PDF/A level U wants every glyph mapped; zero width space says "no letter of its own"

ffi.cdef("int hb_font_get_nominal_glyph(hb_font_t *, hb_codepoint_t, hb_codepoint_t *);", override=True)


def needs_actual_text(text: str) -> bool:
    """Does ToUnicode alone lose this text?"""
    return bool(_COMPLEX.search(text)) and not _RIGHT_TO_LEFT.search(text)


def _own_characters(fonts: dict[Any, Any], known: dict[Any, set[int]], text: str) -> None:
    glyph = ffi.new("hb_codepoint_t *")
    for key, font in fonts.items():
        new = set(font.to_unicode) - known.get(key, set())
        if not new:
            continue
        for character in set(text):
            if harfbuzz.hb_font_get_nominal_glyph(font.hb_font, ord(character), glyph) and glyph[0] in new:
                font.to_unicode[glyph[0]] = character
        for number in new:
            font.to_unicode[number] = font.to_unicode[number] or _NOTHING


def _wrap(draw: Callable[..., Any]) -> Callable[..., Any]:
    def draw_first_line(stream: Any, textbox: Any, *args: Any) -> Any:
        text = textbox.text
        if not needs_actual_text(text):
            return draw(stream, textbox, *args)
        known = {key: set(font.to_unicode) for key, font in stream._fonts.items()}
        encoded = ("\ufeff" + text.replace(MAY_BREAK, "")).encode("utf-16-be").hex()
        stream.begin_marked_content("Span", pydyf.Dictionary({"ActualText": f"<{encoded}>"}))
        try:
            return draw(stream, textbox, *args)
        finally:
            stream.end_marked_content()
            _own_characters(stream._fonts, known, text)

    draw_first_line.wrapped = draw  # type: ignore[attr-defined]
    return draw_first_line


def install() -> None:
    """Wrap WeasyPrint's line drawing, once per process."""
    if not hasattr(drawing.draw_first_line, "wrapped"):
        drawing.draw_first_line = _wrap(drawing.draw_first_line)
