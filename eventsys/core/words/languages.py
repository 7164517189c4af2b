"""Languages of the pages and of the texts, and gettext for rooms that know no Flask."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from babel import Locale
from babel.lists import format_list
from babel.support import Translations
from flask import Flask, g, has_app_context, has_request_context, request, session
from flask_babel import (
    Babel,
    force_locale,
    get_locale,
    get_translations,
    gettext,
    lazy_gettext,
    lazy_ngettext,
    lazy_pgettext,
    ngettext,
)

__all__ = [
    "DEFAULT",
    "SUPPORTED",
    "current",
    "fallbacks",
    "gettext",
    "in_language",
    "init_app",
    "lazy_gettext",
    "lazy_ngettext",
    "lazy_pgettext",
    "list_words",
    "ngettext",
]

SUPPORTED: tuple[str, ...] = ("en", "fr", "vi")
DEFAULT = "en"

_babel = Babel()
_catalogs: dict[str, Translations] = {}
_told: ContextVar[str] = ContextVar("told_language", default="")


def init_app(app: Flask, *, catalogs: Sequence[str]) -> None:
    """``catalogs`` are the rooms' translation folders; each room brings its own words."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", DEFAULT)
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "UTC")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(catalogs)
    app.config["BABEL_DOMAIN"] = "messages"
    _babel.init_app(app, locale_selector=_choose)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # the i18n extension's
        gettext=lambda text: _catalog().ugettext(text),
        ngettext=lambda one, many, n: _catalog().ungettext(one, many, n),
        newstyle=True,
        pgettext=lambda context, text: _catalog().upgettext(context, text),
        npgettext=lambda context, one, many, n: _catalog().unpgettext(context, one, many, n),
    )


def _catalog() -> Translations:
    """The words of the language in force. flask-babel finds its own anew for every word, by way of nine
    proxies; a page has fifty words."""
    language = current()
    found = _catalogs.get(language)
    if found is None:
        found = _catalogs[language] = get_translations()
    return found


def _choose() -> str:
    if not has_request_context():
        return DEFAULT
    asked = request.args.get("lang") or session.get("lang")
    if asked in SUPPORTED:
        return str(asked)
    return request.accept_languages.best_match(SUPPORTED) or DEFAULT


def current() -> str:
    """The language of the page or letter being made, one of :data:`SUPPORTED`.

    A long page asks some three hundred times: it is found once a request, as flask-babel finds its locale.
    """
    told = _told.get()
    if told:
        return told
    if not has_app_context():
        return DEFAULT
    found: str | None = g.get("spoken")
    if found is None:
        locale = get_locale()
        found = g.spoken = locale.language if locale and locale.language in SUPPORTED else DEFAULT
    return found


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Speak ``code`` inside the block: letters and papers are in their reader's language."""
    spoken = code if code in SUPPORTED else DEFAULT
    token = _told.set(spoken)
    try:
        with force_locale(spoken):
            yield
    finally:
        _told.reset(token)


def fallbacks(preferred: str | None = None, languages: Iterable[str] = ()) -> tuple[str, ...]:
    """Reading order: the preferred language, then the conference's, then the house's."""
    return _each_once(preferred or current(), *languages)


@lru_cache(maxsize=512)
def _each_once(*languages: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*languages, *SUPPORTED)))


def list_words(words: Sequence[str]) -> str:
    """``a, b and c`` in the current language."""
    return format_list(list(words), locale=Locale(current())) if words else ""
