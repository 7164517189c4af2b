"""One volume of a declaration in the 24 languages of the Union, five points each, for ``size`` signatories: sealed.

``seconds``: processor time from the adopted text to the sealed volume, its record, and the files of each language in it,
what child processes did included; ``pages`` and ``bytes`` of the volume. ``reference``: the same in three languages;
``ratio``: the time for a language over the time for one of these three, beyond what a volume takes anyway.
"""

from __future__ import annotations

import io
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf

from eventsys.app import create_app
from eventsys.core import clock, settings
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.languages import in_language, list_words
from eventsys.core.words.tags import name_in
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration, ParagraphKind
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.completion import service as completion
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.stages import service as stages
from eventsys.declarations.texts import service as texts
from tests.declarations.factories import make_plenary
from tests.declarations.union import UNION

__all__ = ["DEFAULT_SIZE", "run"]

DEFAULT_SIZE, POINTS = 50, 5


def run(size: int) -> dict[str, Any]:
    """See the module; for ``size`` signatories."""
    few, all_of_them = _sealed(UNION[:3], size), _sealed(UNION, size)
    each = (all_of_them["seconds"] - few["seconds"]) / (len(UNION) - 3)
    return {
        **all_of_them,
        "reference": "the same in three languages",
        "reference_seconds": few["seconds"],
        "ratio": round(3 * each / few["seconds"], 2),
    }


def _sealed(languages: Sequence[str], size: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="es-bench-") as folder:
        app = create_app(
            settings.load(
                {}, data_dir=Path(folder), rate_limits=False, second_factor="optional", testing=True
            )
        )
        with app.app_context():
            db.create_all()
            text = _adopted(languages, size)
            db.session.commit()
            begun = _spent()
            ceremony.open_for_signature(text, by=SYSTEM, now=clock.now())
            db.session.commit()
            seconds = _spent() - begun
            pdf = stages.document(text)
            db.session.remove()
            db.engine.dispose()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {"seconds": round(seconds, 3), "pages": len(opened.pages), "bytes": len(pdf)}


def _adopted(languages: Sequence[str], size: int) -> Declaration:
    made = texts.create(
        make_plenary(cities=size),
        title=Localized({code: f"Declaration: {name_in(code, code)}" for code in languages}),
        languages=list(languages),
        order_language=languages[0],
        by=SYSTEM,
    )
    for number in range(POINTS):
        words = Localized({code: _point(code, number) for code in languages})
        paragraphs.add_paragraph(made, ParagraphKind.POINT, words, by=SYSTEM)
    made.place = Localized(dict.fromkeys(languages, "Hanoi"))
    completion.finalise(made, by=SYSTEM)
    adoption.adopt(made, by=SYSTEM, now=clock.now())
    return made


def _point(language: str, number: int) -> str:
    """Names of eight languages in each of them, as CLDR has them: words of every alphabet, of a length that points have."""
    with in_language(language):
        return list_words([name_in(tag, language) for tag in UNION[number : number + 8]])


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
