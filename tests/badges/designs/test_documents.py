"""What the layout stumbles over is a refusal that names the side."""

from __future__ import annotations

import pytest

from eventsys.badges.designs import documents
from eventsys.badges.designs.errors import DesignNotLaid
from eventsys.pdf.errors import RemoteResource


def test_whatever_the_layout_stumbles_over_is_told_by_its_side(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(documents, "compile_design", stumble)
    look = documents.Look("<p></p>", "", (80, 40), ("back",), "#1d4f8c", "en")
    with pytest.raises(DesignNotLaid) as refused:
        look.lay_out()
    assert (refused.value.values["side"], "(ZeroDivisionError)" in str(refused.value)) == ("back", True)


def test_what_the_engine_refuses_is_told_by_its_side_and_the_first_of_it_is_found() -> None:
    refused = documents.Look(
        '<img src="https://example.org/a.png">', "", (80, 40), ("front",), "#1d4f8c", "en"
    )
    with pytest.raises(RemoteResource) as told:
        refused.lay_out()
    assert told.value.values["side"] == "front"
    assert isinstance(documents.first_refusal([refused]), RemoteResource)
    assert [type(made) for made in documents.lay_out_all([refused])] == [RemoteResource]
