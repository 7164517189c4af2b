"""A PDF written from its first octet to its last, with nothing kept but where objects begin."""

from __future__ import annotations

import hashlib
import zlib
from array import array
from typing import BinaryIO, Final

__all__ = ["Writer", "numbers", "text_string"]

_GROUP: Final = 64  # pages under one node, and nodes under the next
_ENTRIES: Final = 4096  # lines of the cross-reference table written at once
_BUFFER: Final = 1 << 20


def numbers(*values: float) -> bytes:
    """Numbers as a PDF wants them: in plain digits, without an exponent."""
    return b" ".join([(b"%.4f" % value).rstrip(b"0").rstrip(b".") for value in values]).replace(b"-0 ", b"0 ")


def text_string(text: str) -> bytes:
    """A PDF string of any letters, in hexadecimal."""
    return b"<%s>" % ("\ufeff" + text).encode("utf-16-be").hex().encode()


class Writer:
    """Numbers objects, writes them as they come, and closes with page tree, table and trailer.

    The page tree grows from its leaves: a node of 64 is written when it is full and stands for its pages in
    the node above. So it is balanced, and no list of pages is kept.
    """

    def __init__(self, target: BinaryIO) -> None:
        self._target = target
        self._offsets = array("Q", [0])
        self._parts: list[bytes | memoryview] = []
        self._waiting = 0
        self._position = 0
        self._nodes: list[_Node] = [_Node(self.allot())]
        self.pages = 0
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")

    def _write(self, *parts: bytes | memoryview) -> None:
        size = sum(map(len, parts))
        self._parts += parts
        self._position += size
        self._waiting += size
        if self._waiting > _BUFFER:
            self._flush()

    def _flush(self) -> None:
        self._target.writelines(self._parts)
        self._parts.clear()
        self._waiting = 0

    def allot(self) -> int:
        """A number for an object that is written later."""
        self._offsets.append(0)
        return len(self._offsets) - 1

    def put(self, body: bytes, number: int | None = None) -> int:
        """Write an object; returns its number."""
        if number is None:
            number = self.allot()
        self._offsets[number] = self._position
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
        return number

    def put_stream(
        self, entries: bytes, data: bytes | memoryview, number: int | None = None, *, compress: bool = False
    ) -> int:
        """Write a stream with the given dictionary entries (its length is added)."""
        if number is None:
            number = self.allot()
        if compress:
            data = zlib.compress(data)
            entries += b"/Filter/FlateDecode"
        self._offsets[number] = self._position
        self._write(
            b"%d 0 obj\n<<%s/Length %d>>stream\n" % (number, entries, len(data)),
            data,
            b"\nendstream\nendobj\n",
        )
        return number

    def put_page(self, content: bytes, entries: bytes) -> None:
        """Write a page: its content and the entries of its dictionary."""
        offsets = self._offsets
        leaf = self._nodes[0]
        if len(leaf.kids) == _GROUP:
            self._promote(0)
            leaf = self._nodes[0]
        number = len(offsets)
        stream = b"%d 0 obj\n<</Length %d>>stream\n%s\nendstream\nendobj\n" % (number, len(content), content)
        page = b"%d 0 obj\n<</Type/Page/Parent %d 0 R/Contents %d 0 R%s>>\nendobj\n" % (
            number + 1,
            leaf.number,
            number,
            entries,
        )
        offsets.append(self._position)
        offsets.append(self._position + len(stream))
        leaf.kids.append(number + 1)
        leaf.pages += 1
        self.pages += 1
        self._write(stream, page)

    def _promote(self, level: int) -> None:
        """Write the node of a level, hang it into the level above, and begin another."""
        node = self._nodes[level]
        if level + 1 == len(self._nodes):
            self._nodes.append(_Node(self.allot()))
        elif len(self._nodes[level + 1].kids) == _GROUP:
            self._promote(level + 1)
        above = self._nodes[level + 1]
        self._put_node(node, b"/Parent %d 0 R" % above.number)
        above.kids.append(node.number)
        above.pages += node.pages
        self._nodes[level] = _Node(self.allot())

    def _put_node(self, node: _Node, parent: bytes) -> None:
        kids = b" ".join(b"%d 0 R" % number for number in node.kids)
        self.put(b"<</Type/Pages%s/Count %d/Kids[%s]>>" % (parent, node.pages, kids), node.number)

    def close(self, catalog: bytes, info: bytes) -> int:
        """Write the rest: page tree, catalog with the given entries, information, table, trailer.

        Returns the size of the file in octets.
        """
        *lower, root = range(len(self._nodes))
        for level in lower:
            self._promote(level)
        self._put_node(self._nodes[root], b"")
        for node in self._nodes[:root]:
            self.put(b"null", node.number)
        top = self.put(b"<</Type/Catalog/Pages %d 0 R%s>>" % (self._nodes[root].number, catalog))
        about = self.put(b"<<%s>>" % info)
        start = self._position
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._offsets))
        name = hashlib.blake2b(self._offsets.tobytes() + info, digest_size=16).hexdigest().encode()
        for first in range(1, len(self._offsets), _ENTRIES):
            self._write(b"".join(b"%010d 00000 n \n" % at for at in self._offsets[first : first + _ENTRIES]))
        self._write(
            b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]>>\nstartxref\n%d\n%%%%EOF\n"
            % (len(self._offsets), top, about, name, name, start)
        )
        self._flush()
        return self._position


class _Node:
    """A node of the page tree that still takes pages (or nodes)."""

    __slots__ = ("kids", "number", "pages")

    def __init__(self, number: int) -> None:
        self.number, self.pages = number, 0
        self.kids: list[int] = []
