"""Notes of where words came from: of which words, which amendments they bring along, and what is read of a stranger's file."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import ParagraphKind
from eventsys.declarations.amendments.models import AmendmentKind, AmendmentState
from eventsys.declarations.amendments.rules import Decision, RollEntry
from eventsys.declarations.footnotes import rules
from eventsys.declarations.footnotes.errors import FootnotesUnclear
from eventsys.declarations.footnotes.rules import AmendmentNote, Footnotes, Source
from eventsys.declarations.origins.rules import Origin, OriginKind, Saved, laid_out, together, trace
from eventsys.declarations.voting.models import Manner
from eventsys.declarations.wording.rules import Cause, CauseKind, Layer

AT = datetime(2013, 11, 18, 9, 30, tzinfo=UTC)
HANOI, SEOUL = Localized(en="Hanoi", vi="Hà Nội"), Localized(en="Seoul")
VOTED = Decision(
    AmendmentState.ACCEPTED,
    "vote",
    AT,
    "By show of cards.",
    (12, 1, 0),
    (RollEntry("SEL", SEOUL, "against"),),
    ("3", "4.1"),
    Manner.ROLL_CALL,
    2,
)
POINTS = {"en": "plant more trees;", "vi": "trồng cây;"}


def amendment(label: str, parent: str | None = None) -> AmendmentNote:
    return AmendmentNote(label, parent, AmendmentKind.REPLACE, "HAN", {"en": POINTS["en"]}, VOTED)


def made() -> tuple[Footnotes, dict[str, str]]:
    """A title and one point, of which amendment 5 to amendment 3 brought a word."""
    drafted = {
        "title": {"en": "T", "vi": "T"},
        "paragraphs": [{"id": "p", "text": {**POINTS, "en": "plant trees;"}}],
    }
    later = {**drafted, "paragraphs": [{"id": "p", "text": POINTS}]}
    layers = {"p": (Layer(5, POINTS),)}
    traces = trace(
        [
            Saved(1, drafted, (Cause(CauseKind.DRAFT),)),
            Saved(2, later, (Cause(CauseKind.AMENDMENT, (3, 5), layers),)),
        ]
    )
    laid = {
        code: laid_out(later["title"], [("p", ParagraphKind.POINT, POINTS)], code) for code in ("en", "vi")
    }
    cities = {"HAN": HANOI, "SEL": SEOUL, "TYO": Localized(en="Tokyo")}
    every = [amendment("3"), amendment("4"), amendment("5", parent="3")]
    notes = rules.footnotes(laid, traces, {1: AT, 2: AT}, every, cities)
    return notes, {code: together(pieces) for code, pieces in laid.items()}


def test_notes_say_of_every_stretch_where_it_is_from_and_name_what_words_lead_to():
    notes, contents = made()
    draft, fixed, five = (
        Source(Origin(OriginKind.DRAFT, 1), AT),
        Source(Origin(OriginKind.FIXED)),
        Source(Origin(OriginKind.AMENDMENT, 2, ("5",)), AT),
    )
    assert contents["en"] == "T\n\n1. plant more trees;\n"
    assert [(length, notes.sources[source]) for length, source in notes.texts["en"]] == [
        (1, draft), (5, fixed), (6, draft), (5, five), (6, draft), (1, fixed),
    ]  # fmt: skip
    assert (list(notes.amendments), notes.cities) == (["3", "5"], {"HAN": HANOI, "SEL": SEOUL})


def test_words_that_no_version_has_are_of_unknown_origin():
    notes = rules.footnotes({"en": [("p", "never saved")]}, {}, {})
    assert [notes.sources[source].origin.kind for _n, source in notes.texts["en"]] == [OriginKind.UNKNOWN]


def test_what_is_written_into_a_file_is_read_back_as_it_was():
    notes, contents = made()
    told = json.loads(json.dumps(rules.plain(notes)))
    assert told["texts"]["en"] == "1*0 5*1 6*0 5*2 6*0 1*1"
    assert rules.read(told, contents) == notes


def _put(*path: Any) -> Callable[[Any], None]:
    *way, last, value = path

    def change(told: Any) -> None:
        for step in way:
            told = told[step]
        told[last] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        _put("texts", "en", "1*0 5*1 6*0 5*2 6*0"),
        _put("texts", "en", "1*0 5*1 6*0 5*2 6*0 1*9"),
        _put("texts", "en", "0*0 24*1"),
        _put("texts", "en", "24*1 "),
        _put("texts", "en", "٢٤*1"),
        _put("texts", "en", 24),
        _put("texts", "fr", "24*1"),
        _put("texts", {}),
        _put("sources", 0, "kind", "hearsay"),
        _put("sources", 0, "at", "2013-11-18T09:30:00"),
        _put("sources", 0, "version", True),
        _put("sources", 2, "amendments", ["7"]),
        _put("sources", 2, "amendments", [5]),
        _put("sources", 2, "amendments", ["5; x"]),
        _put("amendments", []),
        _put("amendments", 1, "to", "9"),
        _put("amendments", 0, "city", "XXX"),
        _put("amendments", 0, "kind", "sing"),
        _put("amendments", 0, "proposed", ["words"]),
        _put("amendments", 0, "decision", None),
        _put("amendments", 0, "decision", "votes", [1, 2]),
        _put("amendments", 0, "decision", "votes", [1, 2, -3]),
        _put("amendments", 0, "decision", "roll", ["XXX for"]),
        _put("amendments", 0, "decision", "state", "sung"),
        _put("amendments", 0, "decision", "together", [3]),
        _put("amendments", 0, "decision", "manner", "by song"),
        _put("amendments", 0, "decision", "vote", "second"),
        _put("cities", "HAN", "Hanoi"),
    ],
)
def test_notes_that_do_not_fit_are_refused(change: Callable[[Any], None]):
    notes, contents = made()
    told = json.loads(json.dumps(rules.plain(notes)))
    change(told)
    with pytest.raises(FootnotesUnclear):
        rules.read(told, contents)
