"""Rate limits by address, on sign-in, links, registration, uploads and verification."""

from __future__ import annotations

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from eventsys.core.settings import Settings

__all__ = ["init_app", "limiter"]

limiter = Limiter(get_remote_address, strategy="moving-window", headers_enabled=True)


def init_app(app: Flask, settings: Settings) -> None:
    """With ``memory://`` each process counts alone; give EVENTSYS_LIMITS_URL a Redis when there are many."""
    app.config["RATELIMIT_STORAGE_URI"] = settings.limits_url
    app.config["RATELIMIT_ENABLED"] = settings.rate_limits
    limiter.init_app(app)
