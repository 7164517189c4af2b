"""The verbs of commitments."""

from __future__ import annotations

from typing import Any

from eventsys.commitments.life import service as life
from eventsys.commitments.recording import service as recording
from eventsys.core.words.dates import ImpreciseDate
from eventsys.core.words.text import Localized
from tests.commitments.factories import make_text, point, terms
from tests.support.verbs import BY, NOW, Seen

ACT: dict[str, Any] = {"by": BY, "now": NOW}
WORDS = Localized(en="Twelve stations measure.")


def story(see: Seen) -> None:
    text = make_text()
    made = see(recording.record_commitment, text, terms(due="2014"), point=point(text), **ACT)
    said = recording.Said(Localized(en="The delegation of Jakarta"), ImpreciseDate.parse("2013-11-18"))
    pledge = see(recording.record_pledge, text.conference, terms("help in IT", owner="JKT"), said, **ACT)
    see(recording.edit, made, terms("easing smog for all"), None, by=BY)
    see(life.accept, made, **ACT)
    see(life.start, made, **ACT)
    see(life.report, made, WORDS, **ACT)
    see(life.evaluate, made, WORDS, **ACT)
    see(life.continue_, made, due=ImpreciseDate.parse("2015"), **ACT)
    life.report(made, WORDS, **ACT)
    life.evaluate(made, WORDS, **ACT)
    see(life.complete, made, **ACT)
    for step in (life.accept, life.start):
        step(pledge, **ACT)
    life.report(pledge, WORDS, **ACT)
    life.evaluate(pledge, WORDS, **ACT)
    see(life.discontinue, pledge, Localized(en="No money."), **ACT)
