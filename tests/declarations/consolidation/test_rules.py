"""A text with every proposal at its words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from eventsys.declarations.amendments.models import AmendmentKind
from eventsys.declarations.consolidation import rules
from eventsys.declarations.consolidation.rules import Standing, Stretch, Variant
from eventsys.declarations.decisions.rules import Proposal

TEXT = "plant trees in every street;"


def marked(**said: str | None) -> rules.Marked:
    return rules.marked(TEXT, [(label.strip("n"), words) for label, words in said.items()])


def test_words_stand_plain_until_somebody_would_change_them():
    assert marked().stretches == [Stretch(TEXT)]
    assert marked().agreed == 1.0
    found = marked(n1="plant flowers in every street;")
    assert found.stretches == [
        Stretch("plant "),
        Stretch("trees ", (Variant("flowers ", ("1",)),)),
        Stretch("in every street;"),
    ]
    assert (found.options, round(found.agreed, 2)) == (0, 0.79)


def test_what_several_propose_for_the_same_words_stands_side_by_side():
    found = marked(
        n1="plant flowers in every street;", n2="plant in every street;", n3="plant flowers in every street;"
    )
    place = found.stretches[1]
    assert place == Stretch("trees ", (Variant("flowers ", ("1", "3")), Variant("", ("2",))))
    assert found.options == 1


def test_words_come_in_where_they_would_stand_and_others_are_told_aside():
    found = marked(n4="plant trees in every street and square;", n5=None)
    assert [one for one in found.stretches if one.variants] == [
        Stretch("", (Variant(" and square", ("4",)),))
    ]
    assert found.aside == ["5"]


def test_a_comma_follows_its_word_with_no_space():
    added = marked(n1="plant trees, hedges in every street;").stretches[1]
    assert (added.words, added.variants[0].words, added.clings) == ("", ", hedges ", True)
    assert not marked(n1="plant more trees in every street;").stretches[1].clings
    assert not marked(n1="plant in every street;").stretches[1].clings


def test_a_paragraph_that_would_go_is_not_agreed():
    out = Proposal("1", AmendmentKind.DELETE, {"en": TEXT}, {})
    found = rules.marked_in({"en": TEXT}, [out], "en")
    assert (found.stretches, found.agreed) == ([Stretch(TEXT, (Variant("", ("1",)),))], 0.0)


def test_a_share_is_never_whole_while_something_is_open():
    assert [Standing(undecided=n, agreed=share).percent for n, share in ((0, 1.0), (1, 0.999), (1, 0.5))] == [
        100,
        99,
        50,
    ]


words = st.lists(st.sampled_from(list("abcdef")), max_size=8).map(" ".join)


@given(base=words, said=st.lists(words, max_size=4))
def test_present_and_proposed_words_can_both_be_read_from_it(base: str, said: list[str]):
    found = rules.marked(base, [(str(n), text) for n, text in enumerate(said)])
    assert "".join(one.words for one in found.stretches) == base
    for number, text in enumerate(said):
        mine = "".join(
            next((v.words for v in one.variants if str(number) in v.labels), one.words)
            for one in found.stretches
        )
        assert mine.split() == text.split()
