"""People who get badges, print runs, and what is read back from their PDFs."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Sequence
from typing import Any

import pypdfium2

from eventsys.badges.parts import service as parts
from eventsys.badges.parts.tasks import print_run
from eventsys.badges.printing import service as printing
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record.models import Badge
from eventsys.badges.runs.models import PrintRun
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.db import db
from eventsys.files import service as files
from eventsys.pdf.layout.qr import read_qr
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.people.models import Delegate
from eventsys.registration.questions import service as questions
from tests.conferences.factories import make_conference
from tests.files.factories import picture
from tests.jobs.factories import run_jobs
from tests.registration.factories import make_delegate, make_delegation

__all__ = [
    "CLERK",
    "NATIVE",
    "codes_in",
    "make_people",
    "make_printed",
    "make_run",
    "page_sizes_mm",
    "print_now",
    "print_run",
    "texts_in",
]

CLERK = Actor(kind="user", user_id=None, label="Clerk")

#: One person for each script that badges must carry: given, family, native name, its language.
NATIVE = (
    ("Thế Thảo", "Nguyễn", "", ""),
    ("Naoki", "Inose", "猪瀬 直樹", "ja"),
    ("Won-soon", "Park", "박원순", "ko"),
    ("Wen-je", "Ko", "柯文哲", "zh-Hant"),
    ("Ivan", "Klein", "Иван Кляйн", "ru"),
    ("Sukhumbhand", "Paribatra", "สุขุมพันธุ์ บริพัตร", "th"),
    ("Hla Myint", "U", "လှမြင့်", "my"),
    ("Sinlavong", "Khoutphaythoune", "ສິນລະວົງ ຄຸດໄພທູນ", "lo"),
    ("Chuktema", "Kep", "កែប ជុតិមា", "km"),
    ("Sheila", "Dikshit", "शीला दीक्षित", "hi"),
    ("Mohammad", "Ghalibaf", "محمدباقر قالیباف", "fa"),
)


def make_people(
    conference: Conference,
    count: int = 3,
    *,
    delegation: Delegation | None = None,
    photo: bool = False,
    **over: Any,
) -> list[Delegate]:
    """Approved delegates of one city with names in turn from :data:`NATIVE`. Committed."""
    home = delegation or make_delegation(conference, "TYO")
    digest = files.store_photo(picture()).digest if photo else None
    people = []
    for number in range(count):
        given, family, native, language = NATIVE[number % len(NATIVE)]
        values = {
            "given_name": given,
            "family_name": family,
            "native_name": native,
            "native_language": language,
            "name_order": "family" if family == "Nguyễn" else "given",
            "email": f"person{number}@example.org",
            "photo_digest": digest,
            **over,
        }
        people.append(make_delegate(home, **values))
    db.session.commit()
    return people


def make_run(conference: Conference, people: Sequence[Delegate] = (), *, by: Actor = CLERK) -> PrintRun:
    """A run of ``people`` (three new ones by default), committed and waiting for a worker."""
    run = printing.start_run(conference, people or make_people(conference), by=by)
    db.session.commit()
    return run


def make_printed() -> Badge:
    """Of Naoki Inose of Tokyo, on paper; another one of Seoul lies beside it. Committed."""
    conference = make_conference(slug="hanoi", languages=["en"])
    (other,) = make_people(conference, 1, delegation=make_delegation(conference, "SEL"))
    people = make_people(conference, 2, photo=True)
    run = make_run(conference, [other, people[1]])
    badges = record_queries.badges_of_run(run)
    parts.keep_part(run, 0, badges, "0" * 64, now=clock.now())
    db.session.commit()
    return badges[1]


def print_now(run: PrintRun) -> bytes:
    """Let the job print the run here and now; the whole PDF."""
    run_jobs()
    db.session.refresh(run)
    assert run.pdf_digest, (
        f"the run is not finished: {run.job.state if run.job else None}, {run.job and run.job.error}"
    )
    return files.read(run.pdf_digest)


def texts_in(pdf: bytes, *, as_written: bool = False) -> list[str]:
    """The words of each page, by poppler: as they are read, or in the order they stand in the file (which
    tears words of right-to-left scripts out of their order)."""
    command = ["pdftotext", *(["-raw"] if as_written else []), "-", "-"]
    found = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return found.split("\f")[:-1]


def codes_in(pdf: bytes, *, dpi: int = 150) -> list[str]:
    """The QR codes read from a picture of each page, as a scanner would."""
    codes = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            out = io.BytesIO()
            page.render(scale=dpi / 72).to_pil().save(out, "PNG")
            (code,) = read_qr(out.getvalue())
            codes.append(code)
    return codes


def page_sizes_mm(pdf: bytes) -> list[tuple[float, float]]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [(page.get_width() * 25.4 / 72, page.get_height() * 25.4 / 72) for page in document]


def staff_edits(person: Delegate, **details: object) -> None:
    """What stands on the badge is corrected."""
    questions.edit(person, details, by=SYSTEM, now=clock.now())
