"""What any part of an edition may be declined for, by name."""

from __future__ import annotations

from eventsys.core.errors import NotFound, Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NotThere(NotFound):
    message = _l("This part of the conference is no longer there.")


class TextMissing(Refusal):
    message = _l("Give this in at least one of the conference’s languages.")


class InUse(Refusal):
    message = _l("“%(name)s” is already used by registrations or sessions and cannot be removed.")


class SavedByAnother(Refusal):
    message = _l(
        "Someone else saved this conference while you were editing it. What you typed is still here:"
        " compare it with what is stored now, then save again to replace it."
    )
