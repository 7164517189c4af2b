"""Fifty signatories sign one document in turn, as at a ceremony."""

from __future__ import annotations

import cProfile
import pstats
from itertools import pairwise

import pytest

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.declarations.ceremony import service
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.stages import service as stages
from eventsys.declarations.stages.service import authority
from eventsys.signing.validation.validate import validate
from tests.declarations.factories import make_open, make_plenary

CITIES = 50


def given(signatory: Signatory) -> None:
    service.sign(signatory, by=SYSTEM, now=clock.now())
    db.session.commit()


def cost_of(signatory: Signatory) -> int:
    """How many functions a signature calls: its cost, however busy the machine is."""
    profile = cProfile.Profile()
    profile.runcall(given, signatory)
    return pstats.Stats(profile).total_calls  # type: ignore[attr-defined,no-any-return]


@pytest.mark.usefixtures("app")
def test_fifty_sign_in_turn():
    """All are valid after the last; the fiftieth costs at most three times the second, and none 40 kB."""
    declaration = make_open(make_plenary(cities=CITIES), points=2)
    first, second, *others, last = signatories_queries.signatories(declaration)
    given(first)  # fonts are read once a process
    sizes, costs = [len(stages.document(declaration))], [cost_of(second)]
    for signatory in others:
        given(signatory)
        sizes.append(len(stages.document(declaration)))
    costs.append(cost_of(last))
    sizes.append(len(stages.document(declaration)))
    assert costs[1] <= 3 * costs[0]
    assert max(later - earlier for earlier, later in pairwise(sizes)) < 40_000
    report = validate(stages.document(declaration), authority().anchors)
    assert [one.valid for one in report.signatures] == [True] * (CITIES + 1)
    assert report.valid
