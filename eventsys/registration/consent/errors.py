from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class ConsentTextChanged(Refusal):
    message = _l("What you are asked to agree to has just been changed. Please read it again.")
    status = 409
