"""The print job: what is on paper, parts kept and never printed twice, runs that stop and go on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from sqlalchemy import QueuePool, select

from eventsys.badges.codes import service as codes
from eventsys.badges.copies import documents as copies_documents
from eventsys.badges.copies import service as copies
from eventsys.badges.parts import service
from eventsys.badges.printing import service as printing
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record import service as record
from eventsys.badges.record.models import Badge
from eventsys.badges.runs.models import PrintRunPart
from eventsys.core.db import db
from eventsys.files import service as files
from eventsys.jobs import service as jobs
from eventsys.jobs.models import Job
from eventsys.pdf.finished.merge import count_pages
from tests.badges.factories import (
    CLERK,
    NATIVE,
    codes_in,
    make_people,
    make_run,
    page_sizes_mm,
    print_now,
    texts_in,
)
from tests.conferences.factories import make_conference
from tests.files.factories import opened
from tests.jobs.factories import run_jobs

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two badges a part."""
    monkeypatch.setattr(service, "PART_SIZE", 2)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The names of each part that is laid out, in order; no transaction may be open meanwhile."""
    seen: list[list[str]] = []
    real = copies_documents.print_part

    def note(badges: Any, **more: Any) -> copies_documents.RunPart:
        pool = db.engine.pool
        assert isinstance(pool, QueuePool)
        assert pool.checkedout() == 0, "a transaction is open while a part is laid out"
        seen.append([copy.words["name"] for _design, copy in badges])
        return real(badges, **more)

    monkeypatch.setattr(copies_documents, "print_part", note)
    return seen


def test_a_run_is_one_pdf_with_a_page_for_each_in_order() -> None:
    conference = make_conference()
    run = make_run(conference, make_people(conference, len(NATIVE), photo=True))
    pdf = print_now(run)
    badges = record_queries.badges_of_run(run)
    assert codes_in(pdf) == [codes.code_of(badge) for badge in badges]
    for width, height in page_sizes_mm(pdf):
        assert width == pytest.approx(105, abs=0.5)
        assert height == pytest.approx(148, abs=0.5)
    for page, badge, (given, family, native, _language) in zip(texts_in(pdf), badges, NATIVE, strict=True):
        words = " ".join(page.split())
        assert {"Tokyo", "東京都", "DELEGATE"} <= set(words.split()), words
        assert given.split()[0] in words
        assert family in words
        assert native in words, f"{native} is not among {words}"
        assert badge.state == "printed"
        assert badge.printed_at is not None
    assert run.finished_at is not None
    assert run.job is not None
    assert (run.job.state, run.job.done, run.job.result) == (
        "done",
        len(NATIVE),
        {"pdf": run.pdf_digest, "badges": len(NATIVE)},
    )


def test_the_photo_is_on_the_badge_and_has_nothing_of_where_it_was_taken() -> None:
    conference = make_conference()
    (person,) = make_people(conference, 1, photo=True)
    pdf = print_now(make_run(conference, [person]))
    assert person.photo_digest is not None
    assert opened(files.read(person.photo_digest)).getexif() == {}
    assert b"/DCTDecode" in pdf


@pytest.mark.usefixtures("small_parts")
def test_parts_are_of_one_design_and_of_limited_size(printed: list[list[str]]) -> None:
    conference = make_conference()
    run = make_run(conference, make_people(conference, 5))
    assert len(texts_in(print_now(run))) == 5
    assert [len(part) for part in printed] == [2, 2, 1]


@pytest.mark.usefixtures("small_parts")
def test_a_part_kept_is_not_printed_again(printed: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker breaks down after the first part; the next attempt prints the other two."""
    conference = make_conference()
    people = make_people(conference, 5)
    run = make_run(conference, people)
    real, calls = files.store, []

    def full(data: Any, **more: Any) -> Any:
        calls.append(1)
        if len(calls) == 2:
            raise OSError("no space left on device")
        return real(data, **more)

    monkeypatch.setattr(files, "store", full)
    run_jobs()
    db.session.refresh(run)
    assert run.job is not None
    assert (run.pdf_digest, run.job.done, run.job.state) == (None, 2, "queued")
    assert [badge.state for badge in record_queries.badges_of_run(run)] == ["printed"] * 2 + ["queued"] * 3
    run.job.lease_until = None  # its second attempt is due
    pdf = print_now(run)
    names = [person.full_name for person in people]
    assert printed == [
        names[:2],
        names[2:4],
        names[2:4],
        names[4:],
    ]  # the second part was lost, the first kept
    assert codes_in(pdf) == [codes.code_of(badge) for badge in record_queries.badges_of_run(run)]


@pytest.mark.usefixtures("small_parts", "printed")
def test_a_cancelled_run_keeps_what_is_printed_and_goes_on_later(monkeypatch: pytest.MonkeyPatch) -> None:
    conference = make_conference()
    run = make_run(conference, make_people(conference, 4))
    real = copies_documents.print_part

    def cancel_now(*given: Any, **more: Any) -> copies_documents.RunPart:
        monkeypatch.setattr(copies_documents, "print_part", real)
        part = real(*given, **more)
        jobs.cancel(db.session.get_one(Job, run.job_id), by=CLERK)
        db.session.commit()
        return part

    monkeypatch.setattr(copies_documents, "print_part", cancel_now)
    run_jobs()
    db.session.refresh(run)
    assert run.job is not None
    assert (run.job.state, run.pdf_digest) == ("cancelled", None)
    printing.resume_run(run, by=CLERK)
    pdf = print_now(run)
    badges = record_queries.badges_of_run(run)
    assert codes_in(pdf) == [codes.code_of(badge) for badge in badges]
    assert {badge.state for badge in badges} == {"printed"}
    assert db.session.scalars(select(PrintRunPart.number).order_by(PrintRunPart.number)).all() == [0, 1]


