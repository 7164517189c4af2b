"""What the layout stumbles over is a refusal that names the side."""

from __future__ import annotations

import pytest

from eventsys.badges.designs import documents
from eventsys.badges.designs.errors import DesignNotLaid


def test_whatever_the_layout_stumbles_over_is_told_by_its_side(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(documents, "compile_design", stumble)
    look = documents.Look("<p></p>", "", (80, 40), ("back",), "#1d4f8c", "en")
    with pytest.raises(DesignNotLaid) as refused:
        look.lay_out()
    assert (refused.value.values["side"], "(ZeroDivisionError)" in str(refused.value)) == ("back", True)
