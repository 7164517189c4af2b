"""Rich text: letters of any code page, parts that are left out, tracked changes."""

from __future__ import annotations

import pytest

from eventsys.core.manuscripts import Changes, LossKind, ManuscriptUnreadable
from tests.core.test_manuscripts import losses, only, read, words


def test_rich_text_keeps_every_word_and_names_what_it_leaves_out():
    found = only(rb"{\rtf1\ansi We \v unseen\v0 meet, non\_binding\par 1. Cities {\strike gone} share\par}")
    assert words(found) == ["We meet, non‑binding", "1. Cities share"]
    assert losses(found) == [(LossKind.HIDDEN, "unseen"), (LossKind.STRUCK, "gone")]
    beside = only(
        rb"{\rtf1\ansi a {\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt box\par}}{\shprslt box}} b{\header head}"
        rb"{\*\shppict{\pict 00ff}}{\nonshppict{\pict 00ff}}{\*\atnid m}{\*\annotation why?}\par"
        rb"{\xe index}{\*\bkmkstart q}c\par}"
    )
    assert words(beside) == ["a b", "c"]
    assert losses(beside) == [
        (LossKind.TEXT_BOX, "box"),
        (LossKind.HEADER, "head"),
        (LossKind.PICTURE, ""),
        (LossKind.COMMENT, "why?"),
    ]


@pytest.mark.parametrize(
    ("body", "read"),
    [
        # pandoc alone takes one letter too many behind each of these, and spoils what lies beyond U+FFFF
        (rb"Gesch\u228?ftszahl \u7879?Z", "Geschäftszahl ệZ"),
        (rb"\pard{\uc2 A\u7879 ??x}\plain B{\uc0\u7879}C \u-10179?\u-8636?D", "AệxBệC 🙄D"),
        # every font has a code page of its own
        (rb"Vi\'ea\'f2t {\f1\'93\'8c\'8b\'9e} {\f2\'cc\'ee}", "Việt 東京 Мо"),
    ],
)
def test_letters_of_rich_text_are_read_whatever_their_code_page(body, read):
    fonts = rb"{\fonttbl{\f0\fcharset163 A;}{\f1\fcharset128 B;}{\f2\fcharset204 C;}}"
    found = only(rb"{\rtf1\ansi\ansicpg1252\deff0" + fonts + body + rb"\par}behind the end")
    assert (words(found), losses(found)) == ([read], [])


def test_tracked_changes_of_rich_text_are_shown_and_asked_about():
    found = read(
        rb"{\rtf1\ansi{\*\revtbl{Unknown;}{Mai;}}Every {\deleted\revauthdel1 two }{\revised\revauth1 three }years"
        rb"{\deleted\par }{\revised , in a city,}\par end\par}"
    )
    assert [(change.verb, change.words, change.author) for change in found.changes] == [
        ("deleted", "two", "Mai"),
        ("inserted", "three", "Mai"),
        ("inserted", ", in a city,", ""),
    ]
    assert {way: [line.words for line in one.lines] for way, one in found.readings.items()} == {
        Changes.ACCEPT: ["Every three years, in a city,", "end"],
        Changes.REJECT: ["Every two years", "end"],
    }
    assert [one.losses for one in found.readings.values()] == [(), ()]


@pytest.mark.parametrize("body", [rb"{\rtf1 open", rb"{\rtf1 " + b"{" * 300, rb"{\rtf1\ansi\u-8636? x}"])
def test_damaged_rich_text_is_refused(body):
    with pytest.raises(ManuscriptUnreadable):
        read(body)


def test_of_a_part_that_leaves_all_words_are_named_and_no_instructions():
    found = only(
        rb"{\rtf1 a{\header {\b head} and {\field{\*\fldinst PAGE}{\fldrslt 7}} more}\par}",
    )
    assert words(found) == ["a"]
    assert losses(found) == [(LossKind.HEADER, "head and 7 more")]
