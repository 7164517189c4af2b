"""Words of documents: what each language says around an adopted text, and what an organiser would rather have it say."""

from __future__ import annotations

from itertools import groupby

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.errors import SavedByAnother
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.tags import own_name
from eventsys.declarations.acts.pages import bp
from eventsys.declarations.diction import queries, rules, service
from eventsys.declarations.diction.errors import OddPlaces
from eventsys.declarations.diction.forms import DocumentWordsForm, LetterWordsForm, WordsForm


@bp.route("/o/<slug>/declarations/words", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def words(conference: Conference) -> ResponseReturnValue:
    """What stands on documents around an adopted text."""
    languages = queries.languages_of(conference)
    language = _asked(languages)
    usual, own = service.usual(language), queries.own_words(conference)
    form = DocumentWordsForm.of(language, usual, own.get(language, {}))
    lacking = {code: len(fixed) for code, fixed in queries.lacking(conference, languages).items()}
    return _page(conference, "words", form, language, languages, lacking)


@bp.route("/o/<slug>/letters/words", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def letter_words(conference: Conference) -> ResponseReturnValue:
    """What letters say in the conference's languages that the house does not speak."""
    languages = queries.languages_of_letters(conference)
    if not languages:
        return render_template("declarations/diction/letter_words.html", conference=conference, form=None)
    language, own = _asked(languages), queries.own_words(conference)
    form = LetterWordsForm.of(language, {}, own.get(language, {}))
    lacking = {code: len(rules.lacking_in_letters(own.get(code, {}))) for code in languages}
    return _page(conference, "letter_words", form, language, languages, lacking)


def _asked(languages: list[str]) -> str:
    asked = request.args.get("language", "")
    return asked if asked in languages else languages[0]


def _page(
    conference: Conference,
    view: str,
    form: WordsForm,
    language: str,
    languages: list[str],
    lacking: dict[str, int],
) -> ResponseReturnValue:
    if form.validate_on_submit() and _saved(conference, language, form):
        say(Tone.OK, _("Saved."))
        return see_other(url_for(f".{view}", slug=conference.slug, language=language))
    page = render_template(
        f"declarations/diction/{view}.html",
        form=form,
        language=language,
        chips=[
            {
                "url": url_for(f".{view}", slug=conference.slug, language=code),
                "label": own_name(code),
                "current": code == language,
                "count": lacking.get(code) or None,
            }
            for code in languages
        ],
        lacking=lacking.get(language, 0),
        sign="%(place)s" if view == "words" else "%(title)s",
        groups=[(used, list(ones)) for used, ones in groupby(form.fixed, key=lambda one: one.used)],
    )
    return page, 422 if form.errors else 200


def _saved(conference: Conference, language: str, form: WordsForm) -> bool:
    try:
        service.set_words(conference, language, form.texts(), seen=form.seen.data or "", by=current_actor())
    except OddPlaces as refusal:
        box = form[refusal.values["key"]]
        box.errors = [*box.errors, str(refusal)]
        return False
    except SavedByAnother as refusal:
        form.form_errors.append(str(refusal))
        form.seen.raw_data, form.seen.data = (
            None,
            rules.state_of(queries.own_words(conference).get(language, {})),
        )
        return False
    db.session.commit()
    return True
