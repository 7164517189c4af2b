"""Changes in the *meta* of Akoma Ntoso: proposals among its references, when each was decided in its lifecycle, what it changed
and how it was voted on in its analysis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from lxml import etree

from eventsys.core.bilingual.parsing import XML, speakable
from eventsys.declarations.modifications.models import AKN, OWN, Change
from eventsys.declarations.modifications.rules import proposal

_COUNTS: Final = ("for", "against", "abstaining")
_CARRIED: Final = "carried"


def _in(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(
        parent, f"{AKN}{tag}", {name: speakable(words) for name, words in attributes.items()}
    )


def add_history(meta: etree._Element, changes: Sequence[Change], adopted_on: date | None) -> None:
    """*lifecycle* and *analysis*, behind the identification. Nothing where no amendment changed anything."""
    if not changes:
        return
    events = [(proposal(one.label), one.decided_on, "amendment") for one in changes if one.decided_on]
    events += [("secretariat", adopted_on, "generation")] if adopted_on else []
    if events:
        life = _in(meta, "lifecycle", source="#secretariat")
        for by, on, kind in sorted(events, key=lambda event: (event[1], event[2])):
            _in(life, "eventRef", eId=f"event-{by}", date=str(on), type=kind, source=f"#{by}")
    analysis = _in(meta, "analysis", source="#secretariat")
    passive = _in(analysis, "passiveModifications")
    for one in changes:
        _add_change(passive, one)
    if any(one.votes for one in changes):
        parliamentary = _in(analysis, "parliamentary")
        for one in changes:
            _add_votes(parliamentary, one)


def _add_change(passive: etree._Element, one: Change) -> None:
    by = proposal(one.label)
    mod = _in(passive, "textualMod", eId=f"mod-{by}", type=one.kind.value)
    told = etree.SubElement(
        _in(mod, "source", href=f"#{by}"), f"{OWN}amendment", {"label": one.label, "city": one.city}
    )
    told.text = speakable(one.city_name)
    if one.parent is not None:
        told.set("to", one.parent)
    for eid in one.at:
        _in(mod, "destination", href=f"#{eid}")
    for tag, words in (("old", one.old), ("new", one.new)):
        if words:
            said = etree.SubElement(_in(mod, tag), f"{OWN}words")
            said.text = speakable(words)
            said.set(f"{XML}space", "preserve")


def _add_votes(parliamentary: etree._Element, one: Change) -> None:
    if one.votes is not None:
        by = proposal(one.label)
        voting = _in(parliamentary, "voting", eId=f"vote-{by}", href=f"#{by}", outcome=f"#{_CARRIED}")
        for what, number in zip(_COUNTS, one.votes, strict=True):
            _in(voting, "count", eId=f"vote-{by}-{what}", value=str(number), refersTo=f"#{what}")


def add_references(references: etree._Element, work: str, changes: Sequence[Change]) -> None:
    """The proposals, and what the counts of votes are called. The cities stand among the others."""
    for one in changes:
        _in(
            references,
            "passiveRef",
            eId=proposal(one.label),
            href=f"{work}/amendment/{one.label}",
            showAs=f"{one.label}, {one.city_name}",
        )
    if any(one.votes for one in changes):
        for concept in (*_COUNTS, _CARRIED):
            _in(
                references, "TLCConcept", eId=concept, href=f"/akn/ontology/concept/{concept}", showAs=concept
            )
