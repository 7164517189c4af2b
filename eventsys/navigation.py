"""What the shell shows around a page: the five words of a plenary's life, filtered by what the actor may do.

Lines are the wings’ own (their ``wing.py``); one whose page does not exist is not shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app, g, request, url_for

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions.models import Conference
from eventsys.core.actor import Actor
from eventsys.core.settings import Settings
from eventsys.core.wings import MenuLink, MenuSection
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.mail.mailbox.policy import can_see_outbox
from eventsys.wings import WINGS

__all__ = [
    "MenuEntry",
    "ShownSection",
    "account_links",
    "search_url",
    "sections",
    "shell_urls",
    "sign_in_url",
]

_WORDS = {
    MenuSection.PREPARE: _l("Prepare"),
    MenuSection.RECEIVE: _l("Receive"),
    MenuSection.CONVENE: _l("Convene"),
    MenuSection.CONCLUDE: _l("Conclude"),
    MenuSection.FOLLOW_UP: _l("Follow up"),
}


def _links(section: MenuSection) -> list[MenuLink]:
    """Of all rooms, in their order, as far as their pages exist."""
    found = (link for wing in WINGS for link in wing.navigation if link.section == section)
    return sorted((link for link in found if _exists(link.endpoint)), key=lambda link: link.place)


@dataclass(frozen=True, slots=True)
class MenuEntry:
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class ShownSection:
    key: str
    label: str
    items: list[MenuEntry]
    current: bool


def _exists(endpoint: str) -> bool:
    return endpoint in current_app.view_functions


def sections(actor: Actor, conference: Conference | None) -> list[ShownSection]:
    """The navigation of a conference's desk; empty for those who have no role there and on public pages."""
    if conference is None or not request or not request.path.startswith("/o/"):
        return []
    offered = [
        (
            section,
            word,
            [
                (link.label, link.endpoint, url_for(link.endpoint, slug=conference.slug))
                for link in _links(section)
                if link.may(actor, conference)
            ],
        )
        for section, word in _WORDS.items()
    ]
    here = _current([(endpoint, url) for _, _, lines in offered for _, endpoint, url in lines])
    return [
        ShownSection(
            key,
            str(word),
            [MenuEntry(str(label), url, url == here) for label, _, url in lines],
            any(url == here for _, _, url in lines),
        )
        for key, word, lines in offered
        if lines
    ]


def _current(pages: list[tuple[str, str]]) -> str | None:
    """The page one is on, or below: its longest address wins. Everything is below the home, which says nothing."""
    above = [
        url
        for endpoint, url in pages
        if request.endpoint == endpoint
        or (endpoint != "conferences.home" and request.path.startswith(f"{url}/"))
    ]
    found = max(above, key=len, default=None)
    if found and getattr(g.get("thing"), "is_agreement", False):  # its pages are those of a declaration
        return dict(pages).get("declarations.agreements", found)
    return found


def account_links(actor: Actor) -> list[MenuEntry]:
    if actor.user_id is None:
        return []
    links = [link for link in _links(MenuSection.ACCOUNT) if link.may(actor, None)]
    return [MenuEntry(str(link.label), url_for(link.endpoint)) for link in links]


def search_url(actor: Actor, conference: Conference | None) -> str | None:
    if (
        conference is None
        or not _exists("site.search")
        or not editions_policy.can_see_people(actor, conference)
    ):
        return None
    return url_for("site.search", slug=conference.slug)


def sign_in_url(back_to: str) -> str:
    return url_for("security.login", next=back_to) if _exists("security.login") else "/"


def shell_urls(actor: Actor, conference: Conference | None, settings: Settings) -> dict[str, Any]:
    """Addresses the shell links to; those whose page does not exist are left out."""
    urls: dict[str, Any] = {}
    for name, endpoint in (("home_url", "site.index"), ("verify_url", "declarations.verify")):
        if _exists(endpoint):
            urls[name] = url_for(endpoint)
    if _exists("security.login"):
        urls["sign_in_url"] = url_for("security.login")
        urls["sign_out_url"] = url_for("security.logout")
    if settings.demo and _exists("mail.outbox") and can_see_outbox(actor, None):
        urls["outbox_url"] = url_for("mail.outbox")
    if conference is not None:
        urls["accent"] = conference.accent
        # The full title is cut off on phones: there the short name stands, and always on the desk's pages.
        host = conference.host_name.get_in(fallbacks(languages=conference.languages))
        short = f"{conference.network.code} {conference.edition} · {host} {conference.starts.year}"
        urls["conference_short"] = short
        if request.path.startswith("/o/"):
            urls["conference_label"] = short
        endpoint = "conferences.home" if actor.is_staff(conference.id) else "site.conference"
        if _exists(endpoint):
            urls["conference_url"] = url_for(endpoint, slug=conference.slug)
    return urls
