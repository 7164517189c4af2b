"""How an edition is addressed."""

from __future__ import annotations

import re

from eventsys.conferences.facts.errors import BadSlug


def slug_for(network_code: str, edition: int) -> str:
    """The address an edition gets by default: ``anmc21-12``."""
    return f"{re.sub(r'[^a-z0-9]+', '-', network_code.lower()).strip('-')}-{edition}"


def checked_slug(slug: str) -> str:
    """``slug`` in small letters: 2 to 60 letters, digits and hyphens, none of these at an end. Raises :class:`BadSlug`."""
    shaped = slug.strip().lower()
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])", shaped):
        raise BadSlug
    return shaped
