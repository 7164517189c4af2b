"""The blueprint, and letters' templates in its application."""

from __future__ import annotations

from typing import Any

from flask import Blueprint
from flask.blueprints import BlueprintSetupState

bp = Blueprint("mail", __name__)


@bp.record_once
def _escape_letters(state: BlueprintSetupState) -> None:
    """Jinja escapes by a file's ending; letters are written in MJML, which Flask does not know."""
    environment: Any = state.app.jinja_env
    usual = environment.autoescape
    environment.autoescape = lambda name: bool(name and name.endswith(".mjml")) or usual(name)
