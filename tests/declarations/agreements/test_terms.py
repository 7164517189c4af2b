"""Agreements after the last signature: in force, renewed, expired, ended, public."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.errors import NoStep, NoteMissing
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.agreements import service
from eventsys.declarations.agreements.errors import EndsTooEarly
from eventsys.declarations.stages import service as stages
from eventsys.declarations.stages.errors import NotOpen
from eventsys.declarations.verification import service as verification
from tests.declarations.agreements.test_agreements import FIRST, sign, signed
from tests.declarations.factories import (
    make_sealed,
)

pytestmark = pytest.mark.usefixtures("app")
LAST = date(2016, 11, 30)


def test_in_force_renewed_and_expired_when_its_last_day_is_over():
    agreement = signed()
    with pytest.raises(EndsTooEarly):
        service.enter_into_force(agreement, FIRST, until=date(2013, 11, 30), by=SYSTEM)
    service.enter_into_force(agreement, FIRST, until=LAST, by=SYSTEM)
    assert (agreement.state, agreement.in_force_on, agreement.ends_on) == ("in_force", FIRST, LAST)
    last_evening = datetime(2016, 11, 30, 16, 59, tzinfo=UTC)  # 23:59 in Hanoi
    assert service.expire_due(now=last_evening) == 0
    with pytest.raises(EndsTooEarly):
        service.prolong(agreement, until=date(2016, 11, 29), by=SYSTEM)
    service.prolong(agreement, until=date(2019, 11, 30), by=SYSTEM)
    midnight = datetime(2016, 11, 30, 17, 0, tzinfo=UTC)
    assert service.expire_due(now=midnight) == 0
    assert service.expire_due(now=datetime(2019, 12, 1, tzinfo=UTC)) == 1
    assert (agreement.state, service.expire_due(now=datetime(2020, 1, 1, tzinfo=UTC))) == ("expired", 0)
    with pytest.raises(NoStep):
        service.prolong(agreement, until=None, by=SYSTEM)


def test_what_is_renewed_at_the_moment_it_would_expire_goes_on():
    agreement = signed()
    service.enter_into_force(agreement, FIRST, until=LAST, by=SYSTEM)
    later = update(Declaration).where(Declaration.id == agreement.id).values(ends_on=date(2019, 11, 30))
    db.session.execute(later.execution_options(synchronize_session=False))
    assert agreement.ends_on == LAST, "as the worker read it before"
    assert service.expire_due(now=datetime(2017, 1, 1, tzinfo=UTC)) == 0
    assert agreement.state == "in_force"


def test_without_a_last_day_it_never_expires():
    agreement = signed()
    service.enter_into_force(agreement, FIRST, by=SYSTEM)
    assert service.expire_due(now=datetime(2100, 1, 1, tzinfo=UTC)) == 0
    assert agreement.state == "in_force"


def test_ending_before_its_time_asks_for_a_note_and_keeps_it():
    agreement = make_sealed("HAN", "TYO")
    sign(agreement, "Tokyo")
    with pytest.raises(NoteMissing):
        service.terminate(agreement, "  ", by=SYSTEM, now=clock.now())
    service.terminate(agreement, "Hanoi withdrew.", by=SYSTEM, now=clock.now())
    db.session.commit()
    kept = db.session.scalars(db.select(AuditEntry).where(AuditEntry.verb == "agreement.ended")).one()
    assert kept.after == {"note": "Hanoi withdrew."}
    with pytest.raises(NotOpen):
        sign(agreement, "Hanoi")
    assert verification.verify(stages.document(agreement)).report.verdict.value != "changed"


def test_the_public_reads_an_agreement_when_all_have_signed():
    agreement = make_sealed("HAN", "TYO")
    seen = [acts_queries.public_documents(agreement.conference)]
    for city in ("Hanoi", "Tokyo"):
        sign(agreement, city)
        seen.append(acts_queries.public_documents(agreement.conference))
    assert [list(found) for found in seen] == [[], [], [agreement]]
    service.enter_into_force(agreement, FIRST, by=SYSTEM)
    service.terminate(agreement, "Done.", by=SYSTEM, now=clock.now())
    assert list(acts_queries.public_documents(agreement.conference)) == [agreement]
