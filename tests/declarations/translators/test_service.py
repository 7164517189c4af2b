"""A translator's words become those of the text, as if somebody had typed them; what was meant for other words does not."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from eventsys.core import audit, clock
from eventsys.core.actor import SYSTEM
from eventsys.core.bilingual import SegmentState, read_xliff, starred, xliff
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.remarks import service as remarks
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.translators import rules, service
from eventsys.declarations.translators.errors import (
    HandInRefused,
    LanguageNotOfText,
    NothingToTake,
    NotOurs,
    OtherConference,
    OtherText,
    PiecesRefused,
    PiecesUnknown,
    PieceTwice,
    TextMovedOn,
    VersionUnknown,
)
from eventsys.declarations.translators.rules import HandedIn
from eventsys.declarations.wording import queries as wording_queries
from eventsys.declarations.wording import service as wording
from eventsys.declarations.wording.rules import Wording
from tests.declarations.factories import make_agreement, make_declaration, make_plenary
from tests.declarations.translators.factories import taken, translated

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def draft() -> Declaration:
    """Two points, the first without Vietnamese; of the second the English is newer than the rest."""
    made = make_declaration(make_plenary(cities=2), points=2)
    first, second = made.paragraphs[2:]
    paragraphs.edit_paragraph(made, first, Localized({**first.text, "vi": ""}), by=SYSTEM)
    paragraphs.edit_paragraph(
        made, second, Localized({**second.text, "en": "solve *all* problems;"}), by=SYSTEM
    )
    return made


FIRST, SECOND = "b_point:1", "b_point:2"


def take(draft: Declaration, handed: HandedIn, *, partly: bool = False) -> rules.Review:
    seen = service.review(draft, handed).fingerprint
    return service.take_in(draft, handed, seen=seen, partly=partly, by=SYSTEM)


def test_the_file_says_what_there_is_to_do(draft: Declaration):
    remarks.comment(draft, draft.paragraphs[3], "Which problems?", by=SYSTEM, now=clock.now())
    settled = remarks.comment(draft, draft.paragraphs[3], "A comma.", by=SYSTEM, now=clock.now())
    remarks.settle_comment(settled, draft, by=SYSTEM, now=clock.now())
    sheet = service.sheet_of(draft, "en", "vi")
    assert [(one.name, one.state.value) for one in sheet.segments] == [
        ("The title", "translated"),
        ("Preamble paragraph 1", "translated"),
        ("Preamble paragraph 2", "translated"),
        ("Point 1", "initial"),
        ("Point 2", "initial"),
    ]
    last = sheet.segments[-1]
    assert [note.words for note in last.notes] == [
        "Point 2",
        "Changed in another language since this was written: bring it into line.",
        "Secretariat: Which problems?",
    ]
    assert (last.key, last.digest) == (
        draft.paragraphs[3].public_id.hex,
        rules.digest("solve all problems;"),
    )
    assert (starred(last.source), starred(last.target)) == (
        "solve *all* problems;",
        draft.paragraphs[3].text["vi"],
    )
    assert [note.words for note in sheet.notes] == [f"Hanoi Joint Declaration, version {draft.version}"]
    with pytest.raises(LanguageNotOfText):
        service.sheet_of(draft, "en", "en")


def test_what_has_no_words_to_translate_is_left_out(draft: Declaration):
    assert [one.name for one in service.sheet_of(draft, "vi", "en").segments][3:] == ["Point 2"]
    lines = {
        one.language: (one.done, one.lacking, one.behind, one.words) for one in service.progress(draft, "en")
    }
    assert lines == {"fr": (4, (), (SECOND,), 0), "vi": (3, (FIRST,), (SECOND,), 12)}


def test_directions_and_languages_are_said():
    made = make_declaration(
        make_plenary(cities=1),
        points=0,
        languages=["ar", "zh-Hant"],
        title={"ar": "إعلان هانوي", "zh-Hant": "河內宣言"},
    )
    sheet = service.sheet_of(made, "ar", "zh-Hant")
    assert (sheet.source_language, sheet.target_language, sheet.directions) == (
        "ar",
        "zh-Hant",
        ("rtl", "ltr"),
    )


def test_words_are_taken_in_at_once_and_leave_nobody_behind(draft: Declaration):
    words = {"0": "Tuyên bố", FIRST: "tăng cường hợp tác;", SECOND: "giải quyết *mọi* vấn đề;"}
    handed, version = taken(draft, translated(draft, words)), draft.version
    review = take(draft, handed)
    assert [row.what for row in review.taken] == ["0", FIRST, SECOND]
    assert draft.version == version + 1
    assert draft.title["vi"] == "Tuyên bố"
    assert [p.text["vi"] for p in draft.paragraphs[2:]] == [words[FIRST], words[SECOND]]
    first, second = (wording.wording_of(p) for p in draft.paragraphs[2:])
    assert (first.moments["vi"], first.behind) == ([version + 1], [])
    assert (second.moments["vi"], second.behind) == ([version + 1], ["fr"])  # French still says less
    assert draft.title_behind == []
    kept = wording_queries.version(draft, version + 1)
    assert kept.content["paragraphs"][2]["text"]["vi"] == words[FIRST]
    assert [one["kind"] for one in kept.causes] == ["translation"]
    entry = db.session.scalars(select(audit.AuditEntry).order_by(audit.AuditEntry.id.desc())).first()
    assert entry is not None
    assert (entry.verb, entry.after) == (
        "declaration.translation_taken",
        {"language": "vi", "source": "en", "places": ["0", FIRST, SECOND]},
    )
    with pytest.raises(NothingToTake):
        take(draft, handed)
    assert draft.version == version + 1


def test_words_that_fit_as_they_are_make_no_version(draft: Declaration):
    """The translator has looked at them beside the newer English, and marked them."""
    version, words = draft.version, draft.paragraphs[3].text["vi"]
    paragraphs.edit_paragraph(
        draft, draft.paragraphs[3], Localized({**draft.paragraphs[3].text, "en": "a;"}), by=SYSTEM
    )
    take(draft, taken(draft, translated(draft, {SECOND: words})))
    assert wording.wording_of(draft.paragraphs[3]).behind == ["fr"]
    assert draft.version == version + 1  # that of the English


def test_what_is_translated_from_a_language_that_is_behind_is_behind_too(draft: Declaration):
    take(draft, taken(draft, translated(draft, {SECOND: "solve them;"}, source="fr", target="vi")))
    assert set(wording.wording_of(draft.paragraphs[3]).behind) == {"fr", "vi"}


def test_names_of_parties_are_translated_too():
    conference = make_plenary(cities=2)
    agreement = make_agreement(*representation_queries.member_delegations(conference))
    take(agreement, taken(agreement, translated(agreement, {"party:2": "Thành phố thứ hai"})))
    assert agreement.parties[1].name["vi"] == "Thành phố thứ hai"
    assert agreement.parties[1].moments["vi"] == [agreement.version]


# --- meanwhile -------------------------------------------------------------------------------------------------


def test_a_piece_that_was_changed_meanwhile_is_refused_by_name(draft: Declaration):
    handed = taken(draft, translated(draft, {FIRST: "tăng cường;", SECOND: "giải quyết *mọi* vấn đề;"}))
    first = draft.paragraphs[2]
    paragraphs.edit_paragraph(draft, first, Localized({**first.text, "en": "strengthen it;"}), by=SYSTEM)
    version = draft.version
    with pytest.raises(PiecesRefused, match="Point 1"):
        take(draft, handed)
    assert draft.version == version
    take(draft, handed, partly=True)
    assert ["vi" in p.text for p in draft.paragraphs[2:]] == [False, True]
    assert draft.paragraphs[3].text["vi"] == "giải quyết *mọi* vấn đề;"


def test_two_translators_of_two_languages_do_not_wait_for_each_other(draft: Declaration):
    """Both looked at the same version; who comes second stops nobody, and brings nobody out of line."""
    vietnamese = taken(draft, translated(draft, {SECOND: "giải quyết *mọi* vấn đề;"}))
    french = taken(draft, translated(draft, {SECOND: "régler *tous* les problèmes ;"}, target="fr"))
    seen = service.review(draft, vietnamese).fingerprint
    take(draft, french)
    service.take_in(draft, vietnamese, seen=seen, by=SYSTEM)
    found = wording.wording_of(draft.paragraphs[3])
    assert (found.behind, found.moments) == (
        [],
        {"en": [draft.version - 2], "fr": [draft.version - 1], "vi": [draft.version]},
    )


def test_two_translators_of_the_same_language_do_not_undo_each_other(draft: Declaration):
    one = taken(draft, translated(draft, {SECOND: "giải quyết *mọi* vấn đề;"}))
    other = taken(draft, translated(draft, {FIRST: "tăng cường;", SECOND: "xử lý *mọi* vấn đề;"}))
    seen = service.review(draft, other).fingerprint
    take(draft, one)
    with pytest.raises(TextMovedOn):
        service.take_in(draft, other, seen=seen, partly=True, by=SYSTEM)
    assert [row.objection for row in service.review(draft, other).refused] == [rules.Objection.TARGET_CHANGED]
    take(draft, other, partly=True)
    assert [p.text["vi"] for p in draft.paragraphs[2:]] == ["tăng cường;", "giải quyết *mọi* vấn đề;"]


def test_a_paragraph_that_is_gone_is_named_by_its_words(draft: Declaration):
    handed = taken(draft, translated(draft, {FIRST: "tăng cường;"}))
    paragraphs.remove_paragraph(draft, draft.paragraphs[2], by=SYSTEM)
    with pytest.raises(PiecesRefused, match="“strengthen cooperation and share"):
        take(draft, handed)


# --- not of this text ------------------------------------------------------------------------------------------


def refusal(draft: Declaration, data: bytes) -> HandInRefused:
    with pytest.raises(HandInRefused) as found:
        taken(draft, data)
    assert str(found.value)
    return found.value


def test_a_file_of_something_else_is_refused_by_name(draft: Declaration):
    data, other = translated(draft, {}), make_declaration(draft.conference, title={"en": "Another"}, points=0)
    assert isinstance(refusal(other, data), OtherText)
    assert "“Hanoi Joint Declaration”" in str(refusal(other, data))
    original = f"{draft.conference.slug}/declarations/{draft.public_id}/v{draft.version}".encode()

    def of(name: str) -> type[HandInRefused]:
        return type(refusal(draft, data.replace(original, name.encode())))

    assert of("") == NotOurs
    assert of(f"plenary11/declarations/{draft.public_id}/v1") == OtherConference
    assert of(f"{draft.conference.slug}/declarations/{other.conference.public_id}/v1") == NotOurs
    assert (
        of(f"{draft.conference.slug}/declarations/{draft.public_id}/v{draft.version + 1}") == VersionUnknown
    )
    assert of(f"{draft.conference.slug}/declarations/{draft.public_id}/v0") == VersionUnknown


@pytest.mark.parametrize(
    ("said", "now"),
    [('trgLang="vi"', 'trgLang="de"'), ('trgLang="vi"', 'trgLang="en"'), ('srcLang="en"', "")],
)
def test_languages_that_the_text_has_not(draft: Declaration, said: str, now: str):
    found = refusal(draft, translated(draft, {}).decode().replace(said, now).encode())
    assert isinstance(found, LanguageNotOfText)


def test_a_region_of_a_language_is_the_language(draft: Declaration):
    data = translated(draft, {}).decode().replace('trgLang="vi"', 'trgLang="VI-vn"').encode()
    assert taken(draft, data).target == "vi"


def test_pieces_that_the_text_never_had_or_that_stand_twice(draft: Declaration):
    data, last = translated(draft, {}).decode(), draft.paragraphs[3].public_id.hex
    unknown = refusal(draft, data.replace(last, "0" * 32).encode())
    assert (type(unknown), "“solve all problems;”" in str(unknown).replace("*", "")) == (PiecesUnknown, True)
    twice = refusal(draft, data.replace(last, draft.paragraphs[2].public_id.hex).encode())
    assert (type(twice), "Point 1" in str(twice)) == (PieceTwice, True)


def test_the_file_that_we_give_changes_nothing(draft: Declaration):
    sheet = read_xliff(xliff(service.sheet_of(draft, "en", "fr")))
    assert sheet.segments[-1].state == SegmentState.INITIAL
    assert service.review(draft, service.hand_in(draft, sheet)).taken == []


def test_words_for_a_language_are_in_line_with_what_they_were_made_from():
    had = Wording({"en": [3], "fr": [1], "vi": [1]}, ["fr", "vi"])
    one, other = Localized(en="a", fr="b", vi="c"), Localized(en="a", fr="b", vi="d")
    from_english = wording.rules.translated(one, other, had, 7, source="en", target="vi")
    assert from_english == Wording({"en": [3], "fr": [1], "vi": [7]}, ["fr"])
    from_french = wording.rules.translated(one, one, had, 7, source="fr", target="vi")
    assert from_french == had
