"""The table of who sees what as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from eventsys.registration.people.policy import DATA, READER_WORDS, Reader

__all__ = ["READERS", "SeenRow", "seen_rows"]

READERS = list(READER_WORDS.items())
"""The columns of the table: reader and words."""


@dataclass(frozen=True, slots=True)
class SeenRow:
    """``cells``: for each column the reader's word, and whether the reader sees it."""

    words: Any
    note: Any
    cells: list[tuple[Reader, Any, bool]]

    @property
    def readers(self) -> list[Any]:
        """The words of those who see it, but the person."""
        return [words for reader, words, sees in self.cells if sees and reader != Reader.PERSON]


def seen_rows() -> list[SeenRow]:
    return [
        SeenRow(
            datum.words, datum.note, [(reader, words, reader in datum.readers) for reader, words in READERS]
        )
        for datum in DATA.values()
    ]
