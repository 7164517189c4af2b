"""What the fixed words of documents can be refused for."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.tags import own_name


class OddPlaces(Refusal):
    """``odd``: what stands in the words of ``key`` and cannot be filled; ``known``: what can."""

    message = _l("%(odd)s cannot be filled in here. What can be: %(known)s.")
    status = 422


class WordsTooLong(Refusal):
    """``most``: characters."""

    message = _l("These words are longer than %(most)s characters.")
    status = 422


class WordsLacking(Refusal):
    """``language`` is one of the text's, ``number`` how many fixed words nobody has said in it yet, ``example`` one of them."""

    message = _l(
        "Documents in %(own_name)s lack %(number)s of their fixed words, such as “%(example)s”. "
        "Write them on the page “Words of documents” first."
    )

    def __str__(self) -> str:
        return str(self.message) % {**self.values, "own_name": own_name(str(self.values["language"]))}
