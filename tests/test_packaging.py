"""What leaves the house: a wheel with everything in it, and pins that fit what is asked for."""

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([\w.\-]+)==(\S+)", re.MULTILINE)
LOADER = """
import pkgutil, sys
from importlib.machinery import PathFinder
foreign = set(sys.argv[1:])

class OnlyShipped(PathFinder):
    @classmethod
    def find_spec(cls, name, path=None, target=None):
        return None if name.partition(".")[0] in foreign else PathFinder.find_spec(name, path, target)

sys.meta_path[sys.meta_path.index(PathFinder)] = OnlyShipped
import eventsys
for module in pkgutil.walk_packages(eventsys.__path__, "eventsys."):
    if not module.name.endswith("__main__"):
        __import__(module.name)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The names inside a wheel built from the working tree."""
    target = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = target.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def below(folder, *patterns):
    return {
        path.relative_to(ROOT / folder).as_posix()
        for pattern in patterns
        for path in (ROOT / folder).rglob(pattern)
        if path.is_file() and not {"node_modules", "__pycache__"} & set(path.parts)
    }


@pytest.mark.parametrize(
    ("folder", "inside", "patterns"),
    [
        ("eventsys", "eventsys", ["*.py"]),
        ("templates", "eventsys/_templates", ["*.html", "*.txt", "*.mjml", "*.css"]),
        ("migrations", "eventsys/_migrations", ["*.py", "*.mako"]),
        ("eventsys/declarations/words", "eventsys/declarations/words", ["*.po"]),
        ("eventsys/assets/dist", "eventsys/assets/dist", ["*.css", "*.js", "*.svg", "*.woff2"]),
    ],
)
def test_a_wheel_contains(wheel, folder, inside, patterns):
    wanted = {f"{inside}/{name}" for name in below(folder, *patterns)}
    assert wanted, f"{folder} is empty: run script/bootstrap"
    assert sorted(wanted - wheel) == []


def test_a_wheel_contains_compiled_translations(wheel):
    catalogues = {name for name in below("eventsys", "*.po") if "/LC_MESSAGES/" in name}
    wanted = {f"eventsys/{name[:-3]}.mo" for name in catalogues}
    assert wanted
    assert sorted(wanted - wheel) == []


def test_a_wheel_contains_nothing_of_the_workshop(wheel):
    workshop = re.compile(
        r"node_modules|__pycache__|LC_MESSAGES/.*\.po$|^tests/|^script/|package-lock|\.stamp$|\.env"
    )
    assert sorted(name for name in wheel if workshop.search(name)) == []


def asked_for(*groups):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [
        *project["dependencies"],
        *(line for group in groups for line in project["optional-dependencies"][group]),
    ]
    return [Requirement(line) for line in lines]


def pins(name):
    return {
        canonicalize_name(found): version
        for found, version in PIN.findall((ROOT / name).read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize(
    ("name", "groups"), [("requirements.txt", ["build"]), ("requirements-test.txt", ["build", "test"])]
)
def test_what_is_asked_for_is_pinned(name, groups):
    pinned = pins(name)
    unmet = [
        str(wish)
        for wish in asked_for(*groups)
        if not wish.specifier.contains(pinned.get(canonicalize_name(wish.name), "0"), prereleases=True)
    ]
    assert unmet == [], "run script/lock"


def test_the_tests_run_on_the_versions_that_are_shipped():
    assert pins("requirements.txt").items() <= pins("requirements-test.txt").items()


def test_what_is_shipped_needs_nothing_of_what_tests_bring():
    """The tests have more packages than a user: every module of ours loads with the user's alone."""
    shipped = pins("requirements.txt").keys() | {"eventsys"}
    foreign = [
        name
        for name, owners in packages_distributions().items()
        if not {canonicalize_name(owner) for owner in owners} & shipped
    ]
    assert {"pytest", "playwright", "certomancer"} <= set(foreign)
    loaded = subprocess.run(
        [sys.executable, "-c", LOADER, *foreign], cwd=ROOT, capture_output=True, text=True
    )
    assert (loaded.returncode, loaded.stderr) == (0, "")


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_pins_carry_hashes_and_no_addresses(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\w)", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert re.findall(r"https?:|file:|^\s*--(?!hash)|@ |/opt|/home", text, re.MULTILINE) == []
