"""Why the programme is not published, by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NothingToPublish(Refusal):
    message = _l("No session is scheduled and waiting to be published.")


class Clashes(Refusal):
    """The programme cannot be published; ``clashes`` are values of ``clashes.rules``, each names its sessions."""

    message = _l("The programme was not published. Settle these clashes first: %(list)s")

    def __init__(self, clashes: Sequence[Any]) -> None:
        self.clashes = list(clashes)
        super().__init__(list=" · ".join(str(clash) for clash in clashes))
