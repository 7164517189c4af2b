"""A conference gets a fourth language from its organiser, and is read in it: by pages, in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from eventsys.core.actor import Role
from eventsys.declarations.diction.rules import LETTERS, places_of
from tests.accounts.factories import PASSWORD, make_user
from tests.declarations.factories import make_plenary
from tests.journeys.concluding import download, read_pdf
from tests.journeys.conftest import Plenary, sign_in
from tests.support.browser import Visit
from tests.support.installation import installation

HOME, PUBLIC = "/o/plenary12", "/c/plenary12"
CITIES = {"BKK": "Бангкок", "HAN": "Ханой"}
TITLE, PLACE, OFFICE = "Двенадцатая пленарная сессия", "Гостиница «Ханой»", "Мэр"
ROOM, SESSION, SUMMARY = "Большой зал", "Диалог о городах", "Вода, воздух и дороги."
ACT, POINT = "Ханойская декларация", "Все люди рождаются свободными."
#: What the agenda says; for any other message one word with its places.
SAID = {
    "Programme": "Программа",
    "Dialogue session": "Диалог",
    "Chair": "Председатель",
    "Calendar": "Календарь",
    "Languages: %(languages)s": "Языки: %(languages)s",
    "All times are %(zone)s.": "Указано время: %(zone)s.",
}
#: Names of people in Latin letters, Hanoi's own beside its Russian one, and signs of the house.
SIGNS = re.compile(
    r"https?://\S+|127\.0\.0\.1\S*|UTC\S*|SHA-?256|[0-9a-f]{8,}|\b[A-F0-9]{4,}\b|\bru\b|Hà Nội|Anan Suksawat|Nguyễn Thế Thảo"
    r"|Naoki Inose|ANMC21\S*|[XVI]+\b"
)


def foreign(text: str) -> list[str]:
    return re.findall("[A-Za-zÀ-ɏḀ-ỿ]{2,}", SIGNS.sub(" ", text))


def before_the_language() -> dict[str, Any]:
    """Two cities with their heads, in English, French and Vietnamese; an organiser."""
    conference = make_plenary(cities=2)
    user = make_user(Role.ORGANISER, conference)
    return {"email": user.email, "day": conference.starts.isoformat()}


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plenary]:
    with installation(tmp_path_factory.mktemp("fourth"), EVENTSYS_SECOND_FACTOR="optional") as site:
        facts = site.prepare(before_the_language)
        site.serve()
        yield Plenary(site, facts)


def add_russian(organiser: Visit) -> None:
    organiser.go(f"{HOME}/setup")
    organiser.page.locator("#languages-another").fill("русский")
    organiser.press("Save")
    organiser.fill({"title-ru": TITLE, "venue-ru": PLACE, "address-ru": PLACE}, "form[data-keep]")
    organiser.press("Save")
    for code, name in CITIES.items():
        organiser.go(f"{HOME}/setup/cities?city={code}")
        organiser.fill({"name-ru": name})
        organiser.press("Save")
    organiser.go(f"{HOME}/setup/rooms")
    organiser.page.locator("main tbody a").first.click()
    organiser.fill({"name-ru": ROOM})
    organiser.press("Save")
    organiser.go(f"{HOME}/letters/words")
    words = {
        one.key: SAID.get(one.message)
        or " ".join(["Слова", *(f"%({p})s" for p in sorted(places_of(one.message)))])
        for one in LETTERS
    }
    organiser.page.locator("form[data-keep]").evaluate(
        "(form, words) => Object.entries(words).forEach(([name, said]) => { form.elements[name].value = said; })",
        words,
    )
    organiser.press("Save")
    assert "are not written in this language yet" not in organiser.text()


def write_programme(organiser: Visit, day: str) -> None:
    organiser.go(f"{HOME}/programme/new")
    organiser.fill(
        {"kind": "dialogue", "title-ru": SESSION, "summary-ru": SUMMARY, "day": day, "languages": ["ru"]}
    )
    organiser.fill({"starts": "09:30", "ends": "11:30"})
    organiser.page.locator("[name=room]").select_option(index=1)
    organiser.press("Save as a draft")
    guest = {"guest-name": "Naoki Inose", "guest-role": "chair", "guest-office-ru": "Губернатор Токио"}
    organiser.fill(guest, "#add-guest form")
    organiser.press("Seat the guest")
    organiser.press("Schedule")
    organiser.go(f"{HOME}/programme")
    with organiser.page.expect_navigation():
        organiser.page.locator("main").get_by_role("button", name="Publish").click()


def adopt_in_russian(organiser: Visit) -> str:
    """A declaration in Russian alone, with the heads' offices in it; the address of its page."""
    organiser.go(f"{HOME}/review")
    links = organiser.page.locator("main tbody a").evaluate_all("all => all.map(one => one.pathname)")
    people = dict.fromkeys(one for one in links if re.search(r"/delegates/[0-9a-f-]{36}$", one))
    assert len(people) == len(CITIES)
    for person in people:
        organiser.go(f"{person}/edit")
        organiser.fill({"office-ru": OFFICE, "arrives_on": "", "departs_on": ""})
        organiser.press("Save")
        assert organiser.problems() == []
    organiser.go(f"{HOME}/declarations/new")
    organiser.page.locator("[name=languages]:checked").evaluate_all(
        "all => all.forEach(one => { one.checked = false; })"
    )
    organiser.fill({"title-ru": ACT, "languages": ["ru"], "order_language": "ru"})
    organiser.press("Save")
    here = organiser.page.url.partition("#")[0].partition("?")[0]
    organiser.press("Add a point", role="link")
    organiser.fill({"text-ru": POINT})
    organiser.press("Save")
    organiser.press("Make the text final")
    organiser.confirm("Record the adoption")
    organiser.press("Seal and open for signature", role="link")
    organiser.press("Seal and open for signature")
    assert organiser.problems() == []
    return here


def test_an_organiser_adds_russian_and_everybody_reads_it(
    bilingual: Plenary, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    organiser = visit(bilingual.site)
    sign_in(organiser, bilingual.email, PASSWORD)
    add_russian(organiser)
    write_programme(organiser, bilingual.day)
    organiser.go(f"{PUBLIC}/programme")
    marked = organiser.page.locator("h3 bdi[lang=ru]")
    assert (marked.inner_text(), marked.get_attribute("title")) == (SESSION, "in Russian")
    organiser.look("programme-marked")
    organiser.press("Русский", role="link")
    whole = organiser.page.locator("main [lang=ru][dir=ltr]:not(a)").all_inner_texts()
    said = [SAID["Programme"], SAID["Dialogue session"], SAID["Chair"], SESSION, SUMMARY, ROOM, CITIES["HAN"]]
    assert [one for one in said if one not in "\n".join(whole)] == []
    assert foreign("\n".join(whole)) == []
    organiser.look("programme-russian")
    paper = read_pdf(download(organiser, f"{PUBLIC}/programme.pdf?language=ru", tmp_path / "programme.pdf"))
    assert foreign(paper) == []
    assert [one for one in said if one not in paper] == []

    here = adopt_in_russian(organiser)
    act = read_pdf(download(organiser, f"{here}/document.pdf", tmp_path / "act.pdf"))
    assert foreign(act) == []
    assert all(words in act for words in (ACT, POINT, OFFICE, *CITIES.values()))
