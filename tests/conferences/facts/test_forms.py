"""Themes as lines."""

from __future__ import annotations

from eventsys.conferences.facts.forms import lines_of, themes_of


def test_themes_are_lines_in_the_same_order():
    text = {"en": "low carbon\nAgenda 2030", "fr": "bas carbone\n\nAgenda 2030", "vi": "các-bon thấp"}
    themes = themes_of(text)
    assert themes == [
        {"en": "low carbon", "fr": "bas carbone", "vi": "các-bon thấp"},
        {"en": "Agenda 2030", "fr": "Agenda 2030"},
    ]
    assert themes_of(lines_of(themes)) == themes
    assert themes_of({}) == []
