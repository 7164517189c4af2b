"""The words of a letter, as others than its recipient may read them: a service, as it asks how a letter is written."""

from __future__ import annotations

from eventsys.core import current
from eventsys.mail.fates import rules
from eventsys.mail.record import rules as record_rules
from eventsys.mail.record.models import OutboxLetter
from eventsys.mail.writing.service import LetterPreview, html_of


def words_for_staff(letter: OutboxLetter) -> LetterPreview | None:
    """What others than the recipient may read: links are cut off; ``None`` for a letter about an account."""
    if rules.is_private(letter.kind):
        return None
    base = current.settings().base_url
    text, html = record_rules.masked(letter.text, base), record_rules.masked(html_of(letter), base)
    return LetterPreview(letter.language, letter.subject, text, html)
