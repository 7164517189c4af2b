"""What a signature looks like on paper: drawn by WeasyPrint, so that every script embeds."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from eventsys.pdf.layout.blanks import render_marked
from eventsys.pdf.layout.render import Box
from eventsys.pdf.shaping.fonts import FONT_CSS

__all__ = ["draw"]

_CSS = """
@page { margin: 0 }
html, body { margin: 0; height: 100%; color: #16202e }
body { display: flex; flex-direction: column; justify-content: flex-end; overflow: hidden }
img { display: block; object-fit: contain; object-position: left bottom; min-height: 0 }
p { margin: 0; line-height: 1.25 }
p:first-of-type { font-weight: bold }
p:last-of-type { color: #4a5462 }
"""


def _size(rows: Sequence[str], box: Box, *, room: float) -> float:
    """Type size in points at which the rows fit: about 0.55 em a letter, 1 em where letters are square."""
    widest = max((sum(1.0 if ord(c) > 0x2E80 else 0.55 for c in row) for row in rows), default=1) or 1
    return max(3.0, min(9.0, (box.width - 2) / widest, room / (1.3 * max(1, len(rows)))))


def draw(rows: Sequence[str], *, box: Box, lang: str = "", ink: bytes | None = None) -> bytes:
    """A one-page PDF of exactly the size of ``box``, for :func:`eventsys.signing.making.sign.sign`.

    ``rows`` are plain lines from top to bottom (name, office, city, date), shrunk until they fit, down to
    3 points; a sign that no font draws is marked. ``ink`` is a picture (PNG) of the signature drawn by hand, put
    above them. ``lang`` chooses the national shapes of Han characters. Raises nothing on any text.
    """
    drawn = box.height * 0.45 if ink else 0.0
    size = _size(rows, box, room=box.height - drawn - 2)
    picture = Markup('<img src="eventsys-image:ink" alt="">') if ink else Markup()
    lines = Markup().join(Markup("<p>{}</p>").format(row) for row in rows)
    sheet = (
        f"@page {{ size: {box.width:.2f}pt {box.height:.2f}pt }} body {{ font-size: {size:.2f}pt }} "
        f"img {{ height: {drawn:.2f}pt; max-width: 100% }}"
    )
    return render_marked(
        f'<html lang="{escape(lang)}"><style>{sheet}</style><body>{picture}{lines}</body></html>',
        css=[FONT_CSS, _CSS],
        images={"ink": ink} if ink else {},
    ).pdf
