"""The application with the test's letter templates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader

from tests.mail.factories import TEMPLATES


@pytest.fixture(autouse=True)
def letters(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """The data folder of the test."""
    usual, loader = app.extensions["eventsys.settings"], app.jinja_env.loader
    app.extensions["eventsys.settings"] = replace(usual, data_dir=tmp_path)
    app.jinja_env.loader = ChoiceLoader([DictLoader(TEMPLATES), loader])
    yield tmp_path
    app.extensions["eventsys.settings"] = usual
    app.jinja_env.loader = loader
