"""A page of the set-up: what each language lacks."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.pages import bp, setup_page
from eventsys.conferences.gaps import service
from eventsys.core.web.access import access
from eventsys.core.web.chips import Chip
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.tags import own_name


@bp.get("/o/<slug>/setup/languages")
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def gaps(conference: Conference) -> Any:
    """``language``: which one is shown; else the first that lacks something."""
    found = service.gaps(conference)
    asked = request.args.get("language", "")
    shown = next((one for one in found if one.language == asked), None)
    shown = shown or next((one for one in found if one.number), found[0])
    return setup_page(
        "gaps/gaps",
        conference,
        shown=shown,
        tongues=[
            Chip(own_name(one.language), _address(conference, one), one is shown, one.number) for one in found
        ],
        instead=[own_name(tag) for tag in fallbacks(shown.language, conference.languages)[1:]],
        groups=[(kind, [_line(conference, said) for said in those]) for kind, those in shown.groups],
    )


def _address(conference: Conference, one: service.Gaps) -> str:
    return url_for("conferences.gaps", slug=conference.slug, language=one.language)


def _line(conference: Conference, said: service.Said) -> tuple[Any, str]:
    return said.name, url_for(said.endpoint, slug=conference.slug, **said.values)