@pytest.mark.usefixtures("small_parts")
def test_a_badge_voided_before_its_part_is_left_out() -> None:
    conference = make_conference()
    run = make_run(conference, make_people(conference, 5))
    badges = record_queries.badges_of_run(run)
    for badge in (badges[1], badges[2], badges[3]):
        record.void(badge, "other", "came too late", by=CLERK)
    pdf = print_now(run)
    assert codes_in(pdf) == [codes.code_of(badges[0]), codes.code_of(badges[4])]
    assert [badge.state for badge in record_queries.badges_of_run(run)] == [
        "printed",
        "void",
        "void",
        "void",
        "printed",
    ]


def test_a_badge_voided_while_it_is_printed_stays_void(monkeypatch: pytest.MonkeyPatch) -> None:
    conference = make_conference()
    run = make_run(conference, make_people(conference, 2))
    badge = record_queries.badges_of_run(run)[0]
    real = copies_documents.print_part

    def void_now(*given: Any, **more: Any) -> copies_documents.RunPart:
        record.void(db.session.get_one(Badge, badge.id), "lost", by=CLERK)
        db.session.commit()
        return real(*given, **more)

    monkeypatch.setattr(copies_documents, "print_part", void_now)
    print_now(run)
    assert [one.state for one in record_queries.badges_of_run(run)] == ["void", "printed"]


def test_a_run_whose_badges_are_all_void_says_so() -> None:
    conference = make_conference()
    run = make_run(conference, make_people(conference, 1))
    record.void(record_queries.badges_of_run(run)[0], "lost", by=CLERK)
    run_jobs()
    db.session.refresh(run)
    assert run.job is not None
    assert (run.job.state, run.job.refused, run.pdf_digest) == ("failed", True, None)
    assert "nobody to print" in (run.job.error or "")


def test_a_finished_run_is_not_printed_again(printed: list[list[str]]) -> None:
    conference = make_conference()
    run = make_run(conference)
    print_now(run)
    digest, finished = run.pdf_digest, run.finished_at
    assert run.job is not None
    run.job.state, run.job.attempts = "queued", 1  # a worker died after its last commit
    print_now(run)
    assert (run.pdf_digest, run.finished_at, len(printed)) == (digest, finished, 1)


def test_one_badge_alone_is_its_page_of_the_run() -> None:
    conference = make_conference()
    run = make_run(conference)
    print_now(run)
    badge = record_queries.badges_of_run(run)[1]
    pdf = copies.single_pdf(badge)
    assert count_pages(pdf) == 1
    assert codes_in(pdf) == [codes.code_of(badge)]


@pytest.mark.parametrize(
    ("given", "family"),
    [
        ("Maximiliana-Konstantina", "von Hohenzollern-Sigmaringen-Württem"),
        ("W" * 30, "M" * 30),
        ("Nguyễn Thị Minh Nguyệt Ánh Tuyết", "Công Tằng Tôn Nữ Huyền Trân"),
        ("พระเจ้าวรวงศ์เธอพระองค์เจ้าโสมสวลี", "กรมหมื่นสุทธนารีนาถวรวงศ์"),
    ],
)
@pytest.mark.parametrize("photo", [True, False])
def test_a_name_of_sixty_characters_is_whole_and_inside_its_box(given: str, family: str, photo: bool) -> None:
    conference = make_conference()
    (person,) = make_people(conference, 1, photo=photo, given_name=given, family_name=family, native_name="")
    pdf = print_now(make_run(conference, [person]))
    (page,) = texts_in(pdf, as_written=True)
    written = "".join(page.split()).replace("-", "")  # poppler takes hyphens at a line's end away
    for name in (given, person.full_name):
        assert "".join(name.split()).replace("-", "") in written
    assert len(codes_in(pdf)) == 1
    lines = lines_in(pdf)
    for line in lines:
        assert line.left > mm(4), line
        assert line.right < mm(101), line
    above_the_foot = [line for line in lines if line.bottom > mm(148 - 117)]
    for upper, lower in pairwise(above_the_foot):
        shared = (upper.top - upper.bottom) / 10  # a tail may reach beside a mark of the next line
        assert upper.bottom > lower.top - shared, f"{upper} and {lower} overlap"


def mm(length: float) -> float:
    return length * 72 / 25.4


@dataclass(frozen=True)
class Line:
    text: str
    left: float
    bottom: float
    right: float
    top: float


def lines_in(pdf: bytes) -> list[Line]:
    """The lines of the first page, from the top, with the boxes of their ink in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        words = document[0].get_textpage()
        boxes = [words.get_rect(number) for number in range(words.count_rects())]
        found = [Line(words.get_text_bounded(*box).strip(), *box) for box in boxes]
    return sorted((line for line in found if line.text), key=lambda line: -line.top)
