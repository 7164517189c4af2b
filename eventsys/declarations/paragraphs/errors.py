"""What is declined about the shape of a text."""

from __future__ import annotations

from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l


class NothingToSplit(Refusal):
    """No language has a line break that says where."""

    message = _l("Put a line break where the paragraph should be split, in each language, then split again.")
    status = 422


class NothingToMerge(Refusal):
    """The last paragraph of its part has none after it."""

    message = _l("There is no paragraph after this one that it could be merged with.")
