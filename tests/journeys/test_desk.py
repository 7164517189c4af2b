"""The desk in a browser that can print from a page, and in one that cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import select

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.registration.decisions import service as decisions
from eventsys.registration.people.models import Delegate
from tests.journeys import seed
from tests.journeys.conftest import Plenary, sign_in
from tests.support.browser import Visit
from tests.support.installation import installation

UNPRINTABLE = "\ue000"  # for private use: no font has it
_CAN_PRINT = "Object.defineProperty(Navigator.prototype, 'pdfViewerEnabled', {get: () => true})"


@pytest.fixture(scope="module")
def plenary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plenary]:
    with installation(tmp_path_factory.mktemp("desk"), EVENTSYS_SECOND_FACTOR="optional") as site:
        facts = site.prepare(seed.main)
        site.change(_approve)
        site.serve()
        yield Plenary(site, facts)


def _approve() -> None:
    """Those who are no heads are approved; what Ken Suzuki's name is in his own script no font can draw."""
    for delegate in db.session.scalars(select(Delegate).where(Delegate.state == "pre_approved")):
        if delegate.family_name == "Suzuki":
            delegate.native_name, delegate.native_language = UNPRINTABLE, "ja"
        if delegate.category.code != "head":
            decisions.approve(delegate, by=SYSTEM, now=clock.now())


def at_desk(plenary: Plenary, visit: Callable[..., Visit], name: str, *, can_print: bool = True) -> Visit:
    clerk = visit(plenary.site)
    if can_print:
        clerk.context.add_init_script(_CAN_PRINT)
    sign_in(clerk, "secretariat@example.org", plenary.password)
    clerk.go(f"/o/{plenary.slug}/badges/desk?q={name}")
    return clerk


def test_one_click_prints_from_the_page_and_the_row_tells_so(
    plenary: Plenary, visit: Callable[..., Visit]
) -> None:
    clerk = at_desk(plenary, visit, "Sato")
    row = clerk.page.locator("tr", has_text="Sato")
    assert "None yet" in row.inner_text()
    row.get_by_role("button", name="Print", exact=True).click()
    clerk.page.wait_for_selector("iframe[data-printing]", state="attached")
    row.get_by_role("button", name="Print a copy").wait_for()
    assert "Printed" in row.inner_text()
    link = row.get_by_role("link", name="Open the PDF")
    assert link.get_attribute("href") == clerk.page.locator("iframe[data-printing]").get_attribute("src")
    pdf = clerk.context.request.get(str(link.get_attribute("href")))
    assert pdf.body().startswith(b"%PDF")
    clerk.look("desk-printed")
    assert len(clerk.context.pages) == 1
    row.get_by_role("button", name="Hand over").click()
    row.get_by_text("handed over").wait_for()
    assert runs(clerk, plenary) == 1


def runs(clerk: Visit, plenary: Plenary) -> int:
    clerk.go(f"/o/{plenary.slug}/badges/runs")
    return clerk.page.locator("main tbody tr").count()


def test_a_refusal_stands_beside_the_button_and_is_asked_for_once(
    plenary: Plenary, visit: Callable[..., Visit]
) -> None:
    clerk = at_desk(plenary, visit, "Suzuki")
    before = runs(clerk, plenary)
    clerk.page.go_back()
    row = clerk.page.locator("tr", has_text="Suzuki")
    row.get_by_role("button", name="Print", exact=True).click()
    said = row.get_by_role("alert")
    said.wait_for()
    assert UNPRINTABLE in said.inner_text()
    assert (clerk.page.locator("iframe").count(), len(clerk.context.pages)) == (0, 1)
    assert runs(clerk, plenary) == before + 1
    assert [finding.rpartition(" ")[2] for finding in clerk.findings] == ["422"]
    clerk.findings.clear()


def test_a_browser_that_cannot_print_from_the_page_opens_the_pdf(
    plenary: Plenary, visit: Callable[..., Visit]
) -> None:
    clerk = at_desk(plenary, visit, "Khai", can_print=False)
    row = clerk.page.locator("tr", has_text="Khai")
    with clerk.page.expect_popup() as opened:
        row.get_by_role("button", name="Print", exact=True).click()
    assert opened.value is not None
    assert clerk.page.locator("iframe").count() == 0
