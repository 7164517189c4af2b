"""The blueprint of the room."""

from __future__ import annotations

from flask import Blueprint

__all__ = ["bp"]

bp = Blueprint("accounts", __name__)
