"""The blueprint that all pages of the programme hang on."""

from __future__ import annotations

from flask import Blueprint

__all__ = ["bp"]

bp = Blueprint("programme", __name__)
