"""Two translators' files taken in at the same moment, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask

from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.translators import service
from eventsys.declarations.translators.rules import HandedIn
from eventsys.declarations.wording import service as wording
from tests.declarations.factories import make_declaration, make_plenary
from tests.declarations.translators.factories import taken, translated
from tests.support.threads import together

POINT = "b_point:1"


def taking(public_id: UUID, handed: HandedIn, seen: str) -> Callable[[], object]:
    def act() -> object:
        found = acts_queries.get_declaration(public_id)
        return service.take_in(found, handed, seen=seen, by=SYSTEM)

    return act


@pytest.mark.parametrize(
    ("languages", "ends", "versions"),
    [(("fr", "vi"), Counter(done=2), 2), (("vi", "vi"), Counter(done=1, TextMovedOn=1), 1)],
)
def test_files_at_the_same_moment(
    app: Flask, languages: tuple[str, str], ends: Counter[str], versions: int
) -> None:
    """Of two languages both are taken in, one after the other; of the same language one, and the other is shown again."""
    draft = make_declaration(make_plenary(cities=1), points=1)
    point = draft.paragraphs[-1]
    paragraphs.edit_paragraph(draft, point, Localized({**point.text, "en": "plant trees;"}), by=SYSTEM)
    files = [
        taken(draft, translated(draft, {POINT: f"{code} {number};"}, target=code))
        for number, code in enumerate(languages)
    ]
    seen = [service.review(draft, one).fingerprint for one in files]
    number, before = draft.public_id, draft.version
    db.session.commit()
    acts = [taking(number, one, mark) for one, mark in zip(files, seen, strict=True)]
    assert together(app, acts) == ends
    draft = acts_queries.get_declaration(number)
    assert draft.version == before + versions
    point = draft.paragraphs[-1]
    assert {point.text[code] for code in set(languages)} <= {f"{c} {n};" for n, c in enumerate(languages)}
    assert wording.wording_of(point).behind == [code for code in ("fr", "vi") if code not in languages]
