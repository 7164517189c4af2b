from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class Incomplete(Refusal):
    message = _l("Something is still missing: %(parts)s.")
    status = 422


class NoPhoto(Refusal):
    message = _l("Please add a photo first: your badge carries it.")
    status = 422


class NoConsent(Refusal):
    message = _l("Please agree to the use of these data: without it we cannot register you.")
    status = 422
