"""Texts of a document end on no nearly empty page; its titles and its columns are even."""

from __future__ import annotations

import pytest

from eventsys.declarations.typesetting.rules import (
    CLOSEST,
    SPACINGS,
    WIDE,
    kept_end,
    sheets_of,
    spacings_for,
    title_width,
)


def test_what_fits_is_set_widely():
    assert spacings_for({"en": 600, "fr": 660}, {}) == {"en": (WIDE, 1), "fr": (WIDE, 1)}


def test_what_runs_over_by_little_is_set_a_little_closer_and_the_others_like_it():
    made = spacings_for({"en": 600, "fr": 690}, {"fr": 500})
    assert made == dict.fromkeys(made, (SPACINGS[1], 1))


def test_what_only_the_closest_holds_is_set_so():
    assert spacings_for({"en": 900}, {"en": 695}) == {"en": (CLOSEST, 1)}


def test_what_needs_two_pages_in_any_case_stays_wide_and_presses_nobody():
    made = spacings_for({"en": 600, "my": 1200}, {"my": 900})
    assert made == {"en": (WIDE, 1), "my": (WIDE, 2)}


def test_spacings_go_from_wide_to_close_by_even_steps():
    sizes = [one.size for one in SPACINGS]
    assert (sizes[0], sizes[-1]) == (WIDE.size, CLOSEST.size)
    assert sizes == sorted(sizes, reverse=True)
    assert [one.height for one in SPACINGS] == sorted(one.height for one in SPACINGS)
    assert len({one.name for one in SPACINGS}) == len(SPACINGS)


def test_a_title_is_as_narrow_as_its_number_of_lines_allows():
    assert title_width([93, 93, 93, 93, 93, 93, 124]) == 0.6
    assert title_width([62, 93, 93, 93, 93, 93, 93]) == 1


@pytest.mark.parametrize(
    ("heights", "pages"),
    [
        ([50] * 12, (((0, 1, 2, 3, 4, 5), (6, 7, 8, 9, 10, 11)),)),
        ([50] * 24, (((*range(6),), (*range(6, 12),)), ((*range(12, 18),), (*range(18, 24),)))),
        ([300, 50, 50, 50, 150], (((0,), (1, 2, 3, 4)),)),
    ],
)
def test_sentences_are_shared_out_evenly_over_the_columns_of_few_pages(heights, pages):
    assert sheets_of(heights, room=310, size=8, most=8).pages == pages


def test_type_grows_into_the_room_there_is_and_no_further():
    assert sheets_of([50] * 4, room=640, size=8, most=11).size == 11
    assert sheets_of([100] * 4, room=250, size=8, most=11).size == 8.75
    assert sheets_of([100] * 4, room=200, size=8, most=11).size == 8


def test_a_sentence_higher_than_a_page_has_one_of_its_own():
    assert sheets_of([900, 10], room=500, size=8, most=9).pages == (((0,), (1,)),)


def test_the_end_of_a_sentence_is_kept_together_where_it_is_short():
    assert (
        kept_end("made in one original and equally authentic", together=2, most=24)[1] == "equally authentic"
    )
    assert kept_end("made in one original unvergleichlich verbindlichster", together=2, most=24)[1] == ""
