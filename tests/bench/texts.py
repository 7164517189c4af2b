"""Amendments on one text of forty points in three languages: decided together, and shown.

``consolidate_seconds``: every amendment decided in blocks, one a tenth of them, each with one version of the text;
``desk_seconds``: the first page of the desk of amendments; ``view_seconds``: the text with every proposal at its words;
all in seconds of processor time, of which ``seconds`` is the sum. ``statements``: what the two pages ask of the database.
``reference``: a tenth of the amendments; ``ratio``: the time of both pages over ten times that of the reference.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from eventsys.app import create_app
from eventsys.core import clock, settings
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration, ParagraphKind
from eventsys.declarations.amendments import queries as amendments_queries
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.amendments.models import Amendment, AmendmentKind
from eventsys.declarations.completion import service as completion
from eventsys.declarations.motions import service as motions
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.texts import service as texts
from eventsys.declarations.voting.rules import How
from tests.accounts.factories import make_user, sign_in
from tests.declarations.factories import make_plenary
from tests.support.counting import counted

__all__ = ["DEFAULT_SIZE", "make_text", "propose", "run"]

DEFAULT_SIZE, POINTS, WORDS = 1000, 40, 60
LANGUAGES = {"en": "word", "fr": "mot", "vi": "từ"}


def run(size: int) -> dict[str, Any]:
    """See the module; of ``size`` amendments."""
    small, large = _figures(max(size // 10, 1)), _figures(size)
    shown, before = (one["desk_seconds"] + one["view_seconds"] for one in (large, small))
    return {
        **large,
        "per_second": round(size / large["seconds"]),
        "reference": f"both pages with {max(size // 10, 1)} amendments, times ten",
        "ratio": round(shown / (10 * before), 2),
    }


def _figures(size: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="es-bench-") as folder:
        app = create_app(
            settings.load(
                {}, data_dir=Path(folder), rate_limits=False, second_factor="optional", testing=True
            )
        )
        with app.app_context():
            db.create_all()
            text = make_text()
            propose(text, size)
            db.session.commit()
            client = app.test_client()
            sign_in(client, make_user("secretariat", text.conference))
            here = f"/o/{text.conference.slug}/declarations/{text.public_id}"
            client.get(here)  # templates and languages are read once
            desk, view = _timed(client, f"{here}/amendments"), _timed(client, f"{here}/consolidated")
            decided = _decided(text)
            db.session.remove()
            db.engine.dispose()
    seconds = decided + desk["seconds"] + view["seconds"]
    return {
        "seconds": round(seconds, 3),
        "consolidate_seconds": round(decided, 3),
        "desk_seconds": round(desk["seconds"], 3),
        "view_seconds": round(view["seconds"], 3),
        "statements": desk["statements"] + view["statements"],
        "bytes": desk["bytes"] + view["bytes"],
    }


def make_text() -> Declaration:
    """Forty points of sixty words in each language; amendments are open."""
    text = texts.create(make_plenary(), title=Localized(dict.fromkeys(LANGUAGES, "Declaration")), by=SYSTEM)
    for number in range(POINTS):
        said = {
            code: " ".join(f"{word}{number}x{n}" for n in range(WORDS)) + ";"
            for code, word in LANGUAGES.items()
        }
        paragraphs.add_paragraph(text, ParagraphKind.POINT, Localized(said), by=SYSTEM)
    completion.circulate(text, by=SYSTEM)
    amendments.open_amendments(text, by=SYSTEM)
    return text


def propose(text: Declaration, size: int) -> None:
    """One after the other at each point, each at words of its own in every language."""
    cities = representation_queries.member_delegations(text.conference)
    for number in range(size):
        point = text.paragraphs[number % POINTS]
        at = 2 * (number // POINTS) % WORDS
        words = {}
        for code, word in LANGUAGES.items():
            said = str(point.text[code]).split(" ")
            said[at] = f"{word}new{number}"
            words[code] = " ".join(said)
        amendments.propose(
            text, cities[number % len(cities)], AmendmentKind.REPLACE, paragraph=point, text=Localized(words),
            by=SYSTEM, now=clock.now(),
        )  # fmt: skip


def _timed(client: Any, url: str) -> dict[str, Any]:
    begun = time.process_time()
    with counted() as statements:
        answer = client.get(url)
    if answer.status_code != 200:
        raise RuntimeError(f"{url} answered {answer.status_code}")
    return {
        "seconds": time.process_time() - begun,
        "statements": len(statements),
        "bytes": len(answer.data),
    }


def _decided(text: Declaration) -> float:
    """Seconds to decide on all, a tenth at a time."""
    every: list[Amendment] = amendments_queries.amendments(text)
    step, begun = max(len(every) // 10, 1), time.process_time()
    for start in range(0, len(every), step):
        motions.decide_block(
            text, every[start : start + step], accepted=True, how=How(), by=SYSTEM, now=clock.now()
        )
        db.session.commit()
    return time.process_time() - begun
