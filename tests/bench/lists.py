"""The list of participants: taken from the record, then written as PDF, XLSX and CSV, by the job's own functions on SQLite.

People have names in all scripts, an office and an organisation each; they are of 100 cities. Each figure comes from a process
of its own, so that its peak is its own: ``take``, ``xlsx``, ``csv``; those of the whole line are the PDF's. ``growth``:
processor time of the PDF over that of a tenth of the people, ``growth_mb``: how much more memory it took. ``ratio``:
WeasyPrint's processor time for a person in a table of 200 like rows, over ours.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from eventsys.app import create_app
from eventsys.core import clock, settings
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.ids import uuid7
from eventsys.core.words.text import Localized
from eventsys.jobs.tasks import run_job
from eventsys.papers.participants import service
from eventsys.papers.participants.models import ParticipantList
from eventsys.papers.participants.rules import Wish
from eventsys.papers.sheets.rules import Format
from eventsys.pdf.layout.render import render
from eventsys.pdf.shaping.fonts import font_css
from eventsys.registration.people import rules as people_rules
from eventsys.registration.people.models import Delegate, DelegateState
from tests.conferences.factories import make_conference
from tests.pdf.samples import records
from tests.registration.factories import category_of, make_delegation

__all__ = ["DEFAULT_SIZE", "run"]

DEFAULT_SIZE, CITIES = 10_000, 100
_REFERENCE = 200
_ROOT = Path(__file__).resolve().parents[2]
_KINDS = (Format.PDF, Format.XLSX, Format.CSV)


def run(size: int) -> dict[str, Any]:
    """See the module; of ``size`` people."""
    large, small = _figures(size), _figures(max(size // 10, 1))
    pdf, before = large["pdf"], small["pdf"]
    reference = _apart("reference")["cpu_seconds"] / _REFERENCE
    return {
        **pdf,
        "per_second": round(size / pdf["seconds"]),
        "take": large["take"],
        **{str(kind): large[kind] for kind in _KINDS if kind != Format.PDF},
        "growth": round(pdf["cpu_seconds"] / before["cpu_seconds"], 2),
        "growth_mb": round(pdf["peak_rss_mb"] - before["peak_rss_mb"], 1),
        "reference": f"WeasyPrint, a table of {_REFERENCE} rows",
        "ratio": round(reference / (pdf["cpu_seconds"] / size), 1),
    }


def _figures(size: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="es-bench-") as folder:
        _apart("fill", folder, size)
        taken = _apart("take", folder)
        return {"take": taken, **{kind: _apart("write", folder, kind) for kind in _KINDS}}


def _apart(name: str, *arguments: object) -> dict[str, Any]:
    """Call a function of this module in a fresh process."""
    code = "import sys; from tests.bench import lists; lists.main(sys.argv[1])"
    asked = json.dumps([name, arguments])
    done = subprocess.run([sys.executable, "-c", code, asked], cwd=_ROOT, stdout=subprocess.PIPE, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def main(asked: str) -> None:
    name, arguments = json.loads(asked)
    print(json.dumps(_WORKS[name](*arguments)))


@contextmanager
def _house(folder: str) -> Iterator[None]:
    app = create_app(settings.load({}, data_dir=Path(folder), rate_limits=False, testing=True))
    with app.app_context():
        yield
        db.session.remove()
        db.engine.dispose()


@contextmanager
def _measured(found: dict[str, Any]) -> Iterator[None]:
    seconds, cpu = time.perf_counter(), time.process_time()
    yield
    found["seconds"] = round(time.perf_counter() - seconds, 2)
    found["cpu_seconds"] = round(time.process_time() - cpu, 2)
    found["peak_rss_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def _fill(folder: str, size: int) -> dict[str, Any]:
    with _house(folder):
        db.create_all()
        conference = make_conference(slug="bench")
        delegations = [make_delegation(conference, f"C{number:02}") for number in range(CITIES)]
        kind = category_of(conference)
        shared = {
            "conference_id": conference.id, "category_id": kind.id, "state": DelegateState.APPROVED, "is_head": False,
            "holds_place": True,
        }  # fmt: skip
        rows = []
        for number, (_code, record) in enumerate(records(size, [])):
            texts = record.texts
            said = {
                "family_name": f"{texts['name']} {number}",
                "given_name": "",
                "native_name": texts.get("native_name", ""),
                "office": Localized(en=f"{texts['office']} {number % 977}"),
                "organisation": Localized(en=texts["organisation"]),
                "public_id": uuid7(),
            }
            person = Delegate(**said)
            owner = {"delegation_id": delegations[number % CITIES].id}
            rows.append({**shared, **said, **people_rules.derived(person), **owner})
            if len(rows) == 2_000 or number == size - 1:
                db.session.execute(insert(Delegate), rows)
                rows = []
        service.ask_list(conference, Wish(Format.CSV), final=True, by=SYSTEM, now=clock.now())
        db.session.commit()
    return {}


def _take(folder: str) -> dict[str, Any]:
    """The whole job: taken, and written as CSV."""
    found: dict[str, Any] = {}
    with _house(folder), _measured(found):
        run_job(1)
        listed = db.session.scalars(select(ParticipantList)).one()
        found["people"] = listed.count
    return found


def _write(folder: str, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    target = Path(folder) / f"list.{kind}"
    with _house(folder):
        listed = db.session.scalars(select(ParticipantList)).one()
        with _measured(found):
            service.write_list(target, listed, Wish(Format(kind)))
    return {**found, "bytes": target.stat().st_size}


def _reference() -> dict[str, Any]:
    cells = [
        [record.texts.get(key, "") for key in ("name", "native_name", "office", "organisation")]
        for _code, record in records(_REFERENCE, [])
    ]
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in cells)
    style = "table { table-layout: fixed; width: 100%; font-size: 9pt }"
    head = f'<html lang="en"><head><style>{font_css(serif=True)}{style}</style></head>'
    page = f"<!doctype html>{head}<body><table>{body}</table></body></html>"
    render(page)  # fonts are found
    found: dict[str, Any] = {}
    with _measured(found):
        render(page)
    return found


_WORKS = {"fill": _fill, "take": _take, "write": _write, "reference": _reference}
