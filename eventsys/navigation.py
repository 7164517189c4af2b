"""What the shell shows around a page: the five words of a plenary's life, filtered by what the actor may do.

A line names an endpoint and the policy that opens it; an entry whose page does not exist is not shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app, g, request, url_for

from eventsys.commitments.policy import can_read
from eventsys.conferences import policy
from eventsys.conferences.models import Conference
from eventsys.core.actor import Actor
from eventsys.core.languages import fallbacks
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.settings import Settings
from eventsys.mail.policy import can_see_outbox
from eventsys.registration.policy import can_note_presence

__all__ = ["Entry", "Section", "account_links", "search_url", "sections", "shell_urls", "sign_in_url"]

Policy = Callable[[Actor, Any], bool]

# key, word, then (label, endpoint, policy) in the order of the work
TABLE: tuple[tuple[str, Any, tuple[tuple[Any, str, Policy], ...]], ...] = (
    (
        "prepare", _l("Prepare"), (
            (_l("Home"), "conferences.home", policy.can_see),
            (_l("Set-up"), "conferences.setup", policy.can_manage),
            (_l("Categories and quotas"), "conferences.categories", policy.can_manage),
            (_l("Staff"), "accounts.staff", policy.can_manage),
            (_l("Privacy"), "privacy.index", policy.can_see),
            (_l("Programme"), "programme.sessions", policy.can_see),
            (_l("Audit trail"), "trail.conference", policy.can_manage),
        ),
    ),
    (
        "receive", _l("Receive"), (
            (_l("Delegations"), "registration.delegations", policy.can_see_people),
            (_l("Review"), "registration.review", policy.can_review),
            (_l("Badges"), "badges.index", policy.can_print),
            (_l("Outbox"), "conferences.outbox", policy.can_run),
        ),
    ),
    ("convene", _l("Convene"), (
            (_l("Presence"), "registration.presence", can_note_presence),
            (_l("Nameplates"), "papers.index", policy.can_print),
        )),
    ("conclude", _l("Conclude"), (
            (_l("Declaration"), "declarations.index", policy.can_run),
            (_l("Agreements"), "declarations.agreements", policy.can_run),
        )),
    ("follow-up", _l("Follow up"), ((_l("Commitments"), "commitments.register", can_read),)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    label: str
    items: list[Entry]
    current: bool


def _exists(endpoint: str) -> bool:
    return endpoint in current_app.view_functions


def sections(actor: Actor, conference: Conference | None) -> list[Section]:
    """The navigation of a conference's desk; empty for those who have no role there and on public pages."""
    if conference is None or not request or not request.path.startswith("/o/"):
        return []
    offered = [
        (key, word, [
            (label, endpoint, url_for(endpoint, slug=conference.slug))
            for label, endpoint, may in lines
            if _exists(endpoint) and may(actor, conference)
        ])
        for key, word, lines in TABLE
    ]  # fmt: skip
    here = _current([(endpoint, url) for _, _, lines in offered for _, endpoint, url in lines])
    return [
        Section(
            key, str(word), [Entry(str(label), url, url == here) for label, _, url in lines],
            any(url == here for _, _, url in lines),
        )
        for key, word, lines in offered
        if lines
    ]  # fmt: skip


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


def account_links(actor: Actor) -> list[Entry]:
    wanted = [
        (_l("Your account"), "accounts.account"),
        (_l("Networks"), "networks.index"),
        (_l("Users"), "accounts.users"),
        (_l("Audit trail"), "trail.everything"),
    ]
    if actor.user_id is None:
        return []
    open_to_all = {"accounts.account"}
    return [
        Entry(str(label), url_for(endpoint))
        for label, endpoint in wanted
        if _exists(endpoint) and (endpoint in open_to_all or actor.admin)
    ]


def search_url(actor: Actor, conference: Conference | None) -> str | None:
    if conference is None or not _exists("site.search") or not policy.can_see_people(actor, conference):
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
