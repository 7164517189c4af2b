"""What a memory knows of a piece."""

from __future__ import annotations

from eventsys.core.bilingual import Match, found_matches, matches_in

MEMORY = [
    ("solve energy problems together;", "régler ensemble les problèmes énergétiques ;", "Hanoi"),
    ("solve energy problems together;", "résoudre ensemble les problèmes d’énergie ;", "Tomsk"),
    ("solve water problems together;", "régler ensemble les problèmes d’eau ;", "Seoul"),
    ("solve water problems together;", "régler ensemble les problèmes d’eau ;", "Delhi"),
    ("meet again in Tomsk.", "se réunir à nouveau à Tomsk.", "Hanoi"),
]


def test_the_same_words_come_first_and_each_translation_once():
    found = found_matches("solve energy problems together;", MEMORY)
    assert [(one.likeness, one.origin) for one in found] == [(100, "Hanoi"), (100, "Tomsk"), (88, "Seoul")]
    assert found_matches("solve energy problems together", MEMORY, most=1) == [
        Match(98, MEMORY[0][0], MEMORY[0][1], "Hanoi")
    ]
    assert found_matches("plant trees;", MEMORY) == []


def test_a_memory_of_another_make_names_languages_as_it_likes():
    unit = (
        '<tu><note>of 2010</note><tuv xml:lang="EN-us"><seg>agree <bpt i="1">{\\b</bpt>firmly<ept i="1">}</ept></seg></tuv>'
        '<tuv lang="zh-TW"><seg>堅決<hi>同意</hi></seg></tuv></tu>'
    )
    data = f'<tmx version="1.4"><body>{unit}<tu><tuv xml:lang="en"><seg>alone</seg></tuv></tu></body></tmx>'.encode()
    found = matches_in(data, {"k": "agree firmly", "l": ""}, "en", "zh-Hant", origin="your memory")
    assert found == {"k": [Match(100, "agree firmly", "堅決同意", "your memory, of 2010")]}
