"""Signing at the same moment, and signing killed in the middle, on SQLite and on PostgreSQL."""

from __future__ import annotations

import itertools
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.plenary import service as plenary
from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.ceremony import service
from eventsys.declarations.completion import queries as completion_queries
from eventsys.declarations.completion import service as completion
from eventsys.declarations.paper import service as paper_service
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.scans import documents as scans_documents
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories.models import SignatoryState, Way
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import service as stages_service
from eventsys.declarations.stages.models import Revision
from eventsys.declarations.stages.service import authority
from eventsys.files import service as files
from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.signing.validation.validate import validate
from tests.declarations.factories import (
    make_declaration,
    make_open,
    make_plenary,
    make_scan,
    signatory_of,
)
from tests.support.processes import Command
from tests.support.threads import together


def signing(public_id: UUID, signatory_id: UUID) -> Callable[[], object]:
    def act() -> object:
        found = acts_queries.get_declaration(public_id)
        signatory = next(s for s in signatories_queries.signatories(found) if s.public_id == signatory_id)
        return service.sign(signatory, by=SYSTEM, now=clock.now())

    return act


def signed_fields(declaration: Declaration) -> int:
    report = validate(stages_service.document(declaration), authority().anchors)
    assert report.valid
    return len(report.signatures) - 1


def test_two_people_signing_for_one_city_leave_one_signature(app: Flask):
    declaration = make_open(make_plenary(cities=2), points=1)
    act = signing(declaration.public_id, signatory_of(declaration, "Hanoi").public_id)
    assert together(app, [act, act, act]) == {"done": 1, "AlreadyAnswered": 2}
    assert signed_fields(declaration) == 1
    assert signatories_queries.counts(declaration.conference) == (1, 2)


def filing(public_id: UUID, signatory_id: UUID) -> Callable[[], object]:
    paper = scans_documents.read_scan([html_to_pdf("<html lang=en><title>Scan</title><h1>Ink</h1>")])

    def act() -> object:
        found = acts_queries.get_declaration(public_id)
        people = [s for s in signatories_queries.signatories(found) if s.public_id == signatory_id]
        return paper_service.file_scan(found, people, paper, by=SYSTEM, now=clock.now())

    return act


def test_paper_and_tablet_at_once_leave_one_of_them(app: Flask):
    """Whoever is second is told; there is a scan or a signature in the file, never both."""
    declaration = make_open(make_plenary(cities=2), points=1)
    number, hanoi = declaration.public_id, signatory_of(declaration, "Hanoi").public_id
    acts = [filing(number, hanoi), signing(number, hanoi), filing(number, hanoi), signing(number, hanoi)]
    assert together(app, acts) == {"done": 1, "AlreadyAnswered": 3}
    found = signatory_of(acts_queries.get_declaration(number), "Hanoi")
    on_paper = found.way == Way.WET_INK
    assert len(stages_queries.scans(declaration)) == on_paper
    assert signed_fields(declaration) == (not on_paper)
    assert signatories_queries.counts(declaration.conference) == (1, 2)


def test_one_scan_is_replaced_by_one(app: Flask):
    declaration = make_open(make_plenary(cities=1), points=1)
    scan = make_scan(declaration, signatories_queries.signatories(declaration))
    number, scan_id = declaration.public_id, scan.public_id
    paper = scans_documents.read_scan([html_to_pdf("<html lang=en><title>Scan</title><h1>Better</h1>")])

    def act() -> object:
        found = acts_queries.get_declaration(number)
        older = stages_queries.scan_in(found, scan_id)
        return paper_service.replace_scan(found, older, paper, by=SYSTEM, now=clock.now())

    assert together(app, [act, act, act]) == {"done": 1, "ScanReplaced": 2}
    assert [one.number for one in stages_queries.scans(declaration)] == [2, 1]


def test_two_cities_signing_at_once_sign_one_after_the_other(app: Flask):
    declaration = make_open(make_plenary(cities=3), points=1)
    acts = [signing(declaration.public_id, s.public_id) for s in signatories_queries.signatories(declaration)]
    assert together(app, acts) == {"done": 3}
    assert signed_fields(declaration) == 3
    stages = db.session.scalars(db.select(Revision).order_by(Revision.number)).all()
    assert [stage.number for stage in stages] == [0, 1, 2, 3, 4]
    octets = [files.read(stage.digest) for stage in stages]
    assert all(later.startswith(earlier) for earlier, later in itertools.pairwise(octets))


def test_sealing_twice_at_once_makes_one_document(app: Flask):
    declaration = make_declaration(make_plenary(cities=2), points=1)
    completion.finalise(declaration, by=SYSTEM)
    adoption.adopt(declaration, by=SYSTEM, now=clock.now())
    db.session.commit()
    number = declaration.public_id

    def act() -> None:
        service.open_for_signature(acts_queries.get_declaration(number), by=SYSTEM, now=clock.now())

    assert together(app, [act, act]) == {"done": 1, "NoStep": 1}
    assert len(signatories_queries.signatories(declaration)) == 2


