"""When a drawing is a signature."""

from __future__ import annotations

from eventsys.declarations.ceremony.errors import InkMissing
from eventsys.declarations.signatories.models import Way

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
