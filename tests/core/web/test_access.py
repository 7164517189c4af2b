"""Where a proof of who one is must be fresh: what changes something, and papers that are fetched; not the form before it."""

from __future__ import annotations

from unittest.mock import Mock

import pytest

from eventsys.core.web import access


@pytest.mark.parametrize(
    ("method", "methods", "is_due"),
    [
        ("POST", {"GET", "POST"}, True),
        ("POST", {"POST"}, True),
        ("GET", {"GET", "POST"}, False),
        ("GET", {"GET", "HEAD"}, True),
        ("GET", None, True),
    ],
)
def test_a_fresh_proof_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, method: str, methods: set[str] | None, is_due: bool
) -> None:
    monkeypatch.setattr(access, "_ask_anew", [lambda: "asked"])
    monkeypatch.setattr(access, "request", Mock(method=method, url_rule=Mock(methods=methods)))
    assert access._asked() == ("asked" if is_due else None)


def test_an_address_that_leads_nowhere_asks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "_ask_anew", [lambda: "asked"])
    monkeypatch.setattr(access, "request", Mock(method="GET", url_rule=None))
    assert access._asked() is None