def test_what_is_adopted_is_what_was_saved_last(app: Flask):
    """An edit and the adoption at once: either the edit is in the frozen words, or it was refused."""
    declaration = make_declaration(make_plenary(cities=1), points=1)
    completion.finalise(declaration, by=SYSTEM)
    db.session.commit()
    number = declaration.public_id
    new = Localized(en="new words;", fr="nouveaux mots ;", vi="lời mới;")

    def adopt() -> None:
        adoption.adopt(acts_queries.get_declaration(number), by=SYSTEM, now=clock.now())

    def edit() -> None:
        found = acts_queries.get_declaration(number)
        paragraphs.edit_paragraph(found, found.paragraphs[-1], new, by=SYSTEM)

    ends = together(app, [adopt, edit])
    frozen = [text.content for text in completion_queries.frozen_texts(declaration)]
    assert ends in ({"done": 2}, {"done": 1, "TextFrozen": 1})
    assert ("new words;" in frozen[0]) == (ends["done"] == 2)
    assert declaration.paragraphs[-1].text["en"] in frozen[0]


def command(app: Flask, *arguments: object) -> Command:
    settings = app.extensions["eventsys.settings"]
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith("EVENTSYS_")},
        "EVENTSYS_DATA_DIR": str(settings.data_dir),
        "EVENTSYS_DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "EVENTSYS_LOG_LEVEL": "ERROR",
    }
    return Command(["declaration", *arguments], environment)


def test_two_processes_signing_for_one_city_leave_one_signature(app: Flask):
    declaration = make_open(make_plenary(cities=1), points=1)
    hanoi = signatories_queries.signatories(declaration)[0].public_id
    db.session.remove()
    both = [command(app, "sign", declaration.public_id, hanoi) for _ in range(2)]
    told = [process.communicate(timeout=120) for process in both]
    assert sorted(process.returncode for process in both) == [0, 2]
    assert sum("has already been recorded: signed" in errors for _, errors in told) == 1
    assert signed_fields(acts_queries.get_declaration(declaration.public_id)) == 1


def test_two_processes_with_paper_and_tablet_leave_one_of_them(app: Flask, tmp_path: Path):
    declaration = make_open(make_plenary(cities=1), points=1)
    hanoi = signatories_queries.signatories(declaration)[0].public_id
    (tmp_path / "scan.pdf").write_bytes(html_to_pdf("<html lang=en><title>Scan</title><h1>Ink</h1>"))
    db.session.remove()
    number = declaration.public_id
    both = [
        command(app, "sign", number, hanoi),
        command(app, "scan", number, hanoi, "--file", tmp_path / "scan.pdf"),
    ]
    told = [process.communicate(timeout=120) for process in both]
    assert sorted(process.returncode for process in both) == [0, 2], told
    assert sum("has already been recorded: signed" in errors for _, errors in told) == 1
    declaration = acts_queries.get_declaration(number)
    assert signed_fields(declaration) + len(stages_queries.scans(declaration)) == 1


@pytest.mark.parametrize(("acknowledged", "pause"), [(1, 0.0), (2, 0.15), (2, 0.45)])
def test_killed_in_the_middle_no_acknowledged_signature_is_lost(app: Flask, acknowledged: int, pause: float):
    declaration = make_open(make_plenary(cities=5), points=1)
    number, ids = declaration.public_id, [s.public_id for s in signatories_queries.signatories(declaration)]
    db.session.remove()
    process = command(app, "sign", number, *ids)
    assert process.stdout
    told = [process.stdout.readline() for _ in range(acknowledged)]
    threading.Event().wait(pause)  # somewhere inside the next signature
    process.kill()
    told += process.communicate(timeout=60)[0].splitlines(keepends=True)
    declaration = acts_queries.get_declaration(number)
    people = signatories_queries.signatories(declaration)
    signed = [s for s in people if s.state == SignatoryState.SIGNED]
    kept = [f"{s.name} has signed for {s.city}\n" for s in signed]
    assert told == kept[: len(told)]
    assert len(kept) - len(told) in {0, 1}  # committed, and killed before it could say so
    assert signed_fields(declaration) == len(signed)
    for signatory in people[len(signed) :]:
        service.sign(signatory, by=SYSTEM, now=clock.now())
    db.session.commit()
    assert signed_fields(declaration) == 5


def test_rules_are_not_changed_beside_a_text_that_becomes_final(app: Flask) -> None:
    conference = make_plenary(cities=3)
    declaration = make_declaration(conference, points=1)
    db.session.commit()
    slug, public_id = conference.slug, declaration.public_id

    def finalise() -> None:
        completion.finalise(acts_queries.get_declaration(public_id), by=SYSTEM)
        time.sleep(0.6)  # not committed yet when the other one asks

    def set_rules() -> None:
        time.sleep(0.3)
        plenary.set_rules(editions_queries.by_slug(slug), {"decision": "majority"}, by=SYSTEM)

    assert together(app, [finalise, set_rules]) == {"done": 1, "RulesInUse": 1}
    assert editions_queries.by_slug(slug).rules == {}
