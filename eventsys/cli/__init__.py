"""The command line, one file per noun. With ``app.py`` the only place that sees all rooms.

A file of this package or of one in it imports ``main`` from ``eventsys.cli.group`` and adds its commands to it; it is
found by being there.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

from eventsys.core.bounded.imports import uncollected

__all__ = ["main"]

with uncollected():
    from eventsys.cli.group import main

    for _file in walk_packages(__path__, f"{__name__}."):
        if not _file.name.endswith("__main__"):
            import_module(_file.name)
