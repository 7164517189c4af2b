"""What an account is declined for, by name."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class AddressTaken(Refusal):
    message = _l("There is an account with this address already.")


class NotYourself(Refusal):
    message = _l("You cannot do this to your own account. Ask another administrator.")


class PasswordRefused(Refusal):
    message = _l("Choose another password.")


class PasswordTooShort(PasswordRefused):
    message = _l("A password has at least %(least)s characters. Four or five words are easy to remember.")


class PasswordTooCommon(PasswordRefused):
    message = _l("This password is easy to guess. Choose one without your name, series or well-known words.")
