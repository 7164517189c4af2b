"""How a signature was made: what counts as drawn, who attends, and what is said of each way."""

import pytest

from eventsys.core import clock
from eventsys.core.actor import SYSTEM, Actor
from eventsys.core.db import db
from eventsys.declarations import rules, service
from eventsys.declarations.errors import InkMissing
from eventsys.declarations.models import Signatory, Way
from tests.accounts.factories import make_user
from tests.declarations.factories import drawing, make_open, make_plenary, signatory_of

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
    assert rules.is_drawn(ground, drawn, covered) is expected


@pytest.mark.parametrize(
    ("way", "who", "drawn", "said"),
    [
        (Way.TABLET, "Mai", True, "Drawn by hand in the presence of Mai, secretariat"),
        (Way.TABLET, "Mai", False, "Given in the presence of Mai, secretariat"),
        (Way.TABLET, "", True, "Recorded from the shell of the site, by whoever runs it"),
        (
            Way.OWN_CERTIFICATE, "Mai", False,
            "Made with the signatory’s own certificate, in the presence of Mai, secretariat",
        ),
        (Way.OWN_CERTIFICATE, "", False, "Made with the signatory’s own certificate"),
        (Way.TOKEN, "", False, "Made with the signatory’s own token"),
        (
            Way.ELSEWHERE, "Mai", False,
            "Made in another program with the signatory’s own certificate; handed in to Mai, secretariat",
        ),
        (Way.WET_INK, "Mai", False, "Signed by hand on paper; the scan was filed by Mai, secretariat"),
        (Way.WET_INK, "", False, "Signed by hand on paper; its scan is on file"),
    ],
)  # fmt: skip
def test_every_way_is_told_and_says_what_it_proves(app, way, who, drawn, said):
    one = Signatory(way=way, attended_by=who, drawn=drawn)
    assert rules.made(one) == said
    assert rules.proves(one).startswith(("It proves that", "The seal proves that"))
    assert rules.proves(one)


def test_nothing_is_said_before(app):
    one = Signatory(way="", attended_by="", drawn=False)
    assert (rules.made(one), rules.proves(one)) == ("", "")


def test_in_the_presence_of_staff_the_signature_is_drawn(app):
    declaration = make_open(make_plenary(cities=2), points=1)
    user = make_user(name="Lê Thu Hà")
    staff = Actor(kind="user", user_id=user.id, label=user.name)
    hanoi, bangkok = signatory_of(declaration, "Hanoi"), signatory_of(declaration, "Bangkok")
    dot = service.ink_from_data_url(drawing((150, 50), (152, 51)))
    for ink in (None, dot):
        with pytest.raises(InkMissing):
            service.sign(hanoi, by=staff, now=clock.now(), ink=ink)
        db.session.rollback()
    service.sign(hanoi, by=staff, now=clock.now(), ink=service.ink_from_data_url(drawing()))
    service.sign(bangkok, by=SYSTEM, now=clock.now())
    user.name = "Somebody Else"
    db.session.commit()
    assert (hanoi.drawn, hanoi.attended_by, hanoi.attended_id) == (True, "Lê Thu Hà", user.id)
    assert (bangkok.drawn, bangkok.attended_by, bangkok.attended_id) == (False, "", None)
