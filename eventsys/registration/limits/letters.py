"""What is written to who waits for a place, and to who gets one."""

from __future__ import annotations

from dataclasses import replace

from eventsys.core.words.languages import fallbacks
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.mail.writing.service import Letter
from eventsys.registration.composer.models import FormChoice
from eventsys.registration.links.letters import to_delegate
from eventsys.registration.people.models import Delegate


def waits(delegate: Delegate, choice: FormChoice, number: int, url: str) -> Letter:
    """All places are taken: once, however often the answer is changed."""
    letter = _about(delegate, choice, "place_waiting", url, {"number": number})
    return replace(letter, key=f"place-waiting/{choice.key}/{delegate.public_id.hex}")


def came_free(delegate: Delegate, choice: FormChoice, url: str, *, key: str) -> Letter:
    """Who has waited has a place now."""
    return replace(_about(delegate, choice, "place_free", url, {}), key=f"place-free/{key}")


def _about(delegate: Delegate, choice: FormChoice, letter: str, url: str, more: dict[str, object]) -> Letter:
    order = fallbacks(delegate.language, delegate.conference.languages)
    said = {
        "choice": choice.words.get_in(order),
        "question": choice.question.label.get_in(order),
        "action_url": url,
        **more,
    }
    return to_delegate(delegate, letter, said, label=_l("See your registration"))
