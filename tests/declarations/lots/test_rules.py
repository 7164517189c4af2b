"""A lot that everybody can check with another program, and that falls on each seat alike."""

from __future__ import annotations

import subprocess
from collections import Counter

from eventsys.declarations.acts.models import Order
from eventsys.declarations.lots import rules
from eventsys.declarations.signatories.rules import Place, signing_order

_PLACES = [Place(n, name) for n, name in enumerate(["Tomsk", "Bangkok", "Hanoi", "Seoul"])]


def test_the_promise_and_the_seat_come_out_of_any_program():
    seed, codes = "ab" * 32, ["BKK", "HAN", "SEL"]
    said = subprocess.run(
        ["sha256sum"], input="\n".join([seed, *codes]), capture_output=True, text=True, check=True
    )
    assert rules.promise_of(seed, codes) == said.stdout.split()[0]
    said = subprocess.run(["sha256sum"], input=f"{seed}\nbảy", capture_output=True, text=True, check=True)
    assert rules.seat_of(seed, "bảy", 3) == int(said.stdout.split()[0], 16) % 3


def test_every_seat_is_drawn_as_often_as_the_others():
    drawn = Counter(rules.seat_of("00", str(n), 13) for n in range(13_000))
    assert sorted(drawn) == list(range(13))
    assert 880 < min(drawn.values()) <= max(drawn.values()) < 1120


def test_what_was_called_is_one_however_it_is_typed():
    assert rules.called_words("  ba\u0309y \n mươi ") == "bảy mươi"
    assert len({rules.new_seed() for _ in range(20)}) == 20


def test_from_the_drawn_city_on_and_round():
    names = {place.key: place.name for place in _PLACES}
    for order in (Order.LOT, Order.OWN_NAMES_LOT):
        found = signing_order(_PLACES, order, "en", _PLACES[3])
        assert [names[key] for key in found] == ["Seoul", "Tomsk", "Bangkok", "Hanoi"]
    assert signing_order(_PLACES, Order.ALPHABETICAL, "en", _PLACES[3])[0] == 1


def test_where_the_drawn_city_does_not_sign_the_next_begins():
    assert signing_order(_PLACES, Order.LOT, "en", Place(9, "Jakarta"))[0] == 3
    assert signing_order(_PLACES, Order.LOT, "en", Place(9, "Yangon"))[0] == 1  # round to the first


def test_in_own_names_the_drawn_city_stands_where_its_own_name_does():
    own = [
        Place(1, "Vienna", own="Wien"),
        Place(2, "Athens", own="Αθήνα"),
        Place(3, "Copenhagen", own="København"),
    ]
    assert signing_order(own, Order.OWN_NAMES_LOT, "en", own[0]) == [1, 2, 3]
    assert signing_order(own, Order.LOT, "en", own[0]) == [1, 2, 3]
    assert signing_order(own, Order.OWN_NAMES_LOT, "en", own[2]) == [3, 1, 2]
