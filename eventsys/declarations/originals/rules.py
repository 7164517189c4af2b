"""How the texts are bound."""

from __future__ import annotations

from collections.abc import Sequence

from eventsys.declarations.acts.models import Volumes


def bound(volumes: str, languages: Sequence[str]) -> list[str]:
    """The languages of the originals, "" for one that holds all of them.

    >>> bound("each", ["en", "vi"]), bound("one", ["en", "vi"]), bound("each", ["en"])
    (['en', 'vi'], [''], [''])
    """
    return list(languages) if volumes == Volumes.EACH and len(languages) > 1 else [""]
