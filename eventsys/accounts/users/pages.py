"""The blueprint of the wing."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("accounts", __name__)
