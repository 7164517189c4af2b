from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class RegistrationEditedMeanwhile(Refusal):
    message = _l(
        "Somebody else saved this registration while you had it open. What you typed is below; check it and save again."
    )


class NotEditable(Refusal):
    message = _l(
        "This registration is “%(state)s” and cannot be changed here. Please write to the secretariat."
    )
