"""Recording: from a point of an adopted text, or a pledge that stands in none; and mending what was recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.commitments.record import policy as record_policy
from eventsys.commitments.record import queries as record_queries
from eventsys.commitments.record.models import Commitment, Source
from eventsys.commitments.record.pages import ONE, bp, page_of
from eventsys.commitments.recording import errors, queries, service
from eventsys.commitments.recording.forms import CommitmentForm, PledgeForm
from eventsys.commitments.recording.service import Said, Terms
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.ids import form_key, uuid7
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.collation import local_key
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration, Paragraph, ParagraphKind
from eventsys.networks.registry.models import City
from eventsys.registration.delegations import queries as delegations_queries

_FROM = "/o/<slug>/commitments/from/<uuid:declaration_id>"
#: Which field a refusal is about.
_FIELDS: dict[type[Refusal], str] = {errors.OwnPartner: "partners"}


@bp.get("/o/<slug>/commitments/new")
@access(record_policy.can_record, thing=editions_queries.by_slug)
def new(conference: Conference) -> str:
    """Which text it is in, or that it is in none."""
    texts = queries.adopted_texts(conference)
    numbers = queries.counts_by_point(conference)
    recorded = {d.id: sum(n for (text, _point), n in numbers.items() if text == d.id) for d in texts}
    return render_template("commitments/recording/new.html", texts=texts, recorded=recorded)


def _points(declaration: Declaration) -> list[Paragraph]:
    return [p for p in declaration.paragraphs if p.part == ParagraphKind.POINT]


@bp.get(_FROM)
@access(record_policy.can_record, thing=acts_queries.declaration_in)
def points(declaration: Declaration) -> ResponseReturnValue:
    """The points of a text with their words. Raises :class:`NotAgreed` for a draft."""
    service.check_agreed(declaration)
    numbers = queries.counts_by_point(declaration.conference)
    return render_template(
        "commitments/recording/points.html",
        declaration=declaration,
        points=_points(declaration),
        recorded={point: n for (text, point), n in numbers.items() if text == declaration.id},
    )


def _cities(conference: Conference, *more: City) -> list[City]:
    """Those invited to the conference, or the whole registry before anybody is; and ``more`` that are in use."""
    invited = [d.city for d in delegations_queries.delegations(conference) if d.city is not None]
    known = {city.id: city for city in (*(invited or editions_queries.cities()), *more)}
    return sorted(known.values(), key=lambda city: (local_key(conference.city_name(city)), city.id))


def _prepared(form: CommitmentForm, conference: Conference, cities: Sequence[City]) -> None:
    order = fallbacks(languages=conference.languages)
    choices = [(city.code, conference.city_name(city).get_in(order)) for city in cities]
    form.owner.choices = [("", _("Choose a city")), *choices]
    form.partners.choices = choices
    if request.method != "POST":
        form.key.data = str(uuid7())


def _terms(form: CommitmentForm, cities: Sequence[City]) -> Terms:
    by_code = {city.code: city for city in cities}
    return Terms(
        owner=by_code[form.owner.data],
        partners=[by_code[code] for code in form.partners.data or []],
        what=form.what.localized,
        indicator=form.indicator.localized,
        due=form.due.data,
    )


def _said(form: PledgeForm) -> Said:
    return Said(
        form.said_by.localized, form.said_on.data, form.said_where.localized, form.said_words.localized
    )


def _saved(form: CommitmentForm, act: Callable[[], Commitment]) -> Commitment | None:
    """Do and commit; a refusal is put beside the field it is about, and nothing is changed."""
    if not form.validate_on_submit():
        return None
    try:
        commitment = act()
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        field = _FIELDS.get(type(refusal))
        if field is None:
            form.form_errors.append(str(refusal))
        else:
            put_refusal(form[field], refusal)
        return None
    return commitment


def _page(form: CommitmentForm, title: str, back: str, **values: Any) -> ResponseReturnValue:
    page = render_template("commitments/recording/form.html", form=form, title=title, back=back, **values)
    return page, 422 if form.errors else 200


@bp.route(f"{_FROM}/new", methods=["GET", "POST"])
@access(record_policy.can_record, thing=acts_queries.declaration_in)
def record(declaration: Declaration) -> ResponseReturnValue:
    """From the point that the address names, or from the text as a whole."""
    service.check_agreed(declaration)
    conference, wanted = declaration.conference, request.args.get("point", "")
    found = _points(declaration)
    point = next((p for p in found if str(p.public_id) == wanted), None)
    if wanted and point is None:
        raise NotFound
    form = CommitmentForm(what=_begun(point))
    cities = _cities(conference)
    _prepared(form, conference, cities)
    made = _saved(
        form,
        lambda: service.record_commitment(
            declaration,
            _terms(form, cities),
            point=point,
            by=current_actor(),
            now=clock.now(),
            public_id=form_key(form.key.data),
        ),
    )
    if made is not None:
        say(Tone.OK, _("The commitment is in the register."))
        return see_other(page_of(made))
    back = url_for("commitments.points", slug=conference.slug, declaration_id=declaration.public_id)
    return _page(
        form,
        _("Record a commitment"),
        back,
        declaration=declaration,
        point=point,
        number=found.index(point) + 1 if point else None,
    )


def _begun(point: Paragraph | None) -> Localized:
    """The point's own words to begin with, without what joins them to the next point."""
    if point is None:
        return Localized()
    words = {code: text.replace("*", "").rstrip(" ;.,\u202f\u00a0") for code, text in point.text.items()}
    return Localized({code: text for code, text in words.items() if len(text) <= 1000})


