"""Imports of a whole program, quicker."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["uncollected"]


@contextmanager
def uncollected() -> Iterator[None]:
    """What an import makes stays: to look for garbage in it again and again is a fifth of the time it takes, and
    later a part of every collection (and of every page that forked processes share)."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
