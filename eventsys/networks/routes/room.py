"""The blueprint and what several pages of the room share."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, make_response, render_template

from eventsys.core.languages import current
from eventsys.networks.models import MembershipStatus
from eventsys.networks.rules.names import country_name

__all__ = ["TONES", "bp", "page"]

bp = Blueprint("networks", __name__)
TONES = {
    MembershipStatus.MEMBER: "ok",
    MembershipStatus.CANDIDATE: "info",
    MembershipStatus.OBSERVER: "info",
    MembershipStatus.PARTNER: "neutral",
    MembershipStatus.FORMER: "warn",
}


@bp.app_template_filter("country")
def country(code: str) -> str:
    """A country's name in the language of the page."""
    return country_name(code, current())


@bp.app_template_filter("standing_word")
def standing_word(status: str) -> str:
    return MembershipStatus(status).word


@bp.app_template_filter("standing_tone")
def standing_tone(status: str) -> str:
    return TONES[MembershipStatus(status)]


def page(template: str, status: int = 200, /, **values: Any) -> Any:
    """A page; 422 when a form comes back."""
    response = make_response(render_template(template, **values))
    response.status_code = status
    return response
