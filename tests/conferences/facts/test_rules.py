"""Addresses of editions."""

from __future__ import annotations

import pytest

from eventsys.conferences.facts.errors import BadSlug
from eventsys.conferences.facts.rules import checked_slug


@pytest.mark.parametrize("slug", ["", "a", "-a", "a b", "../x", "a_b", "x" * 61, "é-1"])
def test_addresses_that_would_not_do(slug):
    with pytest.raises(BadSlug):
        checked_slug(slug)
