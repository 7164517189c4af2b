"""Words of amendments put together, and amendments that change the same words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eventsys.core.words.changes import tokens
from eventsys.declarations.amendments.models import AmendmentKind
from eventsys.declarations.decisions import rules
from eventsys.declarations.decisions.errors import Clash
from eventsys.declarations.decisions.rules import Collides, Proposal

BASE = {"en": "plant trees in every street and solve energy problems together;", "fr": "planter des arbres ;"}


def proposal(label: str, **text: str) -> Proposal:
    return Proposal(label, AmendmentKind.REPLACE, BASE, text)


def replaced(label: str, old: str, new: str) -> Proposal:
    return proposal(label, en=BASE["en"].replace(old, new))


def test_different_words_are_merged_and_the_same_ones_clash():
    present = {**BASE, "en": BASE["en"].replace("energy", "water")}
    words, clashes = rules.merged(BASE, present, {"en": BASE["en"].replace("trees", "flowers")})
    assert (words["en"], words["fr"]) == (
        "plant flowers in every street and solve water problems together;",
        BASE["fr"],
    )
    assert clashes == []
    _words, clashes = rules.merged(BASE, present, {"en": BASE["en"].replace("energy", "traffic")})
    assert clashes == [Clash("en", "energy ", "water ", "traffic ")]


def test_a_language_that_only_the_proposal_has_comes_in():
    words, clashes = rules.merged(BASE, BASE, {"vi": "trồng cây;"})
    assert (words, clashes) == ({**BASE, "vi": "trồng cây;"}, [])


def test_proposals_to_different_words_do_not_collide():
    some = [
        replaced("1", "trees", "flowers"),
        replaced("2", "energy", "water"),
        proposal("3", fr="planter ;"),
    ]
    assert rules.collisions(some, BASE) == {"1": [], "2": [], "3": []}


def test_each_is_told_with_which_others_it_collides_and_in_which_words():
    some = [
        replaced("1", "energy", "water"),
        replaced("2", "energy problems", "questions"),
        replaced("3", "trees", "flowers"),
        replaced("4", "energy", "water"),
    ]
    met = rules.collisions(some, BASE)
    both = "energy problems"
    assert met["1"] == [Collides("2", "en", both)]
    assert met["2"] == [Collides("1", "en", both), Collides("4", "en", both)]
    assert met["3"] == []
    assert met["4"] == [Collides("2", "en", both)]  # it says what 1 says


def test_taking_a_paragraph_out_collides_with_changing_and_moving_it():
    out = Proposal("1", AmendmentKind.DELETE, BASE, {})
    again = Proposal("2", AmendmentKind.DELETE, BASE, {})
    change = replaced("3", "trees", "flowers")
    move = Proposal("4", AmendmentKind.MOVE, BASE, {}, 2)
    elsewhere = Proposal("5", AmendmentKind.MOVE, BASE, {}, 1)
    met = rules.collisions([out, again, change, move, elsewhere], BASE)
    assert {label: {one.other for one in others} for label, others in met.items()} == {
        "1": {"3", "4", "5"},
        "2": {"3", "4", "5"},
        "3": {"1", "2"},
        "4": {"1", "2", "5"},
        "5": {"1", "2", "4"},
    }


def test_a_proposal_made_of_older_words_is_compared_as_it_would_be_merged():
    present = {**BASE, "en": BASE["en"].replace("every street", "each street")}
    met = rules.collisions([replaced("1", "energy", "water"), replaced("2", "energy", "traffic")], present)
    assert met["1"] == [Collides("2", "en", "energy")]
    late = rules.collisions([replaced("1", "every", "no"), replaced("2", "energy", "water")], present)
    assert late == {"1": [], "2": []}  # the first collides with the present words instead
    assert replaced("1", "every", "no").on(present, "en") is None


words = st.lists(st.sampled_from(list("abcdef")), min_size=1, max_size=8).map(" ".join)


@given(base=words, one=words, other=words)
def test_what_does_not_collide_is_accepted_in_either_order(base: str, one: str, other: str):
    made = [
        Proposal(label, AmendmentKind.REPLACE, {"en": base}, {"en": text})
        for label, text in (("1", one), ("2", other))
    ]
    if any(rules.collisions(made, {"en": base}).values()):
        return
    results = []
    for first, second in (made, made[::-1]):
        words_of, clashes = rules.merged({"en": base}, {"en": base}, first.text)
        again, more = rules.merged({"en": base}, words_of, second.text)
        assert clashes == more == []
        results.append(tokens(again["en"].rstrip()))
    assert [one.rstrip() for one in results[0]] == [one.rstrip() for one in results[1]]
