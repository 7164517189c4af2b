"""QR codes at the speed of print.

For a fixed version, level and mask every module of a QR symbol is a sum over GF(2) of bits of its text:
Reed-Solomon codes are linear, and the rest is placement. So a symbol of short text in capitals and digits
is one XOR for each two letters. Any other text goes through zxing-cpp. Both give the same :class:`Symbol`.

Layout and tables follow ISO/IEC 18004:2015, clauses 7 and 8, for versions 1 to 3 at level M, mask 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import zxingcpp

__all__ = ["QUIET", "Symbol", "make_symbol"]

QUIET: Final = 4
"""Modules of white that a symbol needs on each side."""

_LETTERS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES: Final = {letter: value for value, letter in enumerate(_LETTERS)}
_FAST: Final = re.compile(r"[0-9A-Z $%*+\-./:]+")
_CODEWORDS: Final = {1: (16, 10), 2: (28, 16), 3: (44, 26)}  # data, correction: one block each
_MODE, _MODE_BITS, _COUNT_BITS, _PAIR_BITS, _LAST_BITS = 0b0010, 4, 9, 11, 6
_PADS: Final = (0xEC, 0x11)
_FORMAT: Final = 0b101010000010010  # level M, mask 0, with its own correction and mask


@dataclass(frozen=True, slots=True)
class Symbol:
    """Black modules are ones; ``rows`` has ``(side + 7) // 8`` octets for each row, from the top."""

    side: int
    rows: bytes