@bp.route("/o/<slug>/commitments/pledge", methods=["GET", "POST"])
@access(record_policy.can_record, thing=editions_queries.by_slug)
def pledge(conference: Conference) -> ResponseReturnValue:
    """Somebody promised something, and nothing was signed."""
    form, cities = PledgeForm(), _cities(conference)
    _prepared(form, conference, cities)
    made = _saved(
        form,
        lambda: service.record_pledge(
            conference,
            _terms(form, cities),
            _said(form),
            by=current_actor(),
            now=clock.now(),
            public_id=form_key(form.key.data),
        ),
    )
    if made is not None:
        say(Tone.OK, _("The pledge is in the register."))
        return see_other(page_of(made))
    return _page(form, _("Record a pledge"), url_for("commitments.new", slug=conference.slug))


def _as_typed(commitment: Commitment) -> dict[str, Any]:
    """What a form must hold to say what the register says."""
    kept = ("what", "indicator", "due", "version", "said_by", "said_on", "said_where", "said_words")
    return {
        **{name: getattr(commitment, name) for name in kept},
        "owner": commitment.owner.code,
        "partners": [city.code for city in commitment.partners],
    }


@bp.route(f"{ONE}/edit", methods=["GET", "POST"])
@access(record_policy.can_record, thing=record_queries.commitment_in)
def edit(commitment: Commitment) -> ResponseReturnValue:
    is_pledge = commitment.source == Source.STATEMENT
    kind = PledgeForm if is_pledge else CommitmentForm
    form = kind(data=_as_typed(commitment))
    cities = _cities(commitment.conference, commitment.owner, *commitment.partners)
    _prepared(form, commitment.conference, cities)

    def act() -> Commitment:
        said = _said(form) if isinstance(form, PledgeForm) else None
        service.edit(commitment, _terms(form, cities), said, by=current_actor(), version=form.version.data)
        return commitment

    if _saved(form, act) is not None:
        say(Tone.OK, _("Saved."))
        return see_other(page_of(commitment))
    if form.is_submitted():
        form.version.renew(commitment.version)
    title = _("Edit the pledge") if is_pledge else _("Edit the commitment")
    return _page(
        form,
        title,
        page_of(commitment),
        declaration=commitment.declaration,
        point=commitment.point,
        number=commitment.point_number,
        commitment=commitment,
    )
