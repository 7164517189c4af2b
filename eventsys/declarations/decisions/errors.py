"""What is declined when amendments are decided."""

from __future__ import annotations

from dataclasses import dataclass

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.tags import own_name


@dataclass(frozen=True, slots=True)
class Clash:
    """The same words, which two changes make different: as they were (``base``), as they stand, as they are proposed."""

    language: str
    base: str
    present: str
    proposed: str


class WordsCollide(Refusal):
    """Accepting would undo what was changed since, in the very words that the amendment changes. ``clashes``: these."""

    message = _l(
        "Amendment %(number)s changes words that were changed since: “%(present)s” now, “%(proposed)s” proposed "
        "(%(language)s). Merge the proposal with the present words."
    )

    def __init__(self, number: str, clashes: list[Clash]) -> None:
        first = clashes[0]
        self.clashes = clashes
        super().__init__(
            number=number,
            present=first.present.strip(),
            proposed=first.proposed.strip(),
            language=own_name(first.language),
        )


class MergeApart(Refusal):
    """Merging makes one paragraph out of proposals about the same one."""

    message = _l("Only amendments about the same paragraph can be merged.")
    status = 422
