"""The application: with the command line the one place that sees all rooms, and wires them."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask, g, make_response, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BuildError

from eventsys import navigation
from eventsys.accounts.sign_in import routes as sign_in_routes
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import db, errors, settings
from eventsys.core.settings import Settings
from eventsys.core.web import assets, filters, keeping, limits, secrets_sent, security
from eventsys.core.web.access import conference_of_page, current_actor
from eventsys.core.words import languages
from eventsys.core.words.tags import language_choices
from eventsys.trail.telling.pages import tell_states
from eventsys.wings import WINGS

__all__ = ["create_app"]

_HERE = Path(__file__).parent
log = logging.getLogger("eventsys")


def _part(name: str) -> Path:
    """A folder beside the package in a clone, inside it in a wheel."""
    inside = _HERE / f"_{name}"
    return inside if inside.is_dir() else _HERE.parent / name


def create_app(given: Settings | None = None) -> Flask:
    """The WSGI application. Raises :class:`eventsys.core.settings.SettingsError` when it cannot start."""
    chosen = given or settings.load()
    app = Flask("eventsys", template_folder=str(_part("templates")), static_folder=None)
    app.request_class = secrets_sent.InMemory
    app.config.update(
        SECRET_KEY=chosen.secret_key,
        SQLALCHEMY_DATABASE_URI=chosen.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=db.engine_options(sqlite=chosen.sqlite),
        MAX_CONTENT_LENGTH=chosen.max_upload_mb * 1_000_000,
        MAX_FORM_MEMORY_SIZE=2_000_000,
        SESSION_COOKIE_NAME=security.cookie_name("eventsys", chosen),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=chosen.secure_cookies,
        WTF_CSRF_TIME_LIMIT=None,  # a delegate may take a day over a form; the session bounds it
        TESTING=chosen.testing,
    )
    app.extensions["eventsys.settings"] = chosen
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    db.init_app(app, migrations=str(_part("migrations")))
    languages.init_app(app, catalogs=[str(p) for p in sorted(_HERE.glob("*/translations"))])
    limits.init_app(app, chosen)
    security.init_app(app, chosen)
    filters.init_app(app)
    assets.install(app)
    keeping.init_app(app)
    sign_in_routes.init_app(app, chosen, slug_of=_slug_of)
    for wing in WINGS:
        app.register_blueprint(wing.pages)
        wing.open()
        tell_states(wing.states)
    _follow_conference(app)
    _fill_templates(app, chosen)
    _map_errors(app)
    return app


def _slug_of(conference_id: int) -> str | None:
    found = db.db.session.get(Conference, conference_id)
    return found.slug if found else None


def _conference_at(slug: str) -> Conference | None:
    """That of this address. What the guard found is asked first: it is mostly it, or belongs to it."""
    thing = g.get("thing")
    found = thing if isinstance(thing, Conference) else getattr(thing, "conference", None)
    if isinstance(found, Conference) and found.slug == slug:
        return found
    return editions_queries.find_by_slug(slug)


def _follow_conference(app: Flask) -> None:
    @app.url_value_preprocessor
    def note_conference(_endpoint: str | None, values: dict[str, Any] | None) -> None:
        slug = (values or {}).get("slug")
        if slug and request.url_rule is not None and request.url_rule.rule.startswith(("/c/", "/o/", "/r/")):
            g.find_conference = partial(_conference_at, slug)

    @app.before_request
    def note_language() -> None:
        asked = request.args.get("lang")
        if asked in languages.SUPPORTED and session.get("lang") != asked:
            session["lang"] = asked


def _fill_templates(app: Flask, chosen: Settings) -> None:
    @app.context_processor
    def values() -> dict[str, Any]:
        actor = current_actor()
        conference = conference_of_page()
        query = {k: v for k, v in request.args.items() if k != "lang"} if request else {}
        return {
            "actor": actor,
            "conference": conference,
            "lang": languages.current(),
            "languages": language_choices(),
            "lang_urls": {code: _same_page(lang=code, **query) for code in languages.SUPPORTED},
            "nav": navigation.sections(actor, conference),
            "account_links": navigation.account_links(actor),
            "search_url": navigation.search_url(actor, conference),
            "demo": chosen.demo,
            **navigation.shell_urls(actor, conference, chosen),
        }


def _same_page(**query: str) -> str:
    if request and request.endpoint and request.method in {"GET", "HEAD"}:
        try:
            # The reader's own words stay behind the question mark: url_for has names with a meaning of their own.
            return f"{url_for(request.endpoint, **(request.view_args or {}))}?{urlencode(query)}"
        except BuildError:
            pass
    return "/?lang=" + query["lang"]


@dataclass(frozen=True, slots=True)
class _Problem:
    status: int
    title: str
    text: str


def _map_errors(app: Flask) -> None:
    app.register_error_handler(errors.Refusal, _refused)
    app.register_error_handler(CSRFError, _stale)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _crashed)


def _refused(refusal: errors.Refusal) -> Any:
    if refusal.status in _ENDED and _typed_by_nobody():
        return _ended()
    if isinstance(refusal, errors.SignInNeeded):
        return security.see_other(navigation.sign_in_url(request.full_path.rstrip("?")))
    page = _page(_Problem(refusal.status, _title(refusal.status), str(refusal)))
    if refusal.retry_after is not None:
        page.headers["Retry-After"] = str(refusal.retry_after)
    return page


def _stale(_error: CSRFError) -> Any:
    if _typed_by_nobody():
        return _ended()
    text = _(
        "This page was open too long or came from elsewhere, so nothing was saved. "
        "Go back, reload the page and send it again."
    )
    return _page(_Problem(400, _title(400), text))


def _http_error(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    texts = {
        404: _("There is nothing at this address, or it is not open to you."),
        405: _("This address does not take that kind of request."),
        413: security.too_large_words(),
        429: _("Too many tries from your address. Wait a minute and try again; nothing is lost."),
    }
    text = texts.get(error.code, _("We could not read this request. Go back, reload the page and try again."))
    answer = _page(_Problem(error.code, _title(error.code), text))
    answer.headers.extend(h for h in error.get_headers() if h[0].lower() in {"allow", "retry-after"})
    return answer


def _crashed(error: Exception) -> Any:
    log.error("unexpected error on %s %s", request.method, request.path, exc_info=error)
    db.db.session.rollback()
    text = _(
        "Something went wrong on our side. It has been noted. What you sent was not saved; try again in a moment."
    )
    return _page(_Problem(500, _title(500), text))


#: What a form is answered whose session or link has ended.
_ENDED = frozenset({401, 403, 404, 410})


def _typed_by_nobody() -> bool:
    """Whether somebody sends a form who was known when it was opened, and is not any more."""
    if not current_actor().is_anonymous:
        return False
    return bool(keeping.kept_of_request() or (keeping.is_for_the_known(request.path) and keeping.typed()))


def _ended() -> Any:
    """What was typed is given back, with the way to go on."""
    db.db.session.rollback()
    name = keeping.kept_of_request()
    sign_in = navigation.sign_in_url(security.safe_next(keeping.page_of(name) or keeping.page_before(), "/"))
    page = render_template("_shell/ended.html", kept=name, typed=keeping.typed(), sign_in=sign_in)
    return make_response(
        page, 401, {"Cache-Control": "private, no-store"}
    )  # somebody's own words stand there


def _title(status: int) -> str:
    titles = {
        400: _("We could not read that"), 403: _("Not part of your role"), 404: _("Not found"),
        405: _("Not possible here"), 409: _("This cannot be done now"), 410: _("No longer available"),
        413: _("Too large"), 422: _("Please check what you entered"), 429: _("Too many tries"),
        500: _("Our mistake"), 503: _("Not available just now"),
    }  # fmt: skip
    return str(titles.get(status) or _("This cannot be done now"))


def _page(problem: _Problem) -> Any:
    db.db.session.rollback()
    response = make_response(render_template("_shell/error.html", problem=problem))
    response.status_code = problem.status
    return response
