"""Drafts of long forms in the browser: which form was accepted, and what was typed when a session had ended.

A form that keeps a draft carries its name (``_keep``: the page's path, a colon, a word). The browser drops a draft
only when the server names it as accepted. When the session or the link behind a form has ended, the answer gives the
text back, and the browser keeps the draft for the page that comes after the sign-in or the new link.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response, request, session

from eventsys.core.web.secrets_sent import SECRET_FIELDS

__all__ = [
    "FIELD",
    "accepted",
    "init_app",
    "is_for_the_known",
    "kept_of_request",
    "page_before",
    "page_of",
    "typed",
]

FIELD = "_keep"
_ACCEPTED = "kept_accepted"
_LONGEST_NAME = 300
#: What forms carry for themselves, in hidden fields.
_OWN = frozenset({FIELD, "csrf_token", "key", "seen", "version"})
_KNOWN = ("/o/", "/r/", "/networks/")
"""Below these nobody types anything without a session or a link."""
_REFUSALS = frozenset({"error", "danger", "warning", "warn"})


def init_app(app: Flask) -> None:
    app.jinja_env.globals["kept_accepted"] = accepted

    @app.after_request
    def note_accepted(response: Response) -> Response:
        """Another page as the answer means that the form did its work, unless that page brings a refusal."""
        if response.status_code not in (302, 303):  # what was too large is not read here once more
            return response
        name = kept_of_request()
        if name and not _refused():
            session[_ACCEPTED] = [*session.get(_ACCEPTED, [])[-5:], name]
        return response


def _refused() -> bool:
    return any(category in _REFUSALS for category, _message in session.get("_flashes", ()))


def kept_of_request() -> str:
    """The name of the draft behind what is being sent; "" for other requests."""
    return request.form.get(FIELD, "")[:_LONGEST_NAME] if request.method == "POST" else ""


def accepted() -> list[str]:
    """Names of drafts that have done their duty; each is told to one page."""
    return list(session.pop(_ACCEPTED, [])) if session.get(_ACCEPTED) else []


def page_of(name: str) -> str:
    """The path of the page whose form it is."""
    return name.rpartition(":")[0]


def page_before() -> str:
    """The path of the page from which the form was sent, as the browser says."""
    return urlsplit(request.referrer or "").path


def is_for_the_known(path: str) -> bool:
    """Whether a form below ``path`` was opened by somebody known, and holds no secret that is not shown again."""
    return path.startswith(_KNOWN) and not path.rstrip("/").endswith("/passport")


def typed() -> list[str]:
    """What was typed into the form that is being sent, longest first, to be given back; no numbers, ticks and secrets."""
    unsaid = _OWN | SECRET_FIELDS
    words = {value.strip() for name, value in request.form.items(multi=True) if name not in unsaid}
    return sorted((word for word in words if len(word) > 3 and not word.isdigit()), key=len, reverse=True)[
        :40
    ]
