"""What pages do can be done from a shell: the main job, from an empty database to a verified declaration."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from icalendar import Calendar

from eventsys.cli import group, main
from eventsys.core.db import db
from eventsys.pdf.finished.merge import count_pages
from tests.files.factories import case

Run = Callable[..., str]

CITIES = """code,name_en,name_fr,name_native,country,timezone,status,joined
HAN,Hanoi,Hanoï,Hà Nội,VN,Asia/Ho_Chi_Minh,member,2001
TOF,Tomsk,Tomsk,Томск,RU,Asia/Tomsk,member,2012-06
TYO,Tokyo,Tokyo,東京都,JP,Asia/Tokyo,observer,end of 2019
"""
TEXT = "We, the cities of the network, have agreed:\n\n1. To work together.\n\n2. To meet again in Tomsk.\n"


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command that must go well; what it printed."""
    monkeypatch.setattr(group, "application", lambda: app)

    def run(*words: object, code: int = 0) -> str:
        db.session.rollback()
        db.session.expire_all()
        ended = CliRunner().invoke(main, [str(word) for word in words])
        assert ended.exit_code == code, ended.output
        return ended.output

    return run


@pytest.fixture
def files(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text)
        return tmp_path / name

    return write


def first_column(listed: str) -> list[str]:
    return [line.split("\t")[0] for line in listed.splitlines()]


@pytest.fixture
def conference(run: Run, files: Callable[[str, str], Path]) -> str:
    """An edition set up from the shell, its registration open."""
    run("network", "new", "ANMC21", "Asian Network", "fr=Réseau asiatique", "--founded", "2000-08")
    run("network", "import", "ANMC21", files("cities.csv", CITIES))
    run(
        "conference", "new", "ANMC21", "Plenary Meeting", "fr=Réunion plénière", "--host", "HAN", "--starts", "2030-11-18",
        "--ends", "2030-11-19", "--venue", "Hanoi Museum", "--slug", "hanoi",
    )  # fmt: skip
    run("conference", "organiser", "hanoi", "People's Committee", "--role", "organised by")
    run("conference", "room", "hanoi", 300, "Hall", "fr=Salle")
    run("conference", "categories", "hanoi")
    run("conference", "quota", "hanoi", 5)
    run("conference", "milestone", "hanoi", "registration_opens", "2020-01-01", "--far")
    run("conference", "milestone", "hanoi", "registration_closes", "2030-11-01T18:00")
    assert "hanoi: public" in run("conference", "publish", "hanoi")
    return "hanoi"


@pytest.mark.usefixtures("conference")
def test_the_main_job(run: Run, files: Callable[[str, str], Path], tmp_path: Path):
    people = register(run, files, tmp_path)
    programme(run, people, tmp_path)
    badges(run, tmp_path)
    signed = declaration(run, files, tmp_path)
    assert "This document is genuine and unchanged." in run("verify", signed)
    left = [line for line in run("conference", "show", "hanoi").splitlines() if "[ ]" in line]
    assert [line.strip() for line in left] == [
        "[ ] Give the title in every language of the conference",
        "[ ] Say all of it in every language of the conference",
        "[ ] Record what cities committed themselves to",
    ]


@pytest.mark.usefixtures("conference")
def test_the_rules_of_decision_are_set_and_told(run: Run):
    consensus = "A decision needs consensus: one objection prevents it."
    assert run("network", "rules", "ANMC21").splitlines()[0] == consensus
    said = run("network", "rules", "ANMC21", "--decision", "majority", "--quorum", 7, "--proxies", 2)
    assert "At least 7 members must be represented." in said
    told = run("conference", "rules", "hanoi", "--decision", "consensus", "--quorum", "half").splitlines()
    assert told[:2] == ["rules of its own", consensus]
    assert "up to 2 other members" in told[3]
    assert "There are no proxies" in run("conference", "rules", "hanoi", "--proxies", 0)
    assert run("conference", "rules", "hanoi", "--as-network").splitlines()[0] == "as its network"


@pytest.mark.usefixtures("conference")
def test_presence_and_answers_are_noted_and_taken_back(run: Run, files: Callable[[str, str], Path]):
    run(
        "delegation",
        "invite",
        "hanoi",
        files("invited.csv", "city,name,email\nTomsk,Ivan,ivan@example.org\n"),
    )
    (tomsk,) = first_column(run("delegation", "list", "hanoi"))
    assert run("delegation", "answer", "proxy", tomsk, "--reason", "Hanoi") == "Tomsk: sends_proxy\n"
    assert run("delegation", "list", "hanoi", "--state", "expected") == ""
    assert run("delegation", "presence", "present", tomsk).startswith("Tomsk\tpresent\t")
    assert first_column(run("delegation", "list", "hanoi", "--state", "expected")) == [tomsk]
    assert run("delegation", "presence", "left", tomsk).startswith("Tomsk\tnot present\t")
    assert run("delegation", "presence", "undo", tomsk) == "Tomsk\tnot present\t-\t-\n"


