"""Letters to cities about what became of their amendments: values in, a message out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.declarations.acts.letters import Addressee, about_document
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments.models import Amendment
from eventsys.declarations.voting.models import Manner
from eventsys.declarations.voting.rules import lost_words
from eventsys.mail.record.models import About
from eventsys.mail.writing.service import Letter

_VOTED = _l("Amendment %(number)s of your city was put to the vote and not accepted.")
#: In the language in force.
_NOT_ACCEPTED: Mapping[Manner, Any] = {
    Manner.SHOW_OF_HANDS: _VOTED,
    Manner.ROLL_CALL: _VOTED,
    Manner.CONSENSUS: _l(
        "Amendment %(number)s of your city was decided by consensus, without a vote: it was not accepted."
    ),
    Manner.EDITORIAL: _l(
        "Amendment %(number)s of your city was decided by the secretariat, as editorial: it was not accepted."
    ),
}


def not_taken_up(
    declaration: Declaration, amendments: Sequence[Amendment], to: Addressee, url: str
) -> Letter:
    """``amendments`` of one city were not accepted, or lapsed with the one that they would have changed."""
    delegation = amendments[0].delegation

    def words(text: str) -> tuple[Any, list[Any], Any]:
        sentences: list[Any] = []
        for one in amendments:
            sentences += [_fate(one), *_reasons(one)]
        return _("Your amendments: %(text)s", text=text), sentences, _("Open your page")

    about = About("delegation", delegation.public_id)
    return about_document(declaration, to, url, words, city=delegation.city_name, about=about)


def _fate(amendment: Amendment) -> str:
    if amendment.has_lapsed and amendment.parent is not None:
        return str(
            _(
                "Amendment %(number)s of your city has lapsed: amendment %(other)s, which it would have changed, was withdrawn.",
                number=amendment.label,
                other=amendment.parent.label,
            )
        )
    return str(_NOT_ACCEPTED[_manner(amendment)]) % {"number": amendment.label}


def _manner(amendment: Amendment) -> Manner:
    return amendment.question.manner if amendment.question is not None else Manner.CONSENSUS


def _reasons(amendment: Amendment) -> list[str]:
    """Of alternatives what carried, in the reader's language: the note on record has it in that of who closed the vote."""
    question = amendment.question
    if question is not None and question.of_alternatives:
        found = [lost_words(question.carried), question.note]
    else:
        found = [amendment.note]
    return [one for one in found if one]
