"""The secretariat follows up: a commitment from a point, a pledge in no text, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from eventsys.accounts.users.models import User
from eventsys.core.actor import Role
from tests.accounts.factories import PASSWORD, make_user
from tests.commitments.factories import make_text
from tests.declarations.factories import make_plenary
from tests.journeys.conftest import Plenary, sign_in
from tests.support.browser import Visit
from tests.support.installation import installation

SLUG = "plenary12"
HOME = f"/o/{SLUG}/commitments"


def adopted() -> dict[str, Any]:
    text = make_text(make_plenary(), points=5)
    user: User = make_user(str(Role.SECRETARIAT), text.conference)
    return {"email": user.email, "text": str(text.public_id)}


@pytest.fixture(scope="module")
def concluded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plenary]:
    """A plenary of thirteen cities with an adopted declaration of five points."""
    folder: Path = tmp_path_factory.mktemp("concluded")
    with installation(folder, EVENTSYS_SECOND_FACTOR="optional") as site:
        facts = site.prepare(adopted)
        site.serve()
        yield Plenary(site, facts)


def record(secretary: Visit, concluded: Plenary) -> None:
    """From the third point: its words stand above the form and begin what is to be done."""
    secretary.go(f"/o/{SLUG}/declarations/{concluded.text}")
    assert "Commitments from this text" in secretary.text()
    secretary.look("declaration-with-commitments")
    secretary.press("Record a commitment", role="link")
    secretary.look("commitments-points")
    secretary.press("Record from point 3", role="link")
    assert "carry out new initiatives" in secretary.text()
    secretary.look("commitments-record")
    secretary.fill({"owner": "TYO", "partners": ["TYO"], "due": "sometime"})
    secretary.press("Record")
    assert any("We cannot read this date" in said for said in secretary.problems())
    secretary.look("commitments-record-refused")
    secretary.fill({"due": "end of 2014"})
    secretary.press("Record")
    assert any("cannot be its own partner" in said for said in secretary.problems())
    secretary.page.locator('[name="partners"][value="TYO"]').uncheck()
    secretary.fill({"partners": ["HAN", "SEL"], "indicator-en": "Every project rated by every city"})
    secretary.press("Record")
    assert "end of 2014" in secretary.text()


def pledge(secretary: Visit) -> None:
    secretary.go(HOME)
    secretary.press("Record a commitment", role="link")
    secretary.look("commitments-new")
    secretary.press("Record a pledge", role="link")
    secretary.look("commitments-pledge")
    secretary.fill(
        {
            "said_by-en": "City of Seoul",
            "said_by-vi": "Thành phố Xơ-un",
            "said_on": "2013-11",
            "owner": "SEL",
            "said_where-en": "At the 12th plenary meeting",
            "partners": ["HAN"],
            "what-en": "continued assistance in information technology",
            "what-fr": "poursuite de l’assistance dans le domaine des technologies de l’information",
        }
    )
    secretary.press("Record")
    assert "said, not signed" in secretary.text()
    secretary.look("commitments-show-pledge")


def advance(secretary: Visit) -> None:
    """From the recording to the next plenary."""
    secretary.go(HOME)
    secretary.page.locator("main").get_by_role("link", name="carry out new initiatives").first.click()
    secretary.press("Accept")
    secretary.press("Work has begun")
    secretary.press("Record a report", role="link")
    secretary.look("commitments-report")
    secretary.press("Record a report")
    assert any("at least one language" in said for said in secretary.problems())
    secretary.fill(
        {
            "words-en": "Six projects rated by eleven cities.",
            "words-vi": "Mười một thành phố đã đánh giá sáu dự án.",
        }
    )
    secretary.press("Record a report")
    secretary.press("Evaluate", role="link")
    secretary.fill({"words-en": "Effective; two cities have not evaluated yet."})
    secretary.press("Evaluate")
    secretary.press("Continue", role="link")
    secretary.look("commitments-continue")
    secretary.fill({"due": "2014-11"})
    secretary.press("Continue")
    shown = secretary.text()
    assert [word in shown for word in ("to be done by: November 2014", "Six projects rated", "Overdue")] == [
        True
    ] * 3
    secretary.look("commitments-show")
    secretary.press("Edit", role="link")
    secretary.look("commitments-edit")


def test_what_was_promised_is_followed_up(concluded: Plenary, visit: Callable[..., Visit]) -> None:
    secretary = visit(concluded.site)
    sign_in(secretary, concluded.email, PASSWORD)
    secretary.go(HOME)
    secretary.look("commitments-empty")
    record(secretary, concluded)
    pledge(secretary)
    advance(secretary)
    secretary.go(HOME)
    secretary.look("commitments-register")
    secretary.page.get_by_role("link", name="overdue").click()
    assert "carry out new initiatives" in secretary.text()
    assert "information technology" not in secretary.text()
    secretary.look("commitments-overdue")


def test_on_a_phone_the_register_is_one_press_away(concluded: Plenary, visit: Callable[..., Visit]) -> None:
    secretary = visit(concluded.site, phone=True)
    sign_in(secretary, concluded.email, PASSWORD)
    secretary.go(f"/o/{SLUG}/")
    bar = secretary.page.locator(".bottombar")
    bar.get_by_text("Follow up", exact=True).first.click()
    with secretary.page.expect_navigation():
        bar.get_by_role("link", name="Commitments").click()
    assert secretary.page.url.endswith(HOME)
    assert secretary.page.locator("h1").inner_text() == "Commitments"
