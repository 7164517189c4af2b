"""The command line, one file per noun. With ``app.py`` the only place that sees all rooms.

A file of this package imports ``main`` from ``eventsys.cli.group`` and adds its commands to it; it is found
by being there.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from eventsys.core.bounded.imports import uncollected

__all__ = ["main"]

with uncollected():
    from eventsys.cli.group import main

    for _file in iter_modules(__path__):
        if not _file.name.startswith("_"):
            import_module(f"{__name__}.{_file.name}")
