"""Whether certificates name an address for our revocation lists: only one that others can reach."""

from __future__ import annotations

import pytest

from eventsys.declarations.stages import service


@pytest.mark.parametrize(
    ("base_url", "named"),
    [
        ("https://plenary.example.org", True),
        ("https://93.184.216.34", True),
        ("https://[2606:2800:220:1::1]", True),
        ("http://localhost:5000", False),
        ("http://plenary.localhost", False),
        ("http://plenary.local", False),
        ("http://plenary.internal", False),
        ("http://plenary.test", False),
        ("http://127.0.0.1:5000", False),
        ("http://10.0.0.7", False),
        ("http://[::1]", False),
        ("", False),
    ],
)
def test_an_address_that_others_can_reach_is_named(base_url: str, named: bool) -> None:
    assert service._lists_url(base_url) == (f"{base_url}/authority" if named else "")