def make_symbol(text: str) -> Symbol:
    """The symbol of ``text``, level M. Raises :class:`ValueError` for empty or too long text."""
    if _FAST.fullmatch(text) and (maker := _maker(len(text))):
        return maker.make(text)
    if not text:
        raise ValueError("a QR code needs text")
    barcode = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    pixels: Any = barcode.to_image(scale=1, add_quiet_zones=False)
    pixels = memoryview(pixels)
    side = pixels.shape[0]
    stride = (side + 7) // 8
    rows = bytearray(stride * side)
    for y in range(side):
        for x in range(side):
            if not pixels[y, x]:
                rows[y * stride + x // 8] |= 0x80 >> x % 8
    return Symbol(side, bytes(rows))


@lru_cache(maxsize=64)
def _maker(length: int) -> _Maker | None:
    bits = _MODE_BITS + _COUNT_BITS + _PAIR_BITS * (length // 2) + _LAST_BITS * (length % 2)
    version = next((number for number, (data, _) in _CODEWORDS.items() if bits <= 8 * data), None)
    return _Maker(version, length) if version else None


class _Maker:
    """Symbols of all texts of one length. A symbol is one large number, its rows one after the other."""

    def __init__(self, version: int, length: int) -> None:
        self.side = 17 + 4 * version
        self._stride = (self.side + 7) // 8
        data, correction = _CODEWORDS[version]
        path, fixed, mask = _plan(version, self.side)
        weights = [1 << self._place(x, y) for x, y in path]

        def drawn(stream: int, bits: int) -> int:
            octets = (stream << (8 * data - bits)).to_bytes(data, "big")
            whole = int.from_bytes(octets + _remainder(octets, correction), "big")
            top = 8 * (data + correction) - 1
            return sum(
                weight for number, weight in enumerate(weights[: top + 1]) if whole >> (top - number) & 1
            )

        used = _MODE_BITS + _COUNT_BITS + _PAIR_BITS * (length // 2) + _LAST_BITS * (length % 2)
        head = (_MODE << _COUNT_BITS | length) << (used - _MODE_BITS - _COUNT_BITS)
        closed = min(8 * data, used + 4 + (-used - 4) % 8)
        pads = [_PADS[number % 2] for number in range(data - closed // 8)]
        empty = head << (8 * data - used) | int.from_bytes(bytes(pads), "big")
        self._empty = drawn(empty, 8 * data) ^ sum(1 << self._place(x, y) for x, y in fixed ^ mask)
        self._pairs: list[tuple[list[int], dict[str, int]]] = []
        place = _MODE_BITS + _COUNT_BITS
        for start in range(0, length, 2):
            size = _PAIR_BITS if start + 1 < length else _LAST_BITS
            place += size
            self._pairs.append(([drawn(1 << bit << (used - place), used) for bit in range(size)], {}))

    def _place(self, x: int, y: int) -> int:
        return 8 * self._stride * self.side - 1 - (y * 8 * self._stride + x)

    def make(self, text: str) -> Symbol:
        drawn = self._empty
        start = 0
        for bits, known in self._pairs:
            pair = text[start : start + 2]
            start += 2
            part = known.get(pair)
            if part is None:
                part = known[pair] = _summed(bits, pair)
            drawn ^= part
        return Symbol(self.side, drawn.to_bytes(self._stride * self.side, "big"))


def _summed(bits: list[int], pair: str) -> int:
    value = _VALUES[pair[0]] if len(pair) == 1 else _VALUES[pair[0]] * 45 + _VALUES[pair[1]]
    found = 0
    for number, drawn in enumerate(bits):
        if value >> number & 1:
            found ^= drawn
    return found


def _times(a: int, b: int) -> int:
    """The product in GF(256) over x⁸+x⁴+x³+x²+1."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = a << 1 ^ (0x11D if a & 0x80 else 0)
        b >>= 1
    return product


@lru_cache(maxsize=8)
def _generator(degree: int) -> list[int]:
    found, root = [1], 1
    for _ in range(degree):
        found = [
            a ^ b for a, b in zip([*found, 0], [0, *(_times(value, root) for value in found)], strict=True)
        ]
        root = _times(root, 2)
    return found[1:]


def _remainder(data: bytes, degree: int) -> bytes:
    rest = [0] * degree
    for octet in data:
        factor = octet ^ rest[0]
        rest = [
            a ^ _times(value, factor) for a, value in zip([*rest[1:], 0], _generator(degree), strict=True)
        ]
    return bytes(rest)


Modules = set[tuple[int, int]]


def _plan(version: int, side: int) -> tuple[list[tuple[int, int]], Modules, Modules]:
    """The path of the bits, the black modules that are always there, and those that the mask turns."""
    taken, black = _patterns(version, side)
    path = []
    for number, right in enumerate(x for x in range(side - 1, 0, -2)):
        column = right if right > 6 else right - 1
        rows = range(side - 1, -1, -1) if number % 2 == 0 else range(side)
        path += [(x, y) for y in rows for x in (column, column - 1) if (x, y) not in taken]
    return path, black, {(x, y) for x, y in path if (x + y) % 2 == 0}


def _patterns(version: int, side: int) -> tuple[Modules, Modules]:
    taken: Modules = set()
    black: Modules = set()
    for left, top in ((0, 0), (side - 7, 0), (0, side - 7)):
        taken |= {(x, y) for x in range(left - 1, left + 8) for y in range(top - 1, top + 8)}
        black |= {(left + x, top + y) for x in range(7) for y in range(7) if max(abs(x - 3), abs(y - 3)) != 2}
    if version > 1:
        middle = side - 7
        taken |= {(middle + x, middle + y) for x in range(-2, 3) for y in range(-2, 3)}
        black |= {
            (middle + x, middle + y) for x in range(-2, 3) for y in range(-2, 3) if max(abs(x), abs(y)) != 1
        }
    timing = {(n, 6) for n in range(side)} | {(6, n) for n in range(side)}
    black |= {(x, y) for x, y in timing - taken if (x + y) % 2 == 0}
    for first, second in zip(*_format_places(side), strict=True):
        taken |= {first, second}
    for number, places in enumerate(zip(*_format_places(side), strict=True)):
        if _FORMAT >> number & 1:
            black |= set(places)
    return taken | timing | {(8, side - 8)}, black | {(8, side - 8)}


def _format_places(side: int) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where bit 0 to bit 14 of the format stand, twice."""
    corner = [(8, y) for y in (0, 1, 2, 3, 4, 5, 7, 8)] + [(x, 8) for x in (7, 5, 4, 3, 2, 1, 0)]
    edges = [(side - 1 - n, 8) for n in range(8)] + [(8, side - 7 + n) for n in range(7)]
    return corner, edges
