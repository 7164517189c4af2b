"""A fact stands once: tables of languages, countries and zones have one file each, and everything else asks it.

What a language is, how Han characters look in it and what a country speaks says ``core.words.tags``; this looks for a
second table, and for a second reader of the sources that the tables are made of.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from eventsys.core.words.tags import HAN_TAGS, OWN_SCRIPT
from tests.support.house import ROOT, modules, tree

TAGS = "eventsys/core/words/tags.py"
#: Languages that the interface does not speak: who lists some of them has a table.
LANGUAGES = frozenset({*OWN_SCRIPT, *HAN_TAGS}) - {"vi"}
#: People and cities that were made up carry their languages with them.
MADE_UP = ("eventsys/demo/",)

#: Names that only the file of their fact may read.
SOURCES = {
    "get_official_languages": TAGS,
    "territories": "eventsys/core/words/countries.py",
    "available_timezones": "eventsys/core/words/zones.py",
    "get_timezone_location": "eventsys/core/words/zones.py",
    "text_direction": TAGS,
}
#: Facts that are written in the language of style sheets.
IN_TEMPLATES = {
    re.compile(r":lang\((?!en|fr|vi)"): "templates/declarations/pdf/_scripts.css",
    re.compile(r"\brtl\b"): "templates/declarations/pdf/_scripts.css",
    re.compile(r"CJK \w\w"): "",
}


def tables_of_languages(source: ast.AST) -> Iterator[int]:
    """Lines with a collection, or a comparison with one, of two languages or more."""
    for node in ast.walk(source):
        match node:
            case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements):
                pass
            case ast.Dict(keys=keys, values=values):
                elements = [*filter(None, keys), *values]
            case _:
                continue
        found = {
            one.value for one in elements if isinstance(one, ast.Constant) and isinstance(one.value, str)
        }
        if len(found & LANGUAGES) > 1:
            yield node.lineno


def reads_of_a_source(source: ast.AST) -> Iterator[tuple[str, int]]:
    """Imports and attributes that are called as in :data:`SOURCES`."""
    for node in ast.walk(source):
        if isinstance(node, ast.Attribute) and node.attr in SOURCES:
            yield node.attr, node.lineno
        if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("eventsys"):
            yield from ((one.name, node.lineno) for one in node.names if one.name in SOURCES)


def places() -> Iterator[tuple[str, ast.AST]]:
    for path in modules().values():
        place = str(path.relative_to(ROOT))
        if not place.startswith(MADE_UP):
            yield place, tree(path)


def test_no_second_table_of_languages():
    found = {place: list(tables_of_languages(source)) for place, source in places()}
    assert found.pop(TAGS), "the table is not seen any more"
    assert {place: lines for place, lines in found.items() if lines} == {}


def test_a_source_has_one_reader():
    found = [(place, name) for place, source in places() for name, _line in reads_of_a_source(source)]
    assert {(place, name) for place, name in found if SOURCES[name] != place} == set()
    assert {name for _place, name in found} == set(SOURCES)


def test_no_template_knows_languages_better():
    found = [
        f"{path.relative_to(ROOT)}: {pattern.pattern}"
        for path in sorted((ROOT / "templates").rglob("*.*"))
        for pattern, place in IN_TEMPLATES.items()
        if str(path.relative_to(ROOT)) != place and pattern.search(path.read_text("utf-8"))
    ]
    assert found == []


# ---- lists of states, and other constants ------------------------------------------------------------------

#: What two modules hold alike and mean otherwise.
ALIKE = {
    "CANCELLED, FAILED": "of a job, and of a letter",
    "FOCAL_POINT, PERSON": "who reads, and in which order it is asked who gave a consent",
    "{'synchronize_session': False}": "how SQLAlchemy is asked",
}


def lists_of_members(source: ast.AST) -> Iterator[str]:
    """Members of one enumeration that stand together, two or more: ``(State.PROPOSED, State.BRACKETED)``."""
    for node in ast.walk(source):
        if isinstance(node, ast.Tuple | ast.List | ast.Set) and len(node.elts) > 1:
            members = [one for one in node.elts if isinstance(one, ast.Attribute) and one.attr.isupper()]
            if len(members) == len(node.elts) and len({ast.unparse(one.value) for one in members}) == 1:
                yield ", ".join(sorted(one.attr for one in members))


def tables_of_words(source: ast.Module) -> Iterator[str]:
    """What a module calls by a name and is written out: words, and collections that hold some."""
    for node in source.body:
        match node:
            case ast.Assign(targets=[ast.Name(id="__all__")]):
                continue
            case ast.Assign(value=value) | ast.AnnAssign(value=value) if value is not None:
                frozen = isinstance(value, ast.Call) and ast.unparse(value.func) == "frozenset"
                inner = value.args[0] if frozen else value
                written = isinstance(
                    inner, ast.Constant | ast.JoinedStr | ast.Dict | ast.Set | ast.Tuple | ast.List
                )
                words = [one for one in ast.walk(inner) if isinstance(getattr(one, "value", None), str)]
                if written and words and len(ast.unparse(inner)) > 8:
                    yield ast.unparse(inner)


def test_no_constant_is_written_twice():
    where: dict[str, set[str]] = {}
    for place, source in places():
        for value in {*lists_of_members(source), *tables_of_words(source)}:
            where.setdefault(value, set()).add(place)
    twice = {value: sorted(there) for value, there in where.items() if len(there) > 1}
    assert {value: there for value, there in twice.items() if value not in ALIKE} == {}
    assert set(ALIKE) - set(twice) == set()


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ('SCRIPTS = ("ar", "my", "zh-Hans")', True),
        ('HAN = {"ja": "JP", "ko": "KR"}', True),
        ('BY_COUNTRY = {"CN": "zh-Hans", "TW": "zh-Hant"}', True),
        ('lang.startswith(("ja", "zh"))', True),
        ('SUPPORTED = ("en", "fr", "vi")', False),
        ('faces_for(families, "ja")', False),
    ],
)
def test_a_table_is_seen(line: str, seen: bool):
    assert bool(list(tables_of_languages(ast.parse(line)))) is seen


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        ("_OPEN = (State.WAITING, State.CONFIRMED)", {"CONFIRMED, WAITING"}),
        ("is_open = one.state in {State.CONFIRMED, State.WAITING}", {"CONFIRMED, WAITING"}),
        ("_OPEN = frozenset({State.WAITING})", set()),
        ('POSTS: Final = "60 per minute"', {"'60 per minute'"}),
        ('_KINDS = {User: "user"}', {"{User: 'user'}"}),
        ('_FIELDS = frozenset({"wifi_name"})', {"{'wifi_name'}"}),
        ("_SECONDS, _MEGABYTES = 10, 1500", set()),
        ('log = getLogger("eventsys.jobs")', set()),
    ],
)
def test_a_constant_is_seen(line: str, seen: set[str]):
    source = ast.parse(line)
    assert {*lists_of_members(source), *tables_of_words(source)} == seen
