"""Answers that are declined, by name; the question is named by whoever shows them."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class AnswerTooLong(Refusal):
    message = _l("An answer has at most %(most)s characters here; there are %(length)s.")
    status = 422


class NoSuchChoice(Refusal):
    message = _l("“%(text)s” is none of the choices.")
    status = 422


class OneChoiceOnly(Refusal):
    message = _l("Only one can be chosen here.")
    status = 422


class NoNumber(Refusal):
    message = _l("“%(text)s” is no number. Write figures without signs between thousands: 1234 or 12.5.")
    status = 422


class NoDay(Refusal):
    message = _l("“%(text)s” cannot be read as one day. Write year, month and day: 2026-11-18.")
    status = 422


class NoTime(Refusal):
    message = _l("“%(text)s” is no time of day. Write hours and minutes: 14:30.")
    status = 422


class NoCountry(Refusal):
    message = _l("We know no country called “%(text)s”.")
    status = 422


class NoTelephone(Refusal):
    message = _l("This is not a telephone number. Begin with + and the code of the country.")
    status = 422


class NotTyped(Refusal):
    message = _l("A document is sent by the person, or filed by the staff; a table cannot bring it.")
    status = 422


class NotAsked(Refusal):
    message = _l("“%(label)s” is not asked of this category.")
    status = 422
