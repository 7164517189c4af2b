"""Badges that are out of date: whichever way a name, an office, a city or a photo was corrected."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import insert, update

from eventsys.badges.copies import documents as copies_documents
from eventsys.badges.desk import service as desk
from eventsys.badges.freshness import queries, service
from eventsys.badges.freshness.errors import OutOfDate
from eventsys.badges.freshness.tasks import compare_now_and_then
from eventsys.badges.overview import queries as overview_queries
from eventsys.badges.passes import queries as passes_queries
from eventsys.badges.passes import service as passes
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record.models import Badge
from eventsys.badges.replacing import service as replacing
from eventsys.conferences.categories import service as categories
from eventsys.conferences.city_names import service as city_names
from eventsys.conferences.editions.models import CityName
from eventsys.conferences.venue import service as venue
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.files import service as files
from eventsys.networks.registry import service as registry
from eventsys.networks.registry.models import City
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions
from tests.badges.factories import (
    CLERK,
    make_people,
    make_printed,
    make_run,
    print_now,
    staff_edits,
    texts_in,
)
from tests.files.factories import picture
from tests.jobs.factories import run_jobs
from tests.registration.factories import make_delegation

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def printed() -> Badge:
    return make_printed()


def other_photo(badge: Badge) -> None:
    digest = files.store_photo(picture(400, 500)).digest
    questions.set_photo(badge.delegate, digest, by=SYSTEM, now=clock.now())


def city_renamed(badge: Badge) -> None:
    city = badge.delegate.delegation.city
    registry.update_city(city, name={"en": "Edo"}, country="JP", native_name=city.native_name, by=SYSTEM)


def own_script_of_the_city(badge: Badge) -> None:
    city = badge.delegate.delegation.city
    registry.update_city(city, name=city.name, country="JP", native_name="江戸", by=SYSTEM)


def city_named_here(badge: Badge) -> None:
    city_names.name_city(badge.conference, badge.delegate.delegation.city, name={"en": "Tōkyō"}, by=SYSTEM)


def category_renamed(badge: Badge) -> None:
    category = badge.category
    categories.update_category(
        category, name={"en": "Envoy"}, colour=category.colour, is_head=False, photo_needed=True, by=SYSTEM
    )


def category_recoloured(badge: Badge) -> None:
    category = badge.category
    categories.update_category(
        category, name=category.name, colour="#000000", is_head=False, photo_needed=True, by=SYSTEM
    )


def zone_opened(badge: Badge) -> None:
    venue.add_zone(
        badge.conference,
        letters="A",
        name={"en": "Hall"},
        colour="#000000",
        categories=[badge.category],
        by=SYSTEM,
    )


def title_changed(badge: Badge) -> None:
    badge.conference.title = Localized(en="Another Meeting")


def moved(badge: Badge) -> None:
    badge.delegate.delegation = make_delegation(badge.conference, "BKK")


WAYS: dict[str, tuple[Callable[[Badge], object], list[str]]] = {
    "name": (lambda badge: staff_edits(badge.delegate, family_name="Inosé"), ["name"]),
    "order of the name": (lambda badge: staff_edits(badge.delegate, name_order="family"), ["name"]),
    "own script": (
        lambda badge: staff_edits(badge.delegate, native_name="猪瀬直樹"),
        ["name in the own script"],
    ),
    "office": (lambda badge: staff_edits(badge.delegate, office={"en": "Mayor"}), ["office"]),
    "photo": (other_photo, ["photo"]),
    "city in the registry": (city_renamed, ["city"]),
    "the city's own script": (own_script_of_the_city, ["city"]),
    "city for this conference": (city_named_here, ["city"]),
    "another delegation": (moved, ["city"]),
    "category": (category_renamed, ["category"]),
    "colour of the category": (category_recoloured, ["category"]),
    "zones": (zone_opened, ["zones"]),
    "title of the conference": (title_changed, ["conference"]),
}


@pytest.mark.parametrize("way", WAYS)
def test_whichever_way_it_was_corrected_the_badge_is_out_of_date(printed: Badge, way: str) -> None:
    correct, what = WAYS[way]
    correct(printed)
    db.session.commit()
    assert printed.out_of_date
    assert [str(one.what) for one in service.differences_of(printed)] == what
    assert printed in queries.badges_out_of_date(printed.conference)


@pytest.mark.parametrize(
    "details",
    [{"phone": "+81 3 1234"}, {"hotel": "Metropole"}, {"office": {"en": "Governor", "fr": "Préfet"}}],
)
def test_what_the_badge_does_not_bear_leaves_it_good(printed: Badge, details: dict[str, object]) -> None:
    staff_edits(printed.delegate, **details)
    db.session.commit()
    assert (printed.out_of_date, service.differences_of(printed)) == (False, [])


def test_a_correction_that_is_put_back_makes_it_good_again(printed: Badge) -> None:
    for office, late in ({"en": "Mayor"}, True), ({"en": "Governor"}, False):
        staff_edits(printed.delegate, office=office)
        db.session.commit()
        assert printed.out_of_date is late


def test_a_correction_that_is_not_saved_marks_nothing(printed: Badge) -> None:
    staff_edits(printed.delegate, office={"en": "Mayor"})
    db.session.rollback()
    db.session.commit()
    db.session.refresh(printed)
    assert not printed.out_of_date


def test_the_desk_never_opens_old_words(printed: Badge) -> None:
    staff_edits(printed.delegate, office={"en": "Mayor"})
    db.session.commit()
    with pytest.raises(OutOfDate, match=r"Naoki Inose is out of date \(office\)"):
        desk.desk_badge(printed.delegate, by=CLERK)
    new, is_new = desk.desk_badge(printed.delegate, by=CLERK, replacing=printed.public_id)
    assert (is_new, new.words["office"], new.replaces_id, printed.state) == (
        True,
        "Mayor",
        printed.id,
        "void",
    )
    assert desk.desk_badge(printed.delegate, by=CLERK, replacing=printed.public_id) == (new, False)


def test_a_badge_cut_off_at_the_desk_gives_way_to_one_with_the_words_of_today(printed: Badge) -> None:
    (person,) = make_people(printed.conference, 1, delegation=make_delegation(printed.conference, "BKK"))
    cut_off, _new = desk.desk_badge(person, by=CLERK)
    staff_edits(person, office={"en": "Mayor"})
    db.session.commit()
    made, is_new = desk.desk_badge(person, by=CLERK)
    assert (is_new, made.words["office"], cut_off.state) == (True, "Mayor", "void")


def test_corrected_while_the_run_was_printed_it_is_not_in_the_file(
    printed: Badge, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = make_people(printed.conference, 2, delegation=make_delegation(printed.conference, "BKK"))
    run = make_run(printed.conference, people)
    stamp, corrected = copies_documents.print_part, people[0].id

    def correct_meanwhile(*args: Any, **more: Any) -> copies_documents.RunPart:
        part = stamp(*args, **more)
        staff_edits(db.session.get_one(Delegate, corrected), office={"en": "Mayor"})
        db.session.commit()
        return part

    monkeypatch.setattr(copies_documents, "print_part", correct_meanwhile)
    (page,) = texts_in(print_now(run))
    assert people[1].full_name in page
    late = record_queries.live_badge(people[0])
    assert late is not None
    assert (late.state, late.out_of_date) == ("printed", True)


def test_corrected_in_the_moment_of_the_run_it_is_marked_when_the_run_ends(printed: Badge) -> None:
    """On PostgreSQL a rename and a run that begin together do not see each other: the one finds no badge to mark, the
    other reads the old name. What either leaves behind is a row that nobody marked."""
    people = make_people(printed.conference, 2, delegation=make_delegation(printed.conference, "BKK"))
    run = make_run(printed.conference, people)
    renamed = update(Delegate).where(Delegate.id == people[0].id).values(family_name="Turing")
    db.session.execute(renamed, execution_options={"synchronize_session": False})
    db.session.commit()
    late = record_queries.live_badge(people[0])
    assert late is not None
    assert not late.out_of_date
    (page,) = texts_in(print_now(run))
    db.session.refresh(late)
    assert (late.state, late.out_of_date) == ("printed", True)
    assert people[1].full_name in page  # and the other is not in the file


def test_a_floater_and_a_day_badge_follow_their_category(printed: Badge) -> None:
    conference, category = printed.conference, printed.category
    passes.set_floater_quota(conference, category, 1, by=CLERK)
    floater = record_queries.badges_of_run(passes.make_floaters(conference, category, 1, by=CLERK))[0]
    day = passes.make_day_badge(conference, category, name="Ada Lovelace", on=conference.starts, by=CLERK)
    db.session.commit()
    category_renamed(printed)
    db.session.commit()
    assert (floater.out_of_date, day.out_of_date) == (True, True)
    again = replacing.reprint(floater, "damaged", by=CLERK, knowing=True)
    assert (again.words["name"], again.floater_number) == ("Envoy 1", 1)
    replacing.replace_out_of_date(conference, by=CLERK)
    assert {b.words["category"] for b in passes_queries.floaters(conference)} == {"Envoy"}


def test_many_badges_are_compared_by_a_worker(printed: Badge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "AT_ONCE", 1)
    title_changed(printed)
    db.session.commit()
    assert not printed.out_of_date
    run_jobs()
    db.session.refresh(printed)
    assert printed.out_of_date


def test_what_was_changed_beside_the_house_is_found_now_and_then(printed: Badge) -> None:
    city = printed.delegate.delegation.city
    db.session.execute(City.__table__.update().where(City.id == city.id).values(name={"en": "Edo"}))
    db.session.commit()
    assert not printed.out_of_date
    db.session.expire_all()
    compare_now_and_then.work()
    assert printed.out_of_date


def test_the_figures_count_them(printed: Badge) -> None:
    title_changed(printed)
    db.session.commit()
    assert overview_queries.figures(printed.conference).out_of_date == 2


def test_a_city_named_anew_while_a_run_waits_is_printed_by_its_new_name(printed: Badge) -> None:
    """The worker knew the conference's own names before."""
    people = make_people(printed.conference, 1, delegation=make_delegation(printed.conference, "BKK"))
    run = make_run(printed.conference, people)
    assert printed.conference.city_names == {}
    city = people[0].delegation.city_id
    db.session.execute(
        insert(CityName).values(
            conference_id=run.conference_id, city_id=city, name=Localized(en="Krung Thep")
        )
    )
    db.session.execute(update(Badge).where(Badge.run_id == run.id).values(out_of_date=True))
    db.session.commit()
    assert "Krung Thep" in texts_in(print_now(run))[0]
