"""An RTF before pandoc reads it. Control words are those of Microsoft's specification, version 1.9.1.

Every token is walked once: letters of whatever code page become numbers of Unicode, what is no word of the text leaves
the file and is named, words of tracked changes leave it for one of the two readings, and all that stays is counted.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Any

from eventsys.core.manuscripts import richtext_words as control
from eventsys.core.manuscripts.errors import ManuscriptUnreadable
from eventsys.core.manuscripts.richtext_written import State, Written
from eventsys.core.manuscripts.values import Changes, Loss, LossKind, PreparedFile, TrackedChange, spaced

__all__ = ["prepared"]

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]+)(?P<number>-?\d{1,10})?[ ]?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)",
    re.DOTALL,
)
_DEEPEST = 200
#: Pandoc takes one letter too many where signs for old readers stand behind a number; none are written.
_NO_FALLBACK = b"\\uc0 "
_SHOWN_BESIDE = frozenset({LossKind.COMMENT, LossKind.HEADER, LossKind.TEXT_BOX})


def prepared(data: bytes) -> PreparedFile:
    """An RTF as pandoc gets it, once for each way with tracked changes. Raises :class:`ManuscriptUnreadable`."""
    walk = _Walk(data)
    walk.run()
    ways = tuple(Changes) if walk.changes else (Changes.ACCEPT,)
    return PreparedFile(
        {way: b"".join(walk.ways.octets[way]) for way in ways},
        walk.named(),
        [replace(change, words=spaced(change.words)) for change in walk.changes if change.words.strip()],
        {way: "".join(walk.ways.words[way]) for way in ways},
        walk.ways.stand_ins,
    )


class _Walk:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.state = State()
        self.stack: list[tuple[State, dict[Changes, int]]] = []
        self.ways = Written()
        self.changes: list[TrackedChange] = []
        self.losses: list[tuple[LossKind, list[str]]] = []
        self.authors: list[str] = []
        self.pages: dict[int, str] = {}
        self.page, self.usual_font = "cp1252", -1
        self.raw, self.half, self.skip = bytearray(), 0, 0
        self.in_table = ""
        self.unbroken = False

    def run(self) -> None:
        at, end = 0, len(self.data)
        while at < end:
            found = _TOKEN.match(self.data, at)
            if found is None:
                raise ManuscriptUnreadable
            at = found.end()
            if found["word"] == b"bin":
                at += max(0, int(found["number"] or 0))
            self._token(found)
            if found["brace"] and not self.stack:
                break  # what stands behind the last brace is not the file's
        if self.stack:
            raise ManuscriptUnreadable

    def _token(self, found: re.Match[bytes]) -> None:
        if found["hex"]:
            self._octets(bytes([int(found["hex"], 16)]))
            return
        if found["text"]:
            self._octets(found["text"])
            return
        self._flush()
        if found["word"]:
            number = None if found["number"] is None else int(found["number"])
            self._word(
                found["word"].decode(), number, found[0].rstrip() + b" "
            )  # what stood behind it may leave
        elif found["brace"]:
            self._brace(found["brace"])
        elif found["sign"]:
            self._sign(found["sign"], found[0])

    def named(self) -> list[Loss]:
        return [Loss(kind, spaced("".join(words))) for kind, words in self.losses]

    def _brace(self, brace: bytes) -> None:
        self.skip = 0
        if brace == b"{":
            if len(self.stack) >= _DEEPEST:
                raise ManuscriptUnreadable
            self.stack.append((self.state, self.ways.marks()))
            self.state = replace(self.state, starred=False, fresh=True)
            self._write(b"{")
            return
        if not self.stack:
            raise ManuscriptUnreadable
        dropped = self.state.dropped
        self.state, _marks = self.stack.pop()
        if not dropped:
            self._write(b"}")

    def _sign(self, sign: bytes, token: bytes) -> None:
        if sign == b"*":
            self.state = replace(self.state, starred=True)
            self._write(token)
        elif self.skip:
            self.skip -= 1
        else:
            self._say(
                {b"~": "\u00a0", b"_": "\u2011", b"-": "", b"\n": "\n", b"\r": "\n"}.get(
                    sign, sign.decode("latin-1")
                ),
                token,
            )

    def _word(self, word: str, number: int | None, token: bytes) -> None:
        fresh, self.state = self.state.fresh, replace(self.state, fresh=False)
        if fresh and self._opens(word):
            return
        on = number != 0
        if word == "u" and number is not None:
            self._unicode(number)
        elif word in control.SWITCHES:
            switched: dict[str, Any] = {control.SWITCHES[word]: on}
            self.state = replace(self.state, **switched)
        elif word == "plain":
            self.state = replace(
                self.state, deleted=False, inserted=False, moved=False, hidden=False, font=self.usual_font
            )
            self._write(token + _NO_FALLBACK)
        elif word in ("revauth", "revauthdel"):
            self.state = replace(self.state, author=number or 0)
        elif word == "uc":
            self.state = replace(self.state, fallback=number or 0)
        elif word in control.SPACES or word in control.SIGNS:
            self._say(
                control.SIGNS.get(
                    word, "\n" if word in ("par", "line", "sect", "page", "row", "cell") else " "
                ),
                token,
            )
        else:
            self._setting(word, number)
            self._write(token + _NO_FALLBACK if word in ("rtf", "pard") else token)

    def _setting(self, word: str, number: int | None) -> None:
        if word == "ansicpg" and number:
            self.page = control.CODE_PAGES.get(number, f"cp{number}")
        elif word == "deff":
            self.usual_font = number or 0
            self.state = replace(self.state, font=self.usual_font)
        elif word == "f":
            self.state = replace(self.state, font=number or 0)
        elif word == "fcharset" and self.in_table == "fonttbl" and number in control.CODE_PAGES:
            self.pages[self.state.font] = control.CODE_PAGES[number]

    def _opens(self, word: str) -> bool:
        """Whether the group that begins with ``word`` leaves the file."""
        if self.state.dropped:
            self._nested(word)
            return False
        kind = control.NAMED.get(word)
        if (
            kind is None
            and word not in control.DROPPED
            and not (self.state.starred and word not in control.KEPT)
        ):
            if word in control.KEPT:
                self.in_table = word
                self.state = replace(self.state, body=False)
            return False
        self.ways.back_to(self.stack[-1][1])
        self.in_table = word
        self.state = replace(self.state, body=False, dropped=True, kind=None)
        self._nested(word)
        return True

    def _nested(self, word: str) -> None:
        """A part with a name of its own, also inside one that left: a text box stands in the data of a shape."""
        if word in control.COPIES:
            self.state = replace(self.state, copy=True, kind=None)
        kind = control.NAMED.get(word)
        if kind is not None and kind != self.state.kind and not self.state.copy:
            self.losses.append((kind, []))
            self.state = replace(self.state, kind=kind)
        elif word in ("fldinst", "sp", "atnid", "atnauthor"):
            self.state = replace(self.state, kind=None)

    def _octets(self, octets: bytes) -> None:
        self.state = replace(self.state, fresh=False)
        dropped = min(self.skip, len(octets))
        self.skip -= dropped
        self.raw += octets[dropped:]

    def _flush(self) -> None:
        """Octets that stand together are letters of one code page."""
        if not self.raw:
            return
        octets, self.raw = bytes(self.raw), bytearray()
        try:
            text = octets.decode(self.pages.get(self.state.font, self.page))
        except (UnicodeDecodeError, LookupError) as error:
            raise ManuscriptUnreadable from error
        self._say(
            unicodedata.normalize("NFC", text)
        )  # Vietnamese marks are letters of their own in its code page

    def _unicode(self, number: int) -> None:
        unit = number % 0x10000
        self.skip = self.state.fallback
        if 0xD800 <= unit < 0xDC00:
            self.half = unit
            return
        if 0xDC00 <= unit < 0xE000:
            if not self.half:
                raise ManuscriptUnreadable
            unit, self.half = 0x10000 + ((self.half - 0xD800) << 10) + unit - 0xDC00, 0
        self._say(chr(unit))

    def _say(self, text: str, token: bytes | None = None) -> None:
        """Words of the text, of a part that is named, or of a table of the file."""
        state = self.state
        if state.dropped:
            if self.in_table == "revtbl":
                self.authors += [name.strip() for name in text.split(";")[:-1]]
            elif state.kind is not None and (state.kind in _SHOWN_BESIDE):
                self.losses[-1][1].append(text)
            return
        piece = token if token is not None else self.ways.escaped(text)
        if not state.body:
            self.ways.write(piece)
            return
        if state.hidden:
            self._hide(text)
            return
        self._note_change(text)
        for way in Changes:
            gone = state.deleted if way == Changes.ACCEPT else state.inserted or state.moved
            if not gone:
                self.ways.octets[way].append(piece)
                self.ways.words[way].append(text)

    def _hide(self, text: str) -> None:
        if not self.losses or self.losses[-1][0] != LossKind.HIDDEN:
            self.losses.append((LossKind.HIDDEN, []))
        self.losses[-1][1].append(text)

    def _note_change(self, text: str) -> None:
        state = self.state
        verb = (
            "deleted" if state.deleted else "moved" if state.moved else "inserted" if state.inserted else ""
        )
        unbroken, self.unbroken = self.unbroken, bool(verb)
        if not verb:
            return
        author = self.authors[state.author] if 0 < state.author < len(self.authors) else ""
        last = self.changes[-1] if self.changes else None
        if last is not None and (last.verb, last.author) == (verb, author) and unbroken:
            self.changes[-1] = replace(last, words=last.words + text)
        else:
            self.changes.append(TrackedChange(verb, text, author))

    def _write(self, piece: bytes) -> None:
        if not self.state.dropped:
            self.ways.write(piece)
