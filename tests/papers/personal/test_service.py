"""What lists keep about a person goes when it is asked, or when its time is over; the lists and their counts stay."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from PIL import Image

from eventsys.conferences.editions.models import Conference
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.files import service as files
from eventsys.jobs.tasks import run_pending
from eventsys.papers.participants import queries, service
from eventsys.papers.participants.rules import Wish
from eventsys.papers.personal import service as personal
from eventsys.papers.sheets.rules import Format
from eventsys.registration.people.models import Delegate
from tests.papers.participants.test_service import make_list, words_of
from tests.registration.factories import make_delegate, make_delegation

pytestmark = pytest.mark.usefixtures("app")
NOW = datetime(2013, 11, 12, tzinfo=UTC)
CSV = Wish(Format.CSV, contact=True)


@pytest.fixture
def person(conference: Conference) -> Delegate:
    """Lets photo and contact be shown."""
    drawn = BytesIO()
    Image.new("RGB", (300, 400), "#8c1d2f").save(drawn, "JPEG")
    photo = files.store_photo(drawn.getvalue()).digest
    made = make_delegate(make_delegation(conference, "TYO"), listed_with="both", photo_digest=photo)
    make_delegate(made.delegation, family_name="Abe", email="abe@example.org")
    db.session.commit()
    return made


def erase(person: Delegate) -> list[str]:
    """As privacy does, on the row of the register alone."""
    assert personal.HOLDING.erase is not None
    dropped = list(personal.HOLDING.erase(person, SYSTEM, NOW))
    person.erased_at = NOW
    db.session.commit()
    return dropped


def test_an_erasure_takes_name_and_files_and_leaves_the_count(
    conference: Conference, person: Delegate
) -> None:
    made = make_list(conference, final=True)
    assert "Naoki Inose" in words_of(made)
    file = made.digest
    assert [fact.value for fact in personal.HOLDING.facts(queries.rows_of(person)[0])][2]["family"] == "Inose"
    assert erase(person) == [file]
    assert (made.digest, made.file_gone_at) == (None, NOW)
    assert made.listed.count == 2
    again = service.ask_print(made.listed, Wish(), by=SYSTEM, now=NOW)
    db.session.commit()
    run_pending()
    db.session.expire_all()
    assert again.id == made.id
    words = words_of(again)
    assert "Inose" not in words
    assert "Name erased" in words
    assert "2 participants" in words


def test_nobody_is_erased_while_a_list_is_made(conference: Conference, person: Delegate) -> None:
    assert personal.HOLDING.obstacle is not None
    assert personal.HOLDING.obstacle(person) == ""
    service.ask_list(conference, Wish(), final=False, by=SYSTEM, now=NOW)
    assert "is being made" in personal.HOLDING.obstacle(person)


def test_photos_and_contacts_go_from_rows_and_files(conference: Conference, person: Delegate) -> None:
    plain, told = make_list(conference, Wish(Format.CSV)), make_list(conference, CSV)
    shown = make_list(conference, Wish(photo=True))
    assert b"naoki@example.org" in files.read(told.digest or "")
    photo, file = person.photo_digest, shown.digest
    count, dropped = personal.purge_photos(conference, by=SYSTEM, now=NOW)
    assert count == 0
    assert set(dropped) == {photo, file}
    assert shown.digest is None
    assert personal.purge_contacts(conference, by=SYSTEM, now=NOW)[0] == 0
    assert told.digest is None
    assert plain.digest is not None
    assert {key for row in queries.rows_of(person) for key in row.said} & {"photo", "email", "phone"} == set()
    assert personal.purge_files(conference, by=SYSTEM, now=NOW)[0] == 1
    assert plain.digest is None


def test_a_photo_stands_in_the_list_by_leave(conference: Conference, person: Delegate) -> None:
    with_photo = files.read(make_list(conference, Wish(photo=True)).digest or "")
    without = files.read(make_list(conference).digest or "")
    assert with_photo.count(b"/DCTDecode") == 1
    assert without.count(b"/DCTDecode") == 0
    person.listed_with = "contact"
    db.session.commit()
    assert files.read(make_list(conference, Wish(photo=True)).digest or "").count(b"/DCTDecode") == 0
