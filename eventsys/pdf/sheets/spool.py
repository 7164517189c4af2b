"""Stamps kept as octets, so that several workers stamp parts of a run and one prints them as a whole.

A spool has the stamps' content, each picture once, and at its end what they share: the forms of their
designs and the glyphs they use. Fonts are not in it: the file that is printed at last gets one of each.
Read it with the fonts it was made with (see :class:`FontGone`).
"""

from __future__ import annotations

import json
import mmap
import struct
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final

from eventsys.pdf.design.compiled import Design, FaceUse, Graft
from eventsys.pdf.errors import BrokenPdf
from eventsys.pdf.shaping.fontbook import face_at
from eventsys.pdf.sheets.impose import Cover, Sides
from eventsys.pdf.stamping.fit import SetWords
from eventsys.pdf.stamping.jpeg import Picture
from eventsys.pdf.stamping.press import Uses, count_uses
from eventsys.pdf.stamping.stamp import Stamp

__all__ = ["pack", "pack_into", "unpack"]

_MAGIC: Final = b"eventsys spool 1\n"
_ITEM: Final = struct.Struct("<cI")  # S(ides), B(oth sides), C(over); octets of a cover
_STAMP: Final = struct.Struct("<IHH")  # octets of content, number of the design, pictures
_PICTURE: Final = struct.Struct("<16sHHBI")  # key, width, height, colours, octets (0: came before)
_END: Final = struct.Struct("<Q")  # where the shared part begins


class _Packer:
    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._designs: dict[str, tuple[int, Design]] = {}
        self._pictures: set[bytes] = set()
        self._uses: Uses = {}
        self._position = 0
        self._token = object()
        self.count = 0
        self._write(_MAGIC)

    def _write(self, *parts: bytes | memoryview) -> None:
        self._target.writelines(parts)
        self._position += sum(map(len, parts))

    def add(self, item: Sides | Cover) -> None:
        if isinstance(item, Cover):
            self._write(_ITEM.pack(b"C", len(item.pdf)), item.pdf)
            return
        self.count += 1
        self._write(_ITEM.pack(b"S" if item.back is None else b"B", 0))
        self._stamp(item.front)
        if item.back is not None:
            self._stamp(item.back)

    def _stamp(self, stamp: Stamp) -> None:
        number, _ = self._designs.setdefault(stamp.design.digest, (len(self._designs), stamp.design))
        count_uses(self._uses, stamp.settings, self._token)
        self._write(_STAMP.pack(len(stamp.content), number, len(stamp.pictures)), stamp.content)
        for picture in stamp.pictures:
            data = picture.data if picture.key not in self._pictures and picture.data is not None else b""
            self._pictures.add(picture.key)
            head = _PICTURE.pack(picture.key, picture.width, picture.height, picture.colours, len(data))
            self._write(head, data)

    def close(self) -> None:
        start = self._position
        shared = {
            "designs": [_design_words(design) for _, design in self._designs.values()],
            "faces": [
                [face.path, face.index, face.key, list(letters.items())]
                for face, letters in self._uses.items()
            ],
        }
        self._write(json.dumps(shared).encode(), _END.pack(start))


def _design_words(design: Design) -> dict[str, Any]:
    form = design.form
    return {
        "digest": design.digest,
        "box": [design.width, design.height, design.bleed],
        "form": [form.width, form.height, form.archival],
        "faces": [[use.path, use.index, use.key, list(use.letters.items())] for use in form.faces],
        "objects": [[_part_word(part) for part in body] for body in form.objects],
    }


def _part_word(part: bytes | int | str) -> int | str | list[str]:
    """A number, the key of a font, or octets (in a list, to be told from keys)."""
    return [b64encode(part).decode()] if isinstance(part, bytes) else part


def _design(words: dict[str, Any]) -> Design:
    objects = tuple(
        tuple(b64decode(part[0]) if isinstance(part, list) else part for part in body)
        for body in words["objects"]
    )
    faces = tuple(FaceUse(path, index, key, dict(letters)) for path, index, key, letters in words["faces"])
    width, height, archival = words["form"]
    form = Graft(objects, width, height, archival, faces)
    width, height, bleed = words["box"]
    return Design(words["digest"], width, height, bleed, (), (), form)


def pack_into(target: BinaryIO, items: Iterable[Sides | Cover | None]) -> int:
    """Write a spool; returns how many badges are in it. ``None`` is passed over."""
    packer = _Packer(target)
    for item in items:
        if item is not None:
            packer.add(item)
    packer.close()
    return packer.count


def pack(items: Iterable[Sides | Cover | None]) -> bytes:
    """The spool that :func:`pack_into` writes, in memory."""
    out = BytesIO()
    pack_into(out, items)
    return out.getvalue()


def unpack(spool: bytes | Path) -> Iterator[Sides | Cover]:
    """What was packed, in its order. A path is read as it is needed.

    Raises :class:`BrokenPdf` for what is no spool, :class:`FontGone` when its fonts are not here.
    """
    if isinstance(spool, bytes):
        yield from _SpoolReader(memoryview(spool)).items()
        return
    with spool.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as whole:
        yield from _SpoolReader(memoryview(whole)).items()


class _SpoolReader:
    def __init__(self, data: memoryview) -> None:
        if bytes(data[: len(_MAGIC)]) != _MAGIC:
            raise BrokenPdf()
        (self._end,) = _END.unpack_from(data, len(data) - _END.size)
        shared = json.loads(bytes(data[self._end : len(data) - _END.size]))
        self._data, self._place = data, len(_MAGIC)
        self._designs = [_design(words) for words in shared["designs"]]
        uses: Uses = {}
        for path, index, key, letters in shared["faces"]:
            uses[face_at(path, index, key)] = dict(letters)
        self._settings: tuple[SetWords, ...] = (SetWords(b"", (uses,)),)

    def items(self) -> Iterator[Sides | Cover]:
        while self._place < self._end:
            kind, size = self._read(_ITEM)
            if kind == b"C":
                yield Cover(bytes(self._take(size)))
            else:
                yield Sides(self._stamp(), self._stamp() if kind == b"B" else None)

    def _read(self, form: struct.Struct) -> tuple[Any, ...]:
        return form.unpack(self._take(form.size))

    def _take(self, size: int) -> memoryview:
        start = self._place
        self._place += size
        return self._data[start : self._place]

    def _stamp(self) -> Stamp:
        size, number, pictures = self._read(_STAMP)
        content = bytes(self._take(size))
        return Stamp(
            self._designs[number], content, self._settings, tuple(self._picture() for _ in range(pictures))
        )

    def _picture(self) -> Picture:
        key, width, height, colours, size = self._read(_PICTURE)
        return Picture(key, width, height, colours, bytes(self._take(size)) if size else None)
