"""The wing's blueprint."""

from __future__ import annotations

from flask import Blueprint

__all__ = ["bp"]

bp = Blueprint("privacy", __name__)
