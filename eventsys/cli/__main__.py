"""``python -m eventsys.cli``, for where the ``eventsys`` script is not on the path."""

from __future__ import annotations

from eventsys.cli import main

main(prog_name="eventsys")
