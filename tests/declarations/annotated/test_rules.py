"""Lines, notes and what they say, from values."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from eventsys.core.words.text import Localized
from eventsys.declarations.amendments.models import AmendmentKind, AmendmentState
from eventsys.declarations.amendments.rules import Decision, RollEntry
from eventsys.declarations.annotated.rules import Segment, annotated
from eventsys.declarations.footnotes.rules import AmendmentNote, Footnotes, Source
from eventsys.declarations.origins.rules import Origin, OriginKind
from eventsys.declarations.voting.models import Manner

AT = datetime(2013, 11, 18, 9, 30, tzinfo=UTC)
HANOI, SEOUL = Localized(en="Hanoi"), Localized(en="Seoul")
ROLL = (RollEntry("SEL", SEOUL, "against"), RollEntry("HAN", HANOI, "for"))
VOTED = Decision(AmendmentState.ACCEPTED, "vote", AT, "", (12, 1, 0), ROLL, manner=Manner.ROLL_CALL)
PARENT = AmendmentNote("3", None, AmendmentKind.REPLACE, "HAN", {"en": "more trees", "fr": "plus"}, VOTED)
CHILD = AmendmentNote("3.1", "3", AmendmentKind.REPLACE, "SEL", {"en": "many trees"}, VOTED)
CONTENTS = {"en": "T\n\n1. plant trees;\n", "fr": "T\n"}
NOTES = Footnotes(
    {"en": ((1, 0), (5, 1), (6, 2), (5, 3), (1, 4), (1, 1)), "fr": ((1, 5), (1, 1))},
    (
        Source(Origin(OriginKind.DRAFT, 1), AT),
        Source(Origin(OriginKind.FIXED)),
        Source(Origin(OriginKind.DRAFT, 2), AT + timedelta(hours=1)),
        Source(Origin(OriginKind.AMENDMENT, 9, ("3.1",)), AT),
        Source(Origin(OriginKind.MERGE, 9, ("3", "3.1")), AT),
        Source(Origin(OriginKind.EDIT, 10, ("3",)), AT),
    ),
    {"3": PARENT, "3.1": CHILD},
    {"HAN": HANOI, "SEL": SEOUL},
)


def test_a_text_is_parted_into_lines_whose_words_lead_to_notes_numbered_through_all_languages():
    english, french = annotated(NOTES, CONTENTS, UTC).texts
    assert english.lines == (
        (Segment("T", 1),),
        (Segment("1. "), Segment("plant ", 1), Segment("trees", 2, True), Segment(";", 3, True)),
    )
    assert french.lines == ((Segment("T", 4, True),),)


def test_notes_say_what_brought_words_with_what_was_amended_behind_it():
    draft, amendment, merge, edit = annotated(NOTES, CONTENTS, UTC).notes
    assert (draft.words, draft.versions, draft.at) == ("Draft of the secretariat", (1, 2), AT)
    assert amendment.words == "Amendment 3.1 to amendment 3, Seoul"
    assert [one.note.label for one in amendment.amendments] == ["3.1", "3"]
    assert [one.title for one in amendment.amendments] == ["", "Amendment 3, Hanoi"]
    first = amendment.amendments[0]
    assert (first.decided, first.votes) == (
        "accepted, decided by vote, by roll call",
        "12 in favour, 1 against, 0 abstaining",
    )
    assert first.roll == (("In favour", ["Hanoi"]), ("Against", ["Seoul"]))
    assert merge.words == "Words of the secretariat that take up amendments: 3 and 3.1"
    assert edit.words == "Changed by the secretariat, after amendments had changed other languages here: 3"
    assert [note.amended for note in (draft, amendment, merge, edit)] == [False, True, True, True]


def test_one_language_has_its_notes_with_their_numbers():
    only = annotated(NOTES, CONTENTS, UTC).only("fr")
    assert ([text.language for text in only.texts], [note.number for note in only.notes]) == (["fr"], [4])


def test_a_proposal_is_shown_in_the_language_that_is_read_or_in_all_of_its_own():
    amendment = annotated(NOTES, CONTENTS, UTC).notes[1]
    assert [one.proposed_in("fr") for one in amendment.amendments] == [{"en": "many trees"}, {"fr": "plus"}]


def test_what_was_written_on_two_days_has_two_notes():
    later = Source(Origin(OriginKind.DRAFT, 2), AT + timedelta(days=1))
    notes = Footnotes({"en": ((1, 0), (1, 1))}, (NOTES.sources[0], later))
    assert [note.versions for note in annotated(notes, {"en": "ab"}, UTC).notes] == [(1, 1), (2, 2)]