def register(run: Run, files: Callable[[str, str], Path], tmp_path: Path) -> list[str]:
    """Two cities invited and come; each sends its head."""
    table = "city,name,email,language\nHanoi,Lan,lan@example.org,vi\nTomsk,Ivan,ivan@example.org,en\n"
    said = run("delegation", "invite", "hanoi", files("invited.csv", table))
    assert said == "2 on the list, 2 written to\n"
    hanoi, tomsk = first_column(run("delegation", "list", "hanoi"))
    assert "ivan@example.org" in run("delegation", "resend", tomsk)
    run("delegation", "answer", "accept", hanoi, tomsk)
    for delegation, family, given, order in (
        (hanoi, "Nguyễn", "Thế Thảo", "family"),
        (tomsk, "Nikolaichuk", "Nikolai", "given"),
    ):
        heads = "category,family name,given name,name order,email,office"
        table = files("people.csv", f"{heads}\nhead,{family},{given},{order},{family[0]}@example.org,Mayor\n")
        assert run("delegation", "name", delegation, table, "--send-links") == "1 named\n"
    people = first_column(run("delegate", "list", "hanoi"))
    picture = tmp_path / "photo.jpg"
    picture.write_bytes(case("xres_as_text.jpg"))  # its metadata are odd, as a camera's may be
    for person in people:
        run("delegate", "photo", person, picture)
        run("delegate", "journey", person, "2030-11-17", "2030-11-20", "--hotel", "Daewoo")
    said = run("delegate", "journey", people[0], "2030-11-20", "2030-11-17", code=1)
    assert said == "Error: The departure is before the arrival.\n"
    run("delegate", "consent", *people)
    for verb in ("submit", "pre-approve", "approve"):
        run("delegate", "decide", verb, *people)
    listed = run("delegate", "list", "hanoi", "--city", "HAN", "--state", "approved")
    assert listed.split("\t", 1)[1] == "Nguyễn Thế Thảo\t-\tHanoi\thead\tapproved\n"
    assert run("delegate", "export", "hanoi", tmp_path / "people.csv").strip() == str(tmp_path / "people.csv")
    assert "Nguyễn Thế Thảo" in (tmp_path / "people.csv").read_text()
    run("delegation", "presence", "present", hanoi, tomsk)
    assert "\taccepted\t1/1\tNguyễn Thế Thảo\tpresent" in run(
        "delegation", "list", "hanoi", "--state", "present"
    )
    return people


def programme(run: Run, people: list[str], tmp_path: Path) -> None:
    session = run(
        "programme", "add", "hanoi", "dialogue", "Urban energy", "fr=Énergie urbaine", "--day", "2030-11-18", "--starts",
        "09:00", "--ends", "10:30", "--room", "Salle", "--expected", 90,
    ).strip()  # fmt: skip
    run("programme", "seat", "hanoi", session, "chair", people[0])
    assert run("programme", "move", "hanoi", "schedule", session) == "Urban energy: scheduled\n"
    assert run("programme", "publish", "hanoi") == "1 published, 0 written to\n"
    assert "18 Nov 2030, 09:00–10:30\tHall\tpublished\tUrban energy" in run("programme", "list", "hanoi")
    run("programme", "calendar", "hanoi", tmp_path / "programme.ics")
    (event,) = Calendar.from_ical((tmp_path / "programme.ics").read_bytes()).events
    assert event.start.astimezone(UTC) == datetime(2030, 11, 18, 2, tzinfo=UTC)


def badges(run: Run, tmp_path: Path) -> None:
    """Printed, one lost and printed again, and only the new one opens a door."""
    assert "2 badges" in run("badges", "print", "hanoi", tmp_path / "badges.pdf")
    assert count_pages(tmp_path / "badges.pdf") == 2
    assert run("badges", "print", "hanoi", tmp_path / "again.pdf", code=2).startswith("Error: ")
    lost = run("badges", "list", "hanoi").splitlines()[0].split("\t")
    assert lost[2] == "printed"
    run("badges", "reprint", "hanoi", lost[0], "lost", tmp_path / "one.pdf")
    assert count_pages(tmp_path / "one.pdf") == 1
    states = {
        line.split("\t")[0]: line.split("\t")[2] for line in run("badges", "list", "hanoi").splitlines()
    }
    assert sorted(states.values()) == ["printed", "printed", "void"]
    assert states[lost[0]] == "void"
    assert run("badges", "check", "hanoi", "ZZZZZZZZZZZZZZZZZZZZ", code=2)
    run("papers", "hanoi", "nameplate", tmp_path / "plates.pdf", "--heads")
    assert count_pages(tmp_path / "plates.pdf") >= 1


