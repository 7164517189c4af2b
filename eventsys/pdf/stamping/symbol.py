"""QR codes as a print engine takes them: one bit a module, by zxing-cpp."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PIL import Image

from eventsys.pdf.layout.qr import qr_code

__all__ = ["QUIET", "Symbol", "make_symbol"]

QUIET: Final = 4
"""Modules of white that a symbol needs on each side."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """Black modules are zeros; ``rows`` has ``(side + 7) // 8`` octets for each row, from the top."""

    side: int
    rows: bytes


def make_symbol(text: str) -> Symbol:
    """The symbol of ``text``, level M. Raises :class:`ValueError` for empty or too long text."""
    # One mask for all: to choose the best of eight for each takes five times as long, and no reader minds.
    modules = Image.fromarray(qr_code(text, data_mask=0).to_image(scale=1, add_quiet_zones=False))
    return Symbol(modules.width, modules.convert("1", dither=Image.Dither.NONE).tobytes())
