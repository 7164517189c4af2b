"""The verbs of mail."""

from __future__ import annotations

from typing import Any

from eventsys.mail.bounces import service as bounces
from eventsys.mail.bounces.rules import Bounce
from eventsys.mail.record.models import LetterState, OutboxLetter, Reason
from eventsys.mail.record.rules import LetterVerb
from eventsys.mail.settling import service as settling
from eventsys.mail.writing import service as writing
from eventsys.mail.writing.service import Letter
from tests.support.verbs import BY, NOW, Seen


def letter(number: int, **over: Any) -> Letter:
    return Letter(
        kind="privacy/account-erased",
        to_address=f"reader{number}@example.org",
        to_name="Bình",
        language="vi",
        values={"name": "Bình", "sender_name": "eventsys", "footer": ""},
        **over,
    )


def story(see: Seen) -> None:
    row: OutboxLetter = see(writing.queue, letter(1))
    row.state, row.settled_at = LetterState.SENT, NOW
    report = Bounce((row.message_id,), row.to_address, True, Reason.NO_SUCH_ADDRESS, "550 no such user", NOW)
    see(bounces.note_bounce, report, by=BY, now=NOW)
    see(writing.send_again, row, key="1", by=BY, now=NOW, case="what failed")
    row.state, row.settled_at = LetterState.SENT, NOW
    see(writing.send_again, row, key="2", by=BY, now=NOW, case="what was sent")
    waiting = writing.queue(letter(2))
    see(settling.cancel, waiting, by=BY, now=NOW)
    linked = writing.queue(letter(3))
    linked.link_hash = "1" * 64
    see(settling.withdraw, ["1" * 64], by=BY, now=NOW)
    see(settling.blank, [writing.queue(letter(4))], by=BY, now=NOW)
    see(settling.move, writing.queue(letter(5)), LetterVerb.CANCEL, by=BY, now=NOW)
