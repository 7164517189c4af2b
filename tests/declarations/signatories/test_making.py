"""How a signature was made: what counts as drawn, who attends, and what is said of each way."""

import base64
import random

import pytest
from sqlalchemy import text

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor, Role
from eventsys.core.db import db
from eventsys.declarations.ceremony import rules as ceremony_rules
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.ceremony.errors import InkMissing
from eventsys.declarations.signatories import rules
from eventsys.declarations.signatories.models import Signatory, Way
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages import service as stages_service
from eventsys.files import service as files
from tests.accounts.factories import make_user, sign_in
from tests.declarations.factories import drawing, make_open, make_plenary, signatory_of
from tests.support.web import post

pytestmark = pytest.mark.usefixtures("app")
STROKES = {
    "a name": ((600, 200), (300, 60), 0.9, True),
    "initials": ((600, 200), (44, 40), 1.0, True),
    "a first and a last name": ((600, 200), (400, 60), 0.6, True),
    "on a telephone": ((340, 208), (30, 60), 0.8, True),
    "upright": ((600, 200), (6, 50), 1.0, True),
    "a dot": ((600, 200), (5, 5), 1.0, False),
    "a slip of the pen": ((600, 200), (30, 8), 1.0, False),
    "two dots": ((600, 200), (400, 5), 0.03, False),
    "a file of nothing but strokes": ((200, 60), (200, 60), 0.9, True),
}


@pytest.mark.parametrize("what", STROKES)
def test_a_signature_is_more_than_a_dot(what):
    ground, drawn, covered, expected = STROKES[what]
    assert ceremony_rules.is_drawn(ground, drawn, covered) is expected


@pytest.mark.parametrize(
    ("way", "who", "drawn", "said"),
    [
        (Way.TABLET, "Mai", True, "Drawn by hand in the presence of Mai, secretariat"),
        (Way.TABLET, "Mai", False, "Given in the presence of Mai, secretariat"),
        (Way.TABLET, "", True, "Recorded from the shell of the site, by whoever runs it"),
        (
            Way.OWN_CERTIFICATE,
            "Mai",
            False,
            "Made with the signatory’s own certificate, in the presence of Mai, secretariat",
        ),
        (Way.OWN_CERTIFICATE, "", False, "Made with the signatory’s own certificate"),
        (Way.TOKEN, "", False, "Made with the signatory’s own token"),
        (
            Way.ELSEWHERE,
            "Mai",
            False,
            "Made in another program with the signatory’s own certificate; handed in to Mai, secretariat",
        ),
        (Way.WET_INK, "Mai", False, "Signed by hand on paper; the scan was filed by Mai, secretariat"),
        (Way.WET_INK, "", False, "Signed by hand on paper; its scan is on file"),
    ],
)
def test_every_way_is_told_and_says_what_it_proves(way, who, drawn, said):
    one = Signatory(way=way, attended_by=who, drawn=drawn)
    assert rules.way_words(one) == said
    assert rules.proof_words(one).startswith(("It proves that", "The seal proves that"))
    assert rules.proof_words(one)


def test_nothing_is_said_before():
    one = Signatory(way="", attended_by="", drawn=False)
    assert (rules.way_words(one), rules.proof_words(one)) == ("", "")


def test_in_the_presence_of_staff_the_signature_is_drawn():
    declaration = make_open(make_plenary(cities=2), points=1)
    user = make_user(name="Lê Thu Hà")
    staff = Actor(kind="user", user_id=user.id, label=user.name)
    hanoi, bangkok = signatory_of(declaration, "Hanoi"), signatory_of(declaration, "Bangkok")
    dot = ceremony.ink_from_data_url(drawing((150, 50), (152, 51)))
    for ink in (None, dot):
        with pytest.raises(InkMissing):
            ceremony.sign(hanoi, by=staff, now=clock.now(), ink=ink)
        db.session.rollback()
    ceremony.sign(hanoi, by=staff, now=clock.now(), ink=ceremony.ink_from_data_url(drawing()))
    ceremony.sign(bangkok, by=SYSTEM, now=clock.now())
    user.name = "Somebody Else"
    db.session.commit()
    assert (hanoi.drawn, hanoi.attended_by, hanoi.attended_id) == (True, "Lê Thu Hà", user.id)
    assert (bangkok.drawn, bangkok.attended_by, bangkok.attended_id) == (False, "", None)


def test_a_drawn_signature_is_kept_in_the_document_and_nowhere_else(app, client):
    declaration = make_open(make_plenary(cities=2), points=1)
    sign_in(client, make_user(Role.SECRETARIAT, declaration.conference))
    hand = random.Random()  # noqa: S311  # a drawing that no other test makes
    sent = drawing(*[(hand.randrange(20, 280), hand.randrange(10, 90)) for _ in range(40)])
    octets = base64.b64decode(sent.partition(",")[2])
    made = ceremony.ink_from_data_url(sent).png
    wanted = [
        sent[200:260].encode(),
        *(png[at : at + 24] for png in (octets, made) for at in (120, len(png) // 2)),
    ]
    here = f"/o/plenary12/declarations/{declaration.public_id}"
    page = f"{here}/sign/{signatory_of(declaration, 'Hanoi').public_id}"
    assert post(client, page, {"ink": sent, "on": "1900-01-01"}).status_code == 422  # nor when it is refused
    assert "data-keep" not in client.get(page).text  # and in no draft of the browser
    assert post(client, page, {"ink": sent}).status_code == 303
    db.session.expire_all()
    stages = {files.path_or_stream(latest.digest) for _original, latest in stages_queries.stages(declaration)}
    kept = [path.read_bytes() for path in _files(app) if path not in stages]
    kept += [value if isinstance(value, bytes) else str(value).encode() for value in _values()]
    assert len(kept) > 100
    assert [secret for secret in wanted if any(secret in one for one in kept)] == []
    assert b"/Subtype /Image" in stages_service.document(declaration)


def _files(app):
    return [path for path in app.extensions["eventsys.settings"].data_dir.rglob("*") if path.is_file()]


def _values():
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(text(f'SELECT * FROM "{table.name}"')):  # noqa: S608
            yield from row
