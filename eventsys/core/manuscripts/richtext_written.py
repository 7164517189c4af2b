"""What is in force at a place of an RTF, and the file as it is written anew for each reading of its tracked changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from eventsys.core.manuscripts.errors import ManuscriptUnreadable
from eventsys.core.manuscripts.values import Changes, LossKind

__all__ = ["State", "Written"]

_PRIVATE, _PRIVATE_END = 0xE800, 0xF000  # symbol fonts use those above


@dataclass(frozen=True, slots=True)
class State:
    """What is in force inside a group; ``kind``: what its words are when they are not the text's."""

    deleted: bool = False
    inserted: bool = False
    moved: bool = False
    hidden: bool = False
    author: int = 0
    font: int = -1
    fallback: int = 1
    body: bool = True
    dropped: bool = False
    kind: LossKind | None = None
    copy: bool = False
    starred: bool = False
    fresh: bool = True


@dataclass(frozen=True, slots=True)
class Written:
    """Octets and words of each reading; ``stand_ins`` are letters beyond U+FFFF, which pandoc spoils in this format, by
    the private ones that stand for them."""

    octets: dict[Changes, list[bytes]] = field(default_factory=lambda: {way: [] for way in Changes})
    words: dict[Changes, list[str]] = field(default_factory=lambda: {way: [] for way in Changes})
    stand_ins: dict[str, str] = field(default_factory=dict)
    _private: dict[str, int] = field(default_factory=dict)

    def write(self, piece: bytes) -> None:
        for written in self.octets.values():
            written.append(piece)

    def marks(self) -> dict[Changes, int]:
        return {way: len(written) for way, written in self.octets.items()}

    def back_to(self, marks: dict[Changes, int]) -> None:
        for way, mark in marks.items():
            del self.octets[way][mark:]

    def escaped(self, text: str) -> bytes:
        """The text as it stands in an RTF without fallback letters (``\\uc0``)."""
        return b"".join(self._escaped(text))

    def _escaped(self, text: str) -> Iterator[bytes]:
        for sign in text:
            number = ord(sign)
            if sign in "\\{}":
                yield b"\\" + sign.encode()
            elif number < 0x80:
                yield sign.encode()
            else:
                if number > 0xFFFF or _PRIVATE <= number < _PRIVATE_END:
                    number = self._stand_in(sign)
                yield b"\\u%d " % (number - 0x10000 if number >= 0x8000 else number)

    def _stand_in(self, sign: str) -> int:
        private = self._private.setdefault(sign, _PRIVATE + len(self._private))
        if private >= _PRIVATE_END:
            raise ManuscriptUnreadable
        self.stand_ins[chr(private)] = sign
        return private
