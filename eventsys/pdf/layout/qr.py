"""QR codes: written as inline SVG or as a one-bit PNG, and read back."""

from __future__ import annotations

import io
import re

import zxingcpp
from markupsafe import Markup, escape
from PIL import Image

__all__ = ["qr_code", "qr_png", "qr_svg", "read_qr"]


def qr_code(text: str, **options: int) -> zxingcpp.Barcode:
    """Medium error correction; ``options`` are the writer's. Raises :class:`ValueError` for empty or too long text."""
    if not text:
        raise ValueError("a QR code needs text")
    return zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M", **options)


def qr_svg(text: str, *, label: str, quiet: bool = True) -> Markup:
    """An ``<svg role="img">`` to stand inside HTML, without size of its own (set it with CSS).

    Medium error correction; with ``quiet``, four modules of white around it, as the standard asks.
    ``label`` is its accessible name. Raises :class:`ValueError` for empty or too long text.
    """
    svg = qr_code(text).to_svg(add_quiet_zones=quiet)
    width, path = re.search(r'width="(\d+)"', svg), re.search(r'<path d="([^"]+)"', svg)
    if width is None or path is None:
        raise ValueError("the QR writer gave no picture")
    side = width[1]
    return Markup(  # noqa: S704 - digits, a path of the writer's, and an escaped label
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(label)}" '
        f'viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path fill="#000" d="{path[1]}"/></svg>'
    )


def qr_png(text: str, *, scale: int = 8, quiet: bool = True) -> bytes:
    """A one-bit PNG, ``scale`` pixels a module. Raises :class:`ValueError` for empty or too long text."""
    image = Image.fromarray(qr_code(text).to_image(scale=scale, add_quiet_zones=quiet))
    out = io.BytesIO()
    image.convert("1", dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def read_qr(png: bytes) -> list[str]:
    """The texts of all QR codes in a picture, in no promised order; empty when there is none."""
    image = Image.open(io.BytesIO(png)).convert("L")
    found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode]))
    return [barcode.text for barcode in found]
