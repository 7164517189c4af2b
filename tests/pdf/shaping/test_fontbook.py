"""Faces cut down to the glyphs that were used."""

from __future__ import annotations

from typing import Any

import pytest

from eventsys.pdf.shaping import fontbook
from eventsys.pdf.shaping.fontbook import Face, face_at, faces_for

WORDS = {"ja": "東京都", "ko": "서울특별시", "vi": "Nguyễn Thế Thảo", "my": "ရန်ကုန်"}


def new_face(language: str) -> tuple[Face, list[int]]:
    """A face that was never cut, and the glyphs of its words."""
    word = WORDS[language]
    known = faces_for(("Noto Sans", "sans-serif"), 400, "normal", language).face_of(word[0])
    assert known is not None
    face = Face(known.path, known.index)
    return face, [face.glyph(ord(letter)) for letter in word]


@pytest.mark.parametrize("language", WORDS)
def test_the_second_cut_is_the_first_to_the_octet(language: str) -> None:
    """It is made from fewer tables when the face is a large one."""
    face, glyphs = new_face(language)
    first, again, other = face.cut(glyphs), face.cut(glyphs), face.cut(glyphs[:1])
    assert bytes(first[0].blob.data) == bytes(again[0].blob.data)
    assert first[1] == again[1] != other[1]


def test_a_full_disk_keeps_no_face_from_being_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_values: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(fontbook, "NamedTemporaryFile", full)
    face, glyphs = new_face("ja")
    assert bytes(face.cut(glyphs)[0].blob.data) == bytes(face.cut(glyphs)[0].blob.data)


def test_faces_are_opened_once() -> None:
    face, _glyphs = new_face("ja")
    assert face_at(face.path, face.index, face.key) is face_at(face.path, face.index)
