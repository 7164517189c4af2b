"""Letters to several delegations that are planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.rounds.models import LetterRound, RoundAddressee, RoundPurpose, RoundWords

__all__ = ["make_round"]


def make_round(
    delegations: Sequence[Delegation], purpose: RoundPurpose = RoundPurpose.INVITATION, **over: Any
) -> LetterRound:
    """To ``delegations``, tomorrow, with a paragraph of the organiser's own."""
    now = clock.now()
    values = {"send_at": now + timedelta(days=1), "made_at": now, **over}
    made = LetterRound(conference_id=delegations[0].conference_id, purpose=purpose, **values)
    made.own_words = [RoundWords(words=Localized(en="Own words"))]
    db.session.add(made)
    db.session.flush()
    db.session.add_all(RoundAddressee(round_id=made.id, delegation_id=one.id) for one in delegations)
    db.session.flush()
    return made
