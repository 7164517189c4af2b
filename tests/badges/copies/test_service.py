"""Which page of a badge may be made while somebody waits."""

from __future__ import annotations

import pytest

from eventsys.badges.copies import service
from eventsys.files import service as files
from tests.badges.factories import make_printed

pytestmark = pytest.mark.usefixtures("app")


def test_a_badge_is_quick_when_its_front_is_laid_out_and_its_photo_is_in_a_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    badge = make_printed()
    badge.words = {**badge.words, "category_code": "never-laid-out"}
    assert not service.is_quick(badge)
    assert service.single_pdf(badge).startswith(b"%PDF")  # the front alone
    assert service.is_quick(badge)
    monkeypatch.setattr(files, "is_local", lambda: False)
    assert not service.is_quick(badge)
