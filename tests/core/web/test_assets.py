"""The built front end: addresses that follow the content, a clear word when it lacks, readable colours."""

import json
import re
from pathlib import Path

import pytest
from flask import Flask

from eventsys.core.web import assets

SOURCES = Path(assets.__file__).parents[2] / "assets"


@pytest.fixture
def built(tmp_path, monkeypatch):
    (tmp_path / "fonts").mkdir()
    (tmp_path / "app.css").write_text("a{}")
    (tmp_path / "fonts" / "serif-ABC.woff2").write_bytes(b"font")
    monkeypatch.setattr(assets, "DIST", tmp_path)
    return tmp_path


@pytest.fixture
def browser(built):
    app = Flask("plain", static_folder=None)
    assets.install(app)
    return app.test_client()


def test_the_address_changes_when_the_content_does(built):
    before = assets.asset_url("app.css")
    (built / "app.css").write_text("a{color:red}")
    after = assets.asset_url("app.css")
    assert before != after
    assert re.fullmatch(r"/static/app\.css\?v=[0-9a-f]{12}", after)


@pytest.mark.usefixtures("built")
def test_a_missing_bundle_says_what_to_run():
    with pytest.raises(assets.BundleMissing, match=r"app\.js: run script/bootstrap"):
        assets.asset_url("app.js")


def test_addresses_named_by_content_are_kept_for_ever(browser):
    kept = "public, max-age=31536000, immutable"
    assert browser.get(assets.asset_url("app.css")).headers["Cache-Control"] == kept
    assert browser.get("/static/fonts/serif-ABC.woff2").headers["Cache-Control"] == kept
    assert browser.get("/static/app.css").headers["Cache-Control"] != kept
    assert "immutable" not in browser.get("/static/none.css?v=1").headers.get("Cache-Control", "")


def test_nothing_outside_the_bundle_is_served(browser):
    assert browser.get("/static/../../core/assets.py").status_code == 404
    assert browser.get("/static/%2e%2e/conftest.py").status_code == 404


def test_the_lock_file_names_no_registry():
    lock = json.loads((SOURCES / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []


def test_every_sign_that_a_template_names_is_in_the_sprite():
    source = (SOURCES / "build.mjs").read_text()
    names = set(re.search(r"const ICONS = `(.*?)`", source, re.DOTALL).group(1).split())
    templates = SOURCES.parent.parent / "templates"
    call = re.compile(r"""(?:\bicon\(|\bsign\(|icon=|_signs = .*?: )["']([a-z0-9-]+)["']""")
    used = {
        (path.name, name)
        for path in templates.rglob("*.html")
        for name in call.findall(path.read_text(encoding="utf-8"))
    }
    assert {(path, name) for path, name in used if name not in names} == set()


# ---- colours -----------------------------------------------------------------------------------------------


def tokens(theme):
    """The literal colours of a theme in tokens.css; own accents fall back to the house's."""
    css = (SOURCES / "css" / "tokens.css").read_text()
    block = re.search(rf'\[data-bs-theme="{theme}"\] \{{(.*?)\n\}}', css, re.DOTALL).group(1)
    found = re.findall(r"--([\w-]+): (?:var\(--[\w-]+, )?#([0-9a-f]{6})\)?;", block)
    colours = {name: tuple(int(value[i : i + 2], 16) for i in (0, 2, 4)) for name, value in found}
    return colours, int(re.search(r"--tint: (\d+)%", block).group(1)) / 100


def mixed(colour, other, part):
    return tuple(a * part + b * (1 - part) for a, b in zip(colour, other, strict=True))


def luminance(colour):
    """Relative luminance, WCAG 2.2."""
    parts = [c / 255 for c in colour]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def pairs(theme):
    """(what, foreground, background, least ratio) for everything that has to be read or seen."""
    c, tint = tokens(theme)
    for ground in ("paper", "surface", "sunken"):
        for text in ("ink", "muted", "accent", "second", "ok", "warn", "danger", "info"):
            yield f"{text} on {ground}", c[text], c[ground], 4.5
        yield f"field edge on {ground}", c["edge"], c[ground], 3
    for tone in ("ok", "warn", "danger", "info", "muted", "second"):
        yield f"{tone} on its tint", c[tone], mixed(c[tone], c["surface"], tint), 4.5
    for tone in ("ok", "warn", "danger", "info"):
        yield f"ink on {tone} tint", c["ink"], mixed(c[tone], c["surface"], tint), 4.5
    yield "ink on the current place", c["ink"], mixed(c["accent"], c["paper"], tint), 4.5
    yield "muted on a selected row", c["muted"], mixed(c["second"], c["paper"], tint), 4.5
    yield "words on the accent", c["on-accent"], c["accent"], 4.5
    toward = (0, 0, 0) if theme == "light" else (255, 255, 255)
    yield "words on the accent, hovered", c["on-accent"], mixed(c["accent"], toward, 0.8), 4.5
    yield "words on danger", c["on-danger"], c["danger"], 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_reach_the_contrast_of_wcag_aa(theme):
    weak = {
        what: round(contrast(fore, back), 2)
        for what, fore, back, least in pairs(theme)
        if contrast(fore, back) < least
    }
    assert weak == {}


def test_the_palette_is_the_one_agreed():
    light, _ = tokens("light")
    dark, _ = tokens("dark")
    agreed = ("ink", "paper", "surface", "line", "accent", "second")
    hexes = {
        theme: [bytes(c[name]).hex() for name in agreed] for theme, c in (("light", light), ("dark", dark))
    }
    assert hexes == {
        "light": ["16202e", "faf8f4", "ffffff", "e2ddd3", "8c1d2f", "0e5a6b"],
        "dark": ["ece9e2", "11151b", "1a2029", "2d3643", "e58b98", "6fb6c6"],
    }


@pytest.mark.parametrize("accent", [(0, 0, 0), (140, 29, 47), (0, 0, 160), (90, 0, 110)])
def test_a_conference_s_own_accent_is_readable_in_the_dark(accent):
    dark, _ = tokens("dark")
    shade = mixed(accent, (255, 255, 255), 0.45)
    assert contrast(shade, dark["surface"]) >= 4.5
    assert contrast(dark["on-accent"], shade) >= 4.5
