"""Pictures made for tests, good and bad."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image


def picture(
    width: int = 600, height: int = 800, kind: str = "JPEG", mode: str = "RGB", **options: Any
) -> bytes:
    """Left half red, right half blue (in RGB), so that turning and colours can be seen."""
    image = Image.new("RGB", (width, height), (200, 20, 20))
    image.paste((20, 20, 200), (width // 2, 0, width, height))
    out = BytesIO()
    image.convert(mode).save(out, kind, **options)
    return out.getvalue()


def noise(kind: str = "JPEG", size: tuple[int, int] = (600, 800), **options: Any) -> bytes:
    """No two blocks of it are alike."""
    out = BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(out, kind, **options)
    return out.getvalue()


def case(name: str) -> bytes:
    """A small file that once went wrong, or of a kind that nothing here can write."""
    return (Path(__file__).parent / "cases" / name).read_bytes()


def bomb(width: int = 30_000, height: int = 30_000) -> bytes:
    """A small PNG whose header promises ``width`` × ``height`` pixels; its rows pack to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    packer = zlib.compressobj(9)
    row = b"\0" * (width * 3 + 1)
    data = b"".join(packer.compress(row) for _row in range(min(height, 200))) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image
