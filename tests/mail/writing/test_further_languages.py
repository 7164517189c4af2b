"""Letters to readers of languages that the house does not speak: whole in theirs, or whole in one that it speaks."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.core.actor import SYSTEM
from eventsys.core.words.text import Localized
from eventsys.declarations.diction import rules
from eventsys.declarations.diction import service as diction
from eventsys.mail.writing.service import Letter, preview
from eventsys.programme.sessions.models import ROLE_WORDS as PARTS
from eventsys.programme.sessions.models import PanelRole
from tests.conferences.factories import make_conference
from tests.mail.writing import test_letters

#: What stands in letters besides words: addresses, names of people and of what nobody translated here, signs of the house.
_NO_WORDS = re.compile(
    r"https?://\S+|\S+@\S+|R(-[0-9A-F]{4})+|SHA-256|UTC|H\.E\.|Mr|Naoki Inose|Park|Focal Point|Déclaration commune de Hanoï"
    r"|UNESCO|Smog|Traffic|\bfr\b|Salle[^,.]*|Séoul|The photo shows two people\.|Délégué|Car pour Ha Long|Excursion"
    r"|Heure d’arrivée"
)


@pytest.fixture
def conference(app: Flask) -> Conference:
    made = make_conference(edition=12, starts=date(2013, 11, 18), languages=["ar", "ru", "fr", "en"])
    for title, tag in (("Пленарное заседание 12", "ru"), ("الجلسة العامة 12", "ar")):
        made.title = Localized({**made.title, tag: title})
    for place, tag in (("Ханой", "ru"), ("هانوي", "ar")):
        made.host_city.name = Localized({**made.host_city.name, tag: place})
        host = organisers_queries.organisers(made)[0]
        host.name = Localized({**host.name, tag: place})
    return made


def letters(conference: Conference, language: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Letter]:
    monkeypatch.setitem(test_letters.PART, language, PARTS[PanelRole.SPEAKER])
    made = test_letters.letters(language, conference)
    del made["signatures that end"]  # goes to the staff, whose accounts are in the house's languages
    return {
        name: letter for name, letter in made.items() if letter.conference_id is not None and letter.words
    }


def written(message: str, sound: str) -> str:
    """Nothing but ``sound`` and what is filled in."""
    return " ".join([sound, *re.findall(r"%\(\w+\)s", message)])


@pytest.mark.parametrize(("language", "sound", "way"), [("ru", "Слова", "ltr"), ("ar", "كلمات", "rtl")])
def test_once_all_is_written_a_letter_has_no_word_of_another_language(
    conference: Conference, monkeypatch: pytest.MonkeyPatch, language: str, sound: str, way: str
) -> None:
    words = {one.message: written(one.message, sound) for one in rules.LETTERS}
    diction.set_words(conference, language, words, by=SYSTEM)
    made = letters(conference, language, monkeypatch)
    assert len(made) >= 13
    for name, letter in made.items():
        shown = preview(letter)
        assert shown.language == language
        said = _NO_WORDS.sub("", f"{shown.subject}\n{shown.text}")
        assert re.findall("[A-Za-zÀ-ɏḀ-ỿ]{2,}", said) == [], name
        assert f'<html lang="{language}" dir="{way}"' in shown.html
        assert {found[1] for found in re.finditer("direction:(ltr|rtl)", shown.html)} == {way}


def test_a_letter_with_a_word_missing_is_wholly_in_the_first_language_that_the_house_speaks(
    conference: Conference, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {one.message: "Слова" for one in rules.LETTERS if one.message != "See the programme"}
    diction.set_words(conference, "ru", words, by=SYSTEM)
    monkeypatch.setitem(test_letters.PART, "ru", "Intervenant")
    made = test_letters.letters("ru", conference)
    assert {letter.kind.partition("/")[0] for letter in made.values() if letter.words} == {
        "registration", "declarations", "privacy",
    }  # fmt: skip
    shown = preview(made["the programme"])
    assert (shown.language, re.findall("[а-яё]+", shown.subject + shown.text)) == ("fr", [])
