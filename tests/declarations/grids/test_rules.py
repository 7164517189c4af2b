"""One even grid: on one page with the seal where it can be, else on few pages alike; nobody alone."""

from __future__ import annotations

import pytest

from eventsys.declarations.grids.rules import SETTINGS, Grid, Room, Setting, Words, grid_of, settings_for

_ROOM = Room(page=748, head=42, opening=63, ending=137)
_SHORT, _LONG = Words(13, 13, 10), Words(33, 17, 35)


def grid(words: list[Words], room: Room = _ROOM) -> Grid:
    return grid_of(dict.fromkeys(settings_for(len(words)), words), room)


def rows_of(made: Grid) -> list[list[int]]:
    return [[len(row.members) for row in page] for page in made.pages]


@pytest.mark.parametrize(
    ("count", "setting", "rows"),
    [
        (1, Setting(2), [[1]]),
        (2, Setting(2), [[2]]),
        (3, Setting(3), [[3]]),  # no hole
        (6, Setting(2), [[2, 2, 2]]),
        (9, Setting(3), [[3, 3, 3]]),
        (12, Setting(3), [[3, 3, 3, 3]]),
        (13, Setting(3, compact=True), [[3, 3, 3, 3, 1]]),  # smaller type sooner than a second page
        (50, Setting(3), [[3] * 6, [3] * 6, [3, 3, 3, 3, 2]]),
    ],
)
def test_the_calmest_grid(count: int, setting: Setting, rows: list[list[int]]):
    made = grid([_SHORT] * count)
    assert (made.setting, rows_of(made)) == (setting, rows)
    assert [n for page in made.pages for row in page for n in row.members] == list(range(count))


def test_twelve_stand_with_the_seal_even_where_one_has_much_to_say():
    """Rows are then as high as their words, and boxes are alike still."""
    made = grid([_LONG if n == 4 else Words(23, 12, 20) for n in range(12)])
    assert rows_of(made) == [[3, 3, 3, 3]]
    assert made.foot >= 0
    assert [row.height > made.pages[0][0].height for row in made.pages[0]] == [False, True, False, False]


def test_words_of_a_row_begin_at_one_height():
    row = grid([Words(13, 13, 10), Words(26, 12, 10)]).pages[0][0]
    assert (row.city, row.name) == (26, 13)


@pytest.mark.parametrize("height", [10, 40, 90, 150])
def test_nobody_is_alone_and_no_page_holds_more_than_it_can(height: int):
    for count in range(1, 61):
        made = grid([Words(height, height, height)] * count)
        on_pages = [sum(map(len, (row.members for row in page))) for page in made.pages]
        assert sum(on_pages) == count
        assert min(on_pages) > 1 or count == 1
        for number, page in enumerate(made.pages):
            taken = _ROOM.head + sum(row.height for row in page)
            taken += _ROOM.opening * (number == 0) + _ROOM.ending * (number == len(made.pages) - 1)
            assert taken <= _ROOM.page
        between = [len(page) for page in made.pages[1:-1]]
        assert not between or max(between) - min(between) <= 1


def test_the_seal_stands_with_many_and_no_page_is_emptier_than_another_by_two_rows():
    room = Room(page=748, head=42, opening=0, ending=137)
    assert rows_of(grid([Words(23, 17, 20)] * 50, room)) == [[3] * 5, [3] * 4, [3] * 4, [3, 3, 3, 2]]


def test_a_box_grows_where_there_is_room_and_not_without_end():
    few, many = grid([_SHORT] * 2), grid([_SHORT] * 12)
    assert many.box > Setting(3).box
    assert few.box > many.box
    assert few.box < 72
    assert few.foot > 300  # the seal keeps its place at the bottom


def test_words_higher_than_a_page_are_laid_out_all_the_same():
    made = grid([Words(500, 500, 500)] * 4)
    assert sum(len(row.members) for page in made.pages for row in page) == 4


def test_many_are_never_set_smaller():
    assert list(settings_for(18)) == list(SETTINGS)
    assert not any(setting.compact for setting in settings_for(19))