def declaration(run: Run, files: Callable[[str, str], Path], tmp_path: Path) -> Path:
    number = run("declaration", "new", "hanoi", "Joint Declaration", "fr=Déclaration", "vi=Tuyên bố").strip()
    for language in ("en", "fr", "vi"):
        taken = run("declaration", "import", number, language, files("draft.txt", TEXT))
        assert taken.splitlines()[-1] == f"{language}: 1 of the preamble, 2 points"
    word = "Read side by side, they say the same."
    run("declaration", "adopt", number, "--word", word)
    run("declaration", "seal", number)
    signatories = [
        line.split()[0] for line in run("declaration", "show", number).splitlines() if "expected" in line
    ]
    assert len(signatories) == 2
    run("declaration", "sign", number, *signatories)
    run("declaration", "close", number)
    run("declaration", "pdf", number, tmp_path / "signed.pdf")
    return tmp_path / "signed.pdf"


def test_a_broken_list_saves_nothing_and_says_where(run: Run, files: Callable[[str, str], Path]):
    run("network", "new", "ANMC21", "Asian Network")
    broken = CITIES.replace("RU,Asia/Tomsk", "Atlantis,Asia/Tomsk").replace("end of 2019", "someday")
    said = run("network", "import", "ANMC21", files("cities.csv", broken), code=1)
    assert "Nothing was saved." in said
    assert [line.split(": ")[0] for line in said.splitlines()[1:]] == ["row 3, country", "row 4, joined"]
    assert run("network", "list") == "ANMC21\tAsian Network\t0\n"


def test_an_import_is_looked_at_first_and_makes_no_double(
    run: Run, files: Callable[[str, str], Path], tmp_path: Path
):
    run("network", "new", "ANMC21", "Asian Network")
    table = files("cities.csv", CITIES)
    assert run("network", "import", "ANMC21", table, "--dry-run") == "HAN\tnew\nTOF\tnew\nTYO\tnew\n"
    assert run("network", "list") == "ANMC21\tAsian Network\t0\n"
    assert run("network", "import", "ANMC21", table) == "3 new, 0 changed, 0 as they were\n"
    assert run("network", "import", "ANMC21", table) == "0 new, 0 changed, 3 as they were\n"
    run("network", "groups", "--standard")
    plus_three = run("network", "cities", "ANMC21", "--group", "ASEAN-PLUS-3")
    assert [line.split("\t")[2:] for line in plus_three.splitlines()] == [
        ["Hà Nội", "VN", "member", "2001"], ["東京都", "JP", "observer", "end of 2019"],
    ]  # fmt: skip
    run("network", "export", "ANMC21", tmp_path / "cities.xlsx", "--status", "observer")
    assert (
        run("network", "import", "ANMC21", tmp_path / "cities.xlsx") == "0 new, 0 changed, 1 as they were\n"
    )


def test_people_who_cannot_be_named_are_told_by_row(
    run: Run, files: Callable[[str, str], Path], conference: str
):
    run("delegation", "invite", conference, files("invited.csv", "city\nHanoi\n"))
    (hanoi,) = first_column(run("delegation", "list", conference))
    run("delegation", "answer", "accept", hanoi)
    heads = files("people.csv", "category,family name\nhead,Nguyễn\nhead,Trần\n")
    said = run("delegation", "name", hanoi, heads, code=1)
    assert "row 3, category: This delegation already has a head: Nguyễn." in said
    assert run("delegate", "list", conference) == ""


def test_cities_that_nobody_knows_are_told_by_row(
    run: Run, files: Callable[[str, str], Path], conference: str
):
    said = run("delegation", "invite", conference, files("invited.csv", "city\nHanoi\nAtlantis\n"), code=1)
    assert "row 3, city: “Atlantis” is no city of the registry." in said
    assert run("delegation", "list", conference) == ""


@pytest.mark.usefixtures("conference")
def test_the_next_edition_starts_from_the_last(run: Run):
    run(
        "conference",
        "new",
        "ANMC21",
        "Next Meeting",
        "--host",
        "TOF",
        "--starts",
        "2031-10-01",
        "--ends",
        "2031-10-02",
    )
    listed = run("conference", "list").splitlines()
    assert listed[0] == "anmc21-2\t2031-10-01\t2031-10-02\tnot public\tNext Meeting"
    done = [line for line in run("conference", "show", "anmc21-2").splitlines() if "[x]" in line]
    assert "  [x] Set the quotas" in done
    run("conference", "milestone", "anmc21-2", "registration_closes")
    assert "set up like hanoi" in run("conference", "copy", "anmc21-2")


@pytest.mark.usefixtures("run")
@pytest.mark.parametrize(
    "words",
    [
        ("conference", "show", "nowhere"),
        ("delegation", "list", "nowhere"),
        ("badges", "check", "nowhere", "code"),
        ("network", "cities", "NOWHERE"),
        ("delegate", "link", "019e0000-0000-7000-8000-000000000000"),
    ],
)
def test_what_is_not_there_is_one_line(words: tuple[str, ...]):
    ended = CliRunner().invoke(main, list(words))
    assert ended.exit_code in {1, 2}
    assert ended.output.startswith("Error: There is no ")
    assert len(ended.output.splitlines()) == 1
