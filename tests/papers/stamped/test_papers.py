"""Nameplates, table tents and certificates: for whom, what is on them, where it stands."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from flask.testing import FlaskClient

from eventsys.badges.record import queries as record_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.papers.stamped import service
from eventsys.papers.stamped.errors import NobodyChosen, TooManyPapers
from eventsys.papers.stamped.service import Paper, Subject
from tests.badges.factories import make_people, make_run, page_sizes_mm, texts_in
from tests.programme.factories import make_session
from tests.registration.factories import make_delegate, make_delegation
from tests.support.counting import queries_of

pytestmark = pytest.mark.usefixtures("app")
LONG = Subject(
    "Maximiliana-Konstantina von Hohenzollern-Sigmaringen-Hechingen",
    office="Deputy Director-General for International Cooperation and Intergovernmental Affairs",
    city="Metropolitan Manila",
)
SUBJECTS = [
    Subject("Nguyễn Thế Thảo", office="Chairman", city="Hanoi", native_city="Hà Nội", city_language="vi"),
    Subject("Hla Myint", "လှမြင့်", "my", "Mayor", "Yangon", "ရန်ကုန်", "my"),
    Subject("Naoki Inose", "猪瀬 直樹", "ja", "Governor", "Tokyo", "東京都", "ja"),
    LONG,
]


def printed(
    tmp_path: Path, paper: Paper, conference: Conference, subjects: Any, language: str = "en"
) -> bytes:
    target = tmp_path / "papers.pdf"
    ready = service.prepare(paper, subjects, conference=conference, language=language)
    assert ready.missing == []
    service.print_ready(target, paper, ready, conference=conference, language=language)
    return target.read_bytes()


def words_of(page: str) -> str:
    return " ".join(page.split())


@pytest.mark.parametrize(
    ("paper", "size"),
    [(Paper.NAMEPLATE, (210, 99)), (Paper.TENT, (297, 210)), (Paper.CERTIFICATE, (297, 210))],
)
def test_every_name_is_whole_on_a_page_of_its_own(
    conference: Conference, tmp_path: Path, paper: Paper, size: tuple[float, float]
) -> None:
    pdf = printed(tmp_path, paper, conference, SUBJECTS)
    for width, height in page_sizes_mm(pdf):
        assert (width, height) == pytest.approx(size, abs=0.5)
    pages = texts_in(pdf)
    assert len(pages) == len(SUBJECTS)
    for page, subject in zip(pages, SUBJECTS, strict=True):
        shown = words_of(page)  # in which a name of 62 letters may go on behind its hyphen, on another line
        parts = re.split("[ -]", subject.name)
        for word in (*parts, *subject.native_name.split(), subject.city):
            assert word in shown
        assert {shown.count(part) for part in parts} == {2 if paper is Paper.TENT else 1}


def test_a_tent_stands_the_right_way_up_on_both_sides(conference: Conference, tmp_path: Path) -> None:
    """Below the fold a name reads upright; above it, it stands on its head, at the same distance of the fold."""
    pdf = printed(tmp_path, Paper.TENT, conference, [Subject("Mmm")])
    with pypdfium2.PdfDocument(pdf) as document:
        picture = document[0].render(scale=0.5, grayscale=True).to_pil()
    lower = picture.crop((0, picture.height // 2, picture.width, picture.height))
    upper = picture.crop((0, 0, picture.width, picture.height // 2)).rotate(180)
    differing = sum(abs(a - b) > 96 for a, b in zip(lower.tobytes(), upper.tobytes(), strict=True))
    inked = sum(value < 128 for value in lower.tobytes())
    assert inked > 500
    assert differing < inked * 0.05


def test_words_are_in_the_chosen_language(conference: Conference, tmp_path: Path) -> None:
    french = words_of(texts_in(printed(tmp_path, Paper.CERTIFICATE, conference, [LONG], "fr"))[0])
    assert "Attestation de participation" in french
    assert "Réunion plénière 1" in french
    vietnamese = words_of(texts_in(printed(tmp_path, Paper.CERTIFICATE, conference, [LONG], "vi"))[0])
    assert "Hội nghị toàn thể 1" in vietnamese


def test_people_come_by_city_and_name_and_may_be_narrowed(conference: Conference) -> None:
    tokyo, hanoi = make_delegation(conference, "TYO"), make_delegation(conference, "HAN")
    make_delegate(tokyo, family_name="Inose", given_name="Naoki", category="head")
    make_delegate(hanoi, family_name="Vu", given_name="B", email="b@example.org")
    make_delegate(hanoi, family_name="An", given_name="A", email="a@example.org")
    make_delegate(hanoi, "draft", family_name="Not", given_name="Yet", email="n@example.org")
    found = service.of_people(conference, language="en")
    assert [subject.city for subject in found] == ["Hanoi", "Hanoi", "Tokyo"]
    assert "An" in found[0].name
    assert [s.city for s in service.of_people(conference, language="en", heads=True)] == ["Tokyo"]
    assert len(service.of_people(conference, language="en", city=hanoi)) == 2
    assert [s.name for s in service.of_cities(conference, language="en")] == ["Hanoi", "Tokyo"]


def test_who_came_is_who_was_handed_a_badge(conference: Conference) -> None:
    first, _second = make_people(conference, 2)
    run = make_run(conference, [first])
    (badge,) = record_queries.badges_of_run(run)
    assert service.of_people(conference, language="en", came=True) == []
    badge.issued_at = clock.now()
    db.session.flush()
    assert [s.name for s in service.of_people(conference, language="en", came=True)] == [first.full_name]


def test_a_panel_has_guests_too(conference: Conference) -> None:
    session = make_session(conference, chair="Aung Zaw", speakers=("Naoki Inose",))
    assert [s.name for s in service.of_panel(session, language="en")] == ["Aung Zaw", "Naoki Inose"]


PRINT = "/o/hanoi/papers/print?paper=nameplate&group=all&category=&city=&language=en"
WHY = "Name in own script: no font here can draw “\ue000” (U+E000)."


def test_one_whose_words_no_font_has_stops_no_other(conference: Conference, office: FlaskClient) -> None:
    first, second, third = make_people(conference, 3)
    second.native_name = "鈴木\ue000"
    db.session.commit()
    page = office.get(PRINT)
    assert page.status_code == 200
    assert "1 of 3 cannot be printed" in page.text
    assert f"{second.full_name}: {WHY}" in unescape(page.text)
    answer = office.get(PRINT + "&others=y")
    assert answer.content_type == "application/pdf"
    words = words_of(" ".join(texts_in(answer.data)))
    assert [one.full_name in words for one in (first, second, third)] == [True, False, True]


def test_when_nobody_can_be_printed_it_is_refused_with_the_reason(
    conference: Conference, office: FlaskClient
) -> None:
    (one,) = make_people(conference, 1, native_name="\ue000")
    page = office.get(PRINT + "&others=y")
    assert page.status_code == 422
    assert f"None of those chosen can be printed. {one.full_name}: {WHY}" in unescape(page.text)


def test_rare_names_are_set(conference: Conference, tmp_path: Path) -> None:
    rare = [
        Subject("葛\U000e0100城", "辻\U000e0101"),
        Subject("Ainu", "ㇷ゚", "ja"),
        Subject("Old", "\U0001b001", "ja"),
    ]
    pages = [words_of(page) for page in texts_in(printed(tmp_path, Paper.NAMEPLATE, conference, rare))]
    for subject, page in zip(rare, pages, strict=True):
        assert subject.name in page
        assert subject.native_name in page


def test_nobody_and_too_many_are_refused(conference: Conference, tmp_path: Path) -> None:
    with pytest.raises(NobodyChosen):
        printed(tmp_path, Paper.NAMEPLATE, conference, [])
    with pytest.raises(TooManyPapers):
        printed(tmp_path, Paper.NAMEPLATE, conference, [LONG] * (service.MOST + 1))
    assert not (tmp_path / "papers.pdf").exists()


def test_the_page_makes_the_file_and_says_what_is_wrong(office: FlaskClient, conference: Conference) -> None:
    assert "Table tents" in office.get("/o/hanoi/papers").text
    empty = office.get("/o/hanoi/papers/print?paper=tent&group=all&category=&city=&language=en")
    assert empty.status_code == 422
    assert "Nobody fits this choice" in empty.text
    assert office.get("/o/hanoi/papers/print?paper=poster&group=all&language=en").status_code == 422
    make_people(conference, 2)
    db.session.commit()
    answer = office.get("/o/hanoi/papers/print?paper=tent&group=all&category=&city=&language=vi")
    assert answer.content_type == "application/pdf"
    assert len(texts_in(answer.data)) == 2


def test_the_page_takes_as_many_queries_for_thirty_as_for_one(
    office: FlaskClient, conference: Conference
) -> None:
    make_session(conference, chair="Aung Zaw")
    db.session.commit()
    one = queries_of(office, "/o/hanoi/papers")
    for number in range(29):
        hour, minute = divmod(number * 10, 60)
        make_session(
            conference,
            f"S{number}",
            f"{10 + hour:02}:{minute:02}",
            f"{10 + hour:02}:{minute + 9:02}",
            chair=f"Chair {number}",
        )
        make_delegation(conference, f"C{number}")
    db.session.commit()
    assert queries_of(office, "/o/hanoi/papers") == one
