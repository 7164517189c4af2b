"""What cannot be laid out on a sheet, or on labels."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class MixedSizes(Refusal):
    """Designs of several sizes on one sheet."""

    message = _l(
        "These badges are of different sizes and do not go on one sheet. Print one category at a time, or one "
        "badge on each page."
    )
    status = 422


class BadSheet(Refusal):
    """Measures or choices of a sheet that make no sense; ``what`` is the field."""

    message = _l("This sheet cannot be laid out: look at “%(what)s”.")
    status = 422
