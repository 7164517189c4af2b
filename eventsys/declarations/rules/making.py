"""How a signature was made, and what that proves: from what is on record alone."""

from __future__ import annotations

from typing import Any

from eventsys.core.languages import gettext as _
from eventsys.core.languages import lazy_gettext as _l
from eventsys.declarations.errors import InkMissing
from eventsys.declarations.models import Signatory, Way

__all__ = ["HELD_PROVES", "SEAL_MADE", "SEAL_PROVES", "check_drawn", "is_drawn", "made", "proves"]

_LEAST_OF_GROUND = 15
"""How many times longer than a signature the place to draw may be: on a telephone about as wide as a finger."""
_LEAST_COVERED = 0.3
"""Between names there may be a gap; between two dots there is nothing else."""


def is_drawn(ground: tuple[int, int], drawn: tuple[int, int], covered: float) -> bool:
    """Whether strokes can be a signature: no dot, no slip of the pen, no two dots far apart. ``ground`` and ``drawn``:
    pixels across and down; ``covered``: the part of the longer side over which there is ink.

    >>> is_drawn((600, 200), (8, 8), 1.0), is_drawn((600, 200), (300, 60), 0.9)
    (False, True)
    """
    return max(drawn) * _LEAST_OF_GROUND >= max(ground) and covered >= _LEAST_COVERED


def check_drawn(way: Way, *, attended: bool, drawn: bool) -> None:
    """With a certificate of ours nothing but the drawing is the signatory's own. Raises :class:`InkMissing`."""
    if way is Way.TABLET and attended and not drawn:
        raise InkMissing


def made(signatory: Signatory) -> str:
    """How it was made, in the language in force; "" before it was."""
    how = _made(signatory.way, signatory.attended_by, drawn=signatory.drawn)
    if not how or not signatory.confirmed_by:
        return how
    return str(_("%(how)s; confirmed by %(who)s", how=how, who=signatory.confirmed_by))


def _made(way: str, who: str, *, drawn: bool) -> str:
    alone, attended = _MADE.get(way, ("", ""))
    if way == Way.TABLET and drawn:
        attended = _DRAWN
    return str(attended) % {"who": who} if who else str(alone)


_DRAWN: Any = _l("Drawn by hand in the presence of %(who)s, secretariat")
_BY_OWN_LINK: Any = _l(
    "Made in another program with the signatory’s own certificate; handed in with the signatory’s own link"
)
#: Where nobody of the staff was there, and in whose presence.
_MADE: dict[str, tuple[Any, Any]] = {
    Way.TABLET: (
        _l("Recorded from the shell of the site, by whoever runs it"),
        _l("Given in the presence of %(who)s, secretariat"),
    ),
    Way.OWN_CERTIFICATE: (
        _l("Made with the signatory’s own certificate"),
        _l("Made with the signatory’s own certificate, in the presence of %(who)s, secretariat"),
    ),
    Way.TOKEN: (
        _l("Made with the signatory’s own token"),
        _l("Made with the signatory’s own token, in the presence of %(who)s, secretariat"),
    ),
    Way.ELSEWHERE: (
        _l("Made in another program with the signatory’s own certificate"),
        _l("Made in another program with the signatory’s own certificate; handed in to %(who)s, secretariat"),
    ),
    Way.OWN_LINK: (_BY_OWN_LINK, _BY_OWN_LINK),
    Way.WET_INK: (
        _l("Signed by hand on paper; its scan is on file"),
        _l("Signed by hand on paper; the scan was filed by %(who)s, secretariat"),
    ),
}
_BY_OUR_WORD: Any = _l(
    "It proves that these very words were signed, and nothing was changed since. That it was this person who signed, the "
    "secretariat vouches for: the certificate is the secretariat’s, made for this one signature."
)
_BY_OWN_KEY: Any = _l(
    "It proves that whoever holds the key of this certificate signed these very words, and nothing was changed since. That "
    "the key is this person’s, the authority that issued the certificate vouches for."
)
_PROVES: dict[str, Any] = {
    Way.TABLET: _BY_OUR_WORD,
    Way.OWN_CERTIFICATE: _BY_OWN_KEY,
    Way.TOKEN: _BY_OWN_KEY,
    Way.ELSEWHERE: _BY_OWN_KEY,
    Way.OWN_LINK: _BY_OWN_KEY,
    Way.WET_INK: _l(
        "The seal proves that the scan was not changed since it was filed. The signature in the picture cannot be checked; "
        "the paper itself can."
    ),
}
SEAL_MADE: Any = _l("Set by the site in the name of the secretariat")
SEAL_PROVES: Any = _l(
    "It proves that the secretariat issued this document, with these words and these places to sign."
)
#: Of a sentence that a file states which is not on record.
HELD_PROVES: Any = _l(
    "This is what the file itself says. It is worth as much as the signature that covers it."
)


def proves(signatory: Signatory) -> str:
    """What that proves, in a plain sentence; "" before it was signed."""
    return str(_PROVES.get(signatory.way, ""))
