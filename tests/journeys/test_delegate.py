"""A delegate whose telephone has no JavaScript, in Vietnamese. With JavaScript: see test_from_nothing.py."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.journeys.conftest import Plenary, sign_in
from tests.journeys.receiving import confirmation, decide, fill_in, in_vietnamese, pre_approve
from tests.support.browser import Visit


def test_from_the_link_to_the_approval_without_javascript(
    plenary: Plenary, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    address = "person7@example.org"
    person = visit(plenary.site, phone=True, locale="vi-VN", javascript=False)
    person.go(plenary.site.link(address))
    own = person.page.url.split("?")[0]
    in_vietnamese(person)
    fill_in(person, tmp_path, {"native_name": "Сергей Иванов", "native_language": "ru"}, look=False)

    before = len(plenary.site.letters(address))
    focal = visit(plenary.site)
    focal.go(plenary.site.link("focal.tof@example.org"))
    pre_approve(focal, "Ivanov")
    secretary = visit(plenary.site)
    sign_in(secretary, "secretariat@example.org", plenary.password)
    secretary.go(f"/o/{plenary.slug}/review?q=Ivanov")
    decide(secretary, "Ivanov", "Approve")

    confirmation(plenary.site.letter(address, after=before))
    person.go(own)
    assert "Đã duyệt" in person.text()
    assert person.page.locator(".own-code svg").count()
