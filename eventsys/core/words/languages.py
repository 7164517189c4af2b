"""The languages the house speaks, and gettext for rooms that know no Flask.

A page is in one of :data:`SUPPORTED`, the folders of catalogues beside this room; a text may be in any language that
:mod:`eventsys.core.words.bcp47` knows, and brings the words that stand around it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import flask_babel
from babel.lists import format_list
from babel.support import Translations
from flask import Flask, g, has_app_context, has_request_context, request, session
from flask_babel import Babel, force_locale, get_locale, get_translations, lazy_ngettext, ngettext
from flask_babel.speaklater import LazyString
from markupsafe import Markup, escape

from eventsys.core.words.bcp47 import locale_of, nearest

_CATALOGUES = Path(__file__).resolve().parents[1] / "translations"

__all__ = [
    "BRINGERS",
    "DEFAULT",
    "SUPPORTED",
    "current",
    "fallbacks",
    "gettext",
    "house_language",
    "in_language",
    "init_app",
    "lazy_gettext",
    "lazy_ngettext",
    "lazy_pgettext",
    "letter_languages",
    "list_words",
    "ngettext",
    "pgettext",
    "reading_in",
    "speaking",
]

DEFAULT: Final = "en"
#: Languages of pages: English is in the code, each other one is a folder of core's catalogues.
SUPPORTED: Final = (
    DEFAULT,
    *sorted(place.parent.name for place in _CATALOGUES.glob("*/LC_MESSAGES")),
)

_NO_WORDS: Final[Mapping[str, str]] = MappingProxyType({})
_babel = Babel()
_catalogs: dict[str, Translations] = {}
_told: ContextVar[str] = ContextVar("told_language", default="")
_texts: ContextVar[Mapping[str, Mapping[str, str]]] = ContextVar("texts", default=MappingProxyType({}))
_read_in: ContextVar[str] = ContextVar("read_in", default="")
_words: ContextVar[Mapping[str, str]] = ContextVar("told_words", default=_NO_WORDS)


def gettext(text: str, /, **variables: Any) -> str:
    """``text`` in the language in force: as a document's own words say it, else as the catalogues do."""
    own = _words.get().get(text)
    said = str(flask_babel.gettext(text)) if own is None else own
    return said % variables if variables else said


def pgettext(context: str, text: str, /, **variables: Any) -> str:
    """The same of a word that means several things, one in each ``context``; a document's own words have one for all."""
    own = _words.get().get(text)
    if own is not None:
        return own % variables if variables else own
    return str(flask_babel.pgettext(context, text, **variables))


def lazy_gettext(text: str, /, **variables: Any) -> LazyString:
    """``text`` in the language in force where it is shown."""
    return LazyString(gettext, text, **variables)


def lazy_pgettext(context: str, text: str, /, **variables: Any) -> LazyString:
    """The same of a word that means several things."""
    return LazyString(pgettext, context, text, **variables)


def init_app(app: Flask, *, catalogs: Sequence[str]) -> None:
    """``catalogs`` are the rooms' translation folders; each room brings its own words."""
    app.config.setdefault("BABEL_DEFAULT_LOCALE", DEFAULT)
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "UTC")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(catalogs)
    app.config["BABEL_DOMAIN"] = "messages"
    _babel.init_app(app, locale_selector=_choose)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # the i18n extension's
        gettext=lambda text: _Typed(_words.get().get(text, "")) or _catalog().ugettext(text),
        ngettext=lambda one, many, n: _catalog().ungettext(one, many, n),
        newstyle=True,
        pgettext=lambda context, text: _catalog().upgettext(context, text),
        npgettext=lambda context, one, many, n: _catalog().unpgettext(context, one, many, n),
    )


class _Typed(str):
    """Words that an organiser wrote: plain in a template that is HTML, where those of a catalogue are not escaped."""

    __slots__ = ()

    def __html__(self) -> Markup:
        return escape(str(self))


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
    """The language of the page or letter being made, one of :data:`SUPPORTED`; of a document, its text's.

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
    """Speak ``code`` inside the block: letters and papers are in their reader's language.

    It is one of the house's, or a language of texts that somebody brought words for (:data:`BRINGERS`,
    :func:`speaking`); for others English is spoken.
    """
    own = _texts.get().get(code) or _brought(code)
    spoken = code if code in SUPPORTED or own is not None else DEFAULT
    told, words = _told.set(spoken), _words.set(own or _NO_WORDS)
    try:
        with force_locale(spoken if spoken in SUPPORTED else str(locale_of(spoken))):
            yield
    finally:
        _words.reset(words)
        _told.reset(told)


#: Later rooms that know the fixed words of languages of texts: tag to (message to text), nothing where there are none.
BRINGERS: Final[list[Callable[[str], Mapping[str, str]]]] = []


def _brought(code: str) -> Mapping[str, str] | None:
    if code in SUPPORTED:
        return None
    return next((words for words in (bring(code) for bring in BRINGERS) if words), None)


@contextmanager
def speaking(texts: Mapping[str, Mapping[str, str]]) -> Iterator[None]:
    """Inside the block these words, language to message to text, go before what the catalogues and the bringers say."""
    token = _texts.set(texts)
    try:
        yield
    finally:
        _texts.reset(token)


@contextmanager
def reading_in(code: str) -> Iterator[None]:
    """Inside the block texts are read in ``code`` first, whatever the language of what stands around them: for a language
    of texts in which nobody wrote the words of a page yet."""
    token = _read_in.set(code)
    try:
        yield
    finally:
        _read_in.reset(token)


def fallbacks(preferred: str | None = None, languages: Iterable[str] = ()) -> tuple[str, ...]:
    """Reading order: the preferred language, then the conference's, then the house's."""
    return _each_once(preferred or _read_in.get() or current(), *languages)


def letter_languages(languages: Iterable[str] = ()) -> tuple[str, ...]:
    """What somebody may choose to be written to in: the conference's ``languages``, then the house's."""
    return _each_once(*languages)


def house_language(language: str, languages: Iterable[str] = ()) -> str:
    """In which of the house's languages somebody reads whose own is ``language``: that, else the first of the
    conference's ``languages`` that the house speaks."""
    return next(filter(None, (nearest(one, SUPPORTED) for one in (language, *languages))), DEFAULT)


@lru_cache(maxsize=512)
def _each_once(*languages: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*languages, *SUPPORTED)))


def list_words(words: Sequence[str]) -> str:
    """``a, b and c`` in the current language."""
    return format_list(list(words), locale=locale_of(current())) if words else ""
