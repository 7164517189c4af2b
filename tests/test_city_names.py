"""A city has one name at a conference: ``Conference.city_name`` (and ``city_name`` of what belongs to it) says it.

Whatever reads ``city.name`` says the registry's name instead. This looks for every other way.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.support.everything import everything
from tests.support.reading import words_of
from tests.support.world import World

ROOT = Path(__file__).resolve().parent.parent

#: Where the registry itself speaks, and the one way to a name.
REGISTRY = ("eventsys/networks/", "templates/networks/", "eventsys/cli/plenaries/networks.py")
#: Elsewhere, each with its reason.
ALLOWED = {
    "eventsys/conferences/editions/models.py": "the one way",
    "eventsys/conferences/dates/queries.py": "a city's zone is found by the names that the world knows it by",
    "eventsys/conferences/dates/rules.py": "a new conference has no names of its own yet",
    "eventsys/conferences/editions/forms.py": "a new conference has no names of its own yet",
    "templates/conferences/city_names/city_names.html": "sets the registry's name beside the conference's",
    "eventsys/site/queries.py": "a search finds the registry's name as well",
    "eventsys/demo/receive.py": "facts of the demonstration, not rows",
}
CITY = re.compile(r"(^|_)(city|cities|host|owner|partner)$")


def word_of(node: ast.expr) -> str:
    """The last word of what an attribute is read from: ``city`` of ``delegation.city`` and of ``cities[code]``."""
    while isinstance(node, ast.Subscript | ast.Call):
        node = node.value if isinstance(node, ast.Subscript) else node.func
    return (node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")).lower()


def reads_of_a_citys_name(path: Path) -> list[int]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "name" and CITY.search(word_of(node.value))
    ]


def breaches() -> list[str]:
    found = []
    for path in sorted((ROOT / "eventsys").rglob("*.py")):
        found += [f"{path.relative_to(ROOT)}:{line}" for line in reads_of_a_citys_name(path)]
    for path in sorted(path for path in (ROOT / "templates").rglob("*.*") if path.is_file()):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.search(r"\b(\w*_)?(city|owner|partner|cities\[[^]]*\])\.name\b", line):
                found.append(f"{path.relative_to(ROOT)}:{number}")
    return found


def test_no_other_way_leads_to_a_citys_name():
    found = [one for one in breaches() if not one.startswith(REGISTRY) and one.split(":")[0] not in ALLOWED]
    assert found == []


def test_what_is_allowed_is_still_needed():
    used = {one.split(":")[0] for one in breaches()}
    assert sorted(set(ALLOWED) - used) == []


@pytest.mark.parametrize(
    "line",
    [
        "delegation.city.name",
        "conference.host_city.name.get_in(order)",
        "names.get(1, City.name)",
        "cities[code].name",
        "one.owner.name",
        "find_city(code).name",
    ],
)
def test_the_search_sees_the_ways_there_have_been(tmp_path, line):
    (tmp_path / "x.py").write_text(line)
    assert reads_of_a_citys_name(tmp_path / "x.py") == [1]


# ---- every page, paper and table says the conference's name ------------------------------------------------

#: Tokyo is called Musashi at the world's conference. These speak of the registry, show its name beside the other, or
#: print a person who was made up, or a letter that was written before.
OF_THE_REGISTRY = re.compile(
    r"^(networks\.|conferences\.(city_names|letter|letter_html)$|badges\.(library_|preview$|version_pdf$))"
)
#: Of the registry, elsewhere: its time zone, and what a declaration's record says in codes.
NOT_A_NAME = re.compile(r"Asia/Tokyo|Asia%2FTokyo|Tokyo, Japan \(UTC")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, World]]:
    with everything(tmp_path_factory.mktemp("names"), "names") as found:
        yield found


def test_every_page_and_paper_calls_a_city_as_the_conference_does(house: tuple[Flask, World]) -> None:
    app, world = house
    said, wrong = set(), []
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or OF_THE_REGISTRY.match(rule.endpoint):
            continue
        url = world.address(app, rule)
        for actor in ("organiser", "focal point", "delegate", "anonymous"):
            answer = world.browsers[actor].send("GET", url)
            if answer.status_code != 200:
                continue
            words = NOT_A_NAME.sub("", words_of(answer))
            said |= {rule.endpoint} if "Musashi" in words else set()
            if "Tokyo" in words:
                wrong.append((rule.endpoint, actor, re.findall(r".{0,40}Tokyo.{0,40}", words)[0]))
            break
    assert wrong == [], "\n".join(map(str, wrong))
    assert len(said) > 25, said
