"""Where words came from, from versions alone."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from eventsys.declarations.acts.models import ParagraphKind
from eventsys.declarations.origins.rules import (
    CLAUSES,
    Origin,
    Saved,
    bare,
    laid_out,
    runs_of,
    together,
    trace,
)
from eventsys.declarations.wording.rules import TITLE, Cause, CauseKind, Layer

DRAFT, EDIT, SHAPE = Cause(CauseKind.DRAFT), Cause(CauseKind.EDIT), Cause(CauseKind.SHAPE)
IMPORT, MERGE = Cause(CauseKind.IMPORT), CauseKind.MERGE


def saved(number: int, cause: Cause | None = None, /, *, title: str = "T", **points: Any) -> Saved:
    """``points``: key to English words, or to language to words."""
    texts = {key: {"en": text} if isinstance(text, str) else text for key, text in points.items()}
    content = {"title": {"en": title}, "paragraphs": [{"id": k, "text": text} for k, text in texts.items()]}
    return Saved(number, content, (cause,) if cause else ())


def amended(number: int, amendment: str, cause: Cause | None = None, /, **points: Any) -> Saved:
    return saved(number, cause or Cause(CauseKind.AMENDMENT, (amendment,)), **points)


def told(*versions: Saved, of: str = "p", language: str = "en") -> list[tuple[str, str]]:
    """Words of the last version, each run with what brought it: kind, version, amendments."""
    traced = trace(versions)[of][language]
    return [(traced.text[run.start : run.end], short(run.origin)) for run in runs_of(traced)]


def short(origin: Origin) -> str:
    return f"{origin.kind} {origin.version}" + "".join(f" #{n}" for n in origin.amendments)


def test_words_that_stay_keep_their_origin_and_new_ones_have_that_of_their_version():
    first = saved(1, DRAFT, p="solve energy problems;")
    second = saved(2, EDIT, p="solve all energy problems;")
    third = amended(3, "7", p="solve all energy problems together;")
    assert told(first, second, third) == [
        ("solve ", "draft 1"),
        ("all ", "edit 2"),
        ("energy problems ", "draft 1"),
        ("together", "amendment 3 #7"),
        (";", "draft 1"),
    ]


def test_what_was_saved_before_origins_were_kept_is_said_to_be_so():
    assert told(saved(1, p="solve problems;"), saved(2, p="solve all problems;"), saved(3, EDIT, p="solve all of them;")) == [
        ("solve ", "unknown 1"),
        ("all ", "unknown 2"),
        ("of them", "edit 3"),
        (";", "unknown 1"),
    ]  # fmt: skip


def test_an_amendment_to_an_amendment_is_told_apart_by_its_layer():
    layers = {
        "p": (
            Layer("3", {"en": "meet every two years;"}),
            Layer("5", {"en": "meet every two years in Hanoi;"}),
        )
    }
    second = amended(
        2, "3", Cause(CauseKind.AMENDMENT, ("3", "5"), layers), p="meet every two years in Hanoi;"
    )
    assert told(saved(1, DRAFT, p="meet;"), second) == [
        ("meet ", "draft 1"),
        ("every two years ", "amendment 2 #3"),
        ("in Hanoi", "amendment 2 #5"),
        (";", "draft 1"),
    ]


def test_amendments_decided_together_own_their_paragraphs():
    causes = tuple(
        Cause(CauseKind.AMENDMENT, (n,), {key: (Layer(n, {"en": text}),)})
        for n, key, text in (("1", "p", "meet yearly;"), ("2", "q", "plant more trees;"))
    )
    first = saved(1, DRAFT, p="meet;", q="plant trees;")
    both = Saved(2, saved(2, p="meet yearly;", q="plant more trees;").content, causes)
    assert told(first, both)[1] == ("yearly", "amendment 2 #1")
    assert told(first, both, of="q")[1] == ("more ", "amendment 2 #2")


def test_of_a_merge_each_amendment_has_what_it_added_and_the_merging_the_rest():
    layers = {"p": (Layer("1", {"en": "plant more trees;"}), Layer("2", {"en": "plant trees every year;"}))}
    merged = saved(2, Cause(MERGE, ("1", "2"), layers), p="we plant more trees in every year;")
    assert told(saved(1, DRAFT, p="plant trees;"), merged) == [
        ("we ", "merge 2 #1 #2"),
        ("plant ", "draft 1"),
        ("more ", "amendment 2 #1"),
        ("trees ", "draft 1"),
        ("in ", "merge 2 #1 #2"),
        ("every year", "amendment 2 #2"),
        (";", "draft 1"),
    ]


def test_a_translation_after_an_amendment_leads_to_it():
    first = saved(1, DRAFT, p={"en": "plant trees;", "fr": "planter des arbres ;"})
    second = amended(2, "4", p={"en": "plant more trees;", "fr": "planter des arbres ;"})
    third = saved(3, EDIT, p={"en": "plant more trees;", "fr": "planter plus d’arbres ;"})
    fourth = saved(4, EDIT, p={"en": "plant more trees;", "fr": "planter plus d’arbres ici ;"})
    assert told(first, second, third, fourth, language="fr") == [
        ("planter ", "draft 1"),
        ("plus d’arbres ", "edit 3 #4"),
        ("ici ", "edit 4"),
        (";", "draft 1"),
    ]


def test_halves_of_a_paragraph_and_what_is_joined_keep_their_origins():
    first = saved(1, DRAFT, p="meet;\nplant trees;")
    more = saved(2, EDIT, p="meet yearly;\nplant trees;")
    split = saved(3, SHAPE, p="meet yearly;", q="plant trees;")
    assert told(first, more, split, of="q") == [("plant trees;", "draft 1")]
    joined = saved(4, SHAPE, p="meet yearly; plant trees;")
    assert told(first, more, split, joined) == [
        ("meet ", "draft 1"),
        ("yearly", "edit 2"),
        ("; plant trees;", "draft 1"),
    ]


def test_what_is_moved_or_changes_its_part_keeps_its_origin():
    first = saved(1, DRAFT, p="meet;", q="plant trees;")
    assert told(first, saved(2, SHAPE, q="plant trees;", p="meet;")) == [("meet;", "draft 1")]


def test_a_draft_that_is_read_in_anew_keeps_the_origins_of_the_same_words():
    first = saved(1, DRAFT, p="solve energy problems together;", q="meet again next year;")
    read = saved(
        2,
        IMPORT,
        p="welcome our guests;",
        q="solve energy problems together;",
        r="meet again next year in Hanoi;",
    )
    assert told(first, read) == [("welcome our guests;", "import 2")]
    assert told(first, read, of="q") == [("solve energy problems together;", "draft 1")]
    assert told(first, read, of="r") == [
        ("meet again next year ", "draft 1"),
        ("in Hanoi;", "import 2"),
    ]


def test_one_language_does_not_speak_for_another_and_a_title_is_traced_like_a_point():
    first = saved(1, DRAFT, title="Declaration", p={"en": "meet;"})
    second = saved(
        2, Cause(CauseKind.TRANSLATION), title="Hanoi Declaration", p={"en": "meet;", "ja": "集まる。"}
    )
    assert told(first, second, language="ja") == [("集まる。", "translation 2")]
    assert told(first, second, of=TITLE) == [("Hanoi ", "translation 2"), ("Declaration", "draft 1")]


def test_stars_and_composed_letters_are_not_words():
    decomposed = saved(2, EDIT, p="a *cite\u0301* meets")
    assert told(saved(1, DRAFT, p="a cit\u00e9 meets"), decomposed) == [("a cit\u00e9 meets", "draft 1")]


def between(number: int, *causes: Cause, **parties: str) -> Saved:
    """A version of an agreement between these: id to the name in English."""
    content = {
        **saved(number, p="meet;").content,
        "parties": [{"id": key, "city": key.upper(), "name": {"en": name}} for key, name in parties.items()],
    }
    return Saved(number, content, causes)


def taken(kind: CauseKind, **names: str) -> Cause:
    return Cause(kind, layers={key: (Layer("", {"en": name}),) for key, name in names.items()})


def test_a_party_is_called_as_a_record_says_until_somebody_calls_it_otherwise():
    names = (taken(CauseKind.REGISTER, han="Hanoi"), taken(CauseKind.EDITION, tof="Tomsk"))
    first = between(1, DRAFT, *names, han="Hanoi", tof="Tomsk")
    second = between(2, EDIT, han="the City of Hanoi", tof="Tomsk")
    origins = {key: trace([first, second])[key]["en"] for key in ("han", "tof")}
    found = {
        key: [(one.text[run.start : run.end], run.origin.kind, run.origin.city) for run in runs_of(one)]
        for key, one in origins.items()
    }
    assert found == {
        "han": [("the City of ", "edit", ""), ("Hanoi", "register", "HAN")],
        "tof": [("Tomsk", "edition", "TOF")],
    }


def test_names_that_no_version_has_kept_are_said_to_be_from_before():
    first = saved(1, DRAFT, p="meet;")
    assert told(first, between(2, EDIT, han="Hanoi"), of="han") == [("Hanoi", "unknown 2")]


def test_the_clauses_are_from_the_version_that_chose_them():
    chosen = saved(3, EDIT, p="one")
    chosen.content["authentic"] = "fr"
    later = Saved(4, {**saved(4, p="two").content, "authentic": "fr"}, (EDIT,))
    assert told(saved(1, DRAFT, p="one"), of=CLAUSES, language="") == [("", "clause 1")]
    assert told(saved(1, DRAFT, p="one"), chosen, later, of=CLAUSES, language="") == [("", "clause 3")]


def test_frozen_words_can_be_typed_again_by_anybody():
    paragraphs = [
        ("w", ParagraphKind.PREAMBLE, {"en": "We,", "vi": "Chúng *tôi*,"}),
        ("p", ParagraphKind.POINT, {"vi": "hợp tác;"}),
        ("q", ParagraphKind.POINT, {"en": "meet;", "vi": "họp."}),
    ]
    laid = laid_out(
        {"vi": "Tuyên bố"},
        paragraphs,
        "vi",
        between=[("", "giữa "), ("a", "A"), ("", " và "), ("b", "B")],
        clauses="Hết.",
    )
    assert together(laid) == "Tuyên bố\n\ngiữa A và B\n\nChúng tôi,\n\n1. hợp tác;\n\n2. họp.\n\nHết.\n"
    assert [key for key, _words in laid if key] == [TITLE, "a", "b", "w", "p", "q", CLAUSES]
    assert together(laid_out({"en": "T"}, paragraphs, "en")) == "T\n\nWe,\n\n2. meet;\n"


WORDS = st.lists(
    st.sampled_from(["a ", "b ", "c;", "\n", "*x* ", "都市", "เมือง", "e\u0301 "]), max_size=8
).map("".join)
LAYERED = {"p": (Layer("1", {"en": "a b"}), Layer("2", {}))}
CAUSES = [
    *(DRAFT, EDIT, IMPORT, SHAPE, None),
    Cause(CauseKind.AMENDMENT, ("1",)),
    Cause(CauseKind.AMENDMENT, ("1", "2"), LAYERED),
    Cause(MERGE, ("1", "2"), {"p": (Layer("1", {"en": "a b c;"}),)}),
]
HISTORY = st.lists(
    st.tuples(st.sampled_from(CAUSES), st.dictionaries(st.sampled_from("pqr"), WORDS)), max_size=6
)


@given(HISTORY)
def test_runs_cover_every_text_exactly_whatever_happened_to_it(
    history: list[tuple[Cause | None, dict[str, str]]],
):
    versions = [saved(n, cause, **points) for n, (cause, points) in enumerate(history, 1)]
    traces = trace(versions)
    last = history[-1][1] if history else {}
    texts = {key: bare(text) for key, text in last.items() if bare(text)}
    assert {
        key: found["en"].text for key, found in traces.items() if key not in (TITLE, CLAUSES) and found
    } == texts
    for key, text in texts.items():
        runs = runs_of(traces[key]["en"])
        assert [run.start for run in runs] == [0, *(run.end for run in runs[:-1])]
        assert runs[-1].end == len(text)
        assert all(run.origin.version <= len(versions) for run in runs)
