"""What a network's declarations say is remembered: each piece in all its languages, and of no text that is not to be read."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Role
from eventsys.core.bilingual import read_tmx, starred
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.completion import service as completion
from eventsys.declarations.memory import service
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.wording import service as wording
from tests.accounts.factories import make_user, sign_in
from tests.conferences.factories import make_conference
from tests.declarations.factories import make_declaration, make_plenary
from tests.networks.factories import make_network

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def draft() -> Declaration:
    """Of its two points the second has French that is behind, the first English alone."""
    made = make_declaration(make_plenary(cities=2), points=2)
    first, second = made.paragraphs[2:]
    paragraphs.edit_paragraph(made, first, Localized(en=first.text["en"]), by=SYSTEM)
    paragraphs.edit_paragraph(
        made, second, Localized({**second.text, "en": "plant *more* trees;"}), by=SYSTEM
    )
    second.behind = ["fr"]
    return made


def adopted(conference_of: Declaration, title: str, **over: object) -> Declaration:
    made = make_declaration(conference_of.conference, title={"en": title, "vi": "Tuyên bố"}, points=1, **over)
    completion.finalise(made, by=SYSTEM)
    adoption.adopt(made, by=SYSTEM, now=clock.now())
    return made


def origins(draft: Declaration) -> list[str]:
    return [one.origin for one in service.memory_of(draft)]


def test_pieces_are_remembered_in_the_languages_that_are_in_line(draft: Declaration):
    found = {one.origin: sorted(one.words) for one in service.memory_of(draft)}
    assert found == {
        "this text: The title": ["en", "fr", "vi"],
        "this text: Preamble paragraph 1": ["en", "fr", "vi"],
        "this text: Preamble paragraph 2": ["en", "fr", "vi"],
        "this text: Point 2": ["en", "vi"],
    }


def test_adopted_texts_of_this_conference_and_sealed_ones_of_the_network_are_remembered(draft: Declaration):
    own = adopted(draft, "Own", languages=["en", "vi"])
    before = len(origins(draft))
    assert [one for one in origins(draft) if one.endswith("Point 1")] == ["Own (2027): Point 1"]
    earlier = make_conference(
        network=draft.conference.network, edition=11, slug="earlier", host_city=draft.conference.host_city
    )
    own.conference = earlier
    db.session.flush()
    assert len(origins(draft)) < before  # adopted there, and nobody may read it yet
    own.conference = draft.conference
    ceremony.open_for_signature(own, by=SYSTEM, now=clock.now())
    own.conference = earlier
    db.session.flush()
    assert "Own (2027): Point 1" in origins(draft)
    earlier.network = make_network("OTHER")
    db.session.flush()
    assert "Own (2027): Point 1" not in origins(draft)


def test_what_is_alike_says_where_it_is_from(draft: Declaration):
    adopted(draft, "Own", languages=["en", "vi"])
    first = next(piece for piece in wording.pieces(draft) if piece.what == "b_point:1")
    (match,) = service.matches(draft, [first], "en", "vi")["b_point:1"]
    assert (match.likeness, match.origin) == (100, "Own (2027): Point 1")
    assert service.matches(draft, [first], "en", "fr") == {"b_point:1": []}


def test_the_memory_is_taken_away_in_one_file(draft: Declaration, client: FlaskClient):
    sign_in(client, make_user(Role.SECRETARIAT, draft.conference))
    db.session.commit()
    answer = client.get(f"/o/{draft.conference.slug}/declarations/{draft.public_id}/memory.tmx")
    assert answer.headers["Content-Type"] == "application/x-tmx+xml"
    last = read_tmx(answer.data)[-1]
    assert (last.key, starred(last.words["en"])) == (
        f"{draft.public_id.hex}-{draft.paragraphs[3].public_id.hex}",
        "plant *more* trees;",
    )
