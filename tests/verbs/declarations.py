"""The verbs of declarations and agreements."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.core.actor import SYSTEM, Actor, Role
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import service as acts
from eventsys.declarations.acts.models import Declaration, DeclarationState, Instrument, Order, ParagraphKind
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.adoption.models import StatementKind
from eventsys.declarations.agreements import service as agreements
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.amendments.models import Amendment, AmendmentKind
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.completion import service as completion
from eventsys.declarations.confirmations import service as confirmations
from eventsys.declarations.decisions import service as decisions
from eventsys.declarations.diction import service as diction
from eventsys.declarations.drafts import service as drafts
from eventsys.declarations.footnotes import service as footnotes
from eventsys.declarations.lasting import service as lasting
from eventsys.declarations.lots import service as lots
from eventsys.declarations.motions import service as motions
from eventsys.declarations.notices import service as notices
from eventsys.declarations.originals import service as originals
from eventsys.declarations.paper import service as paper
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.passages.rules import Draft
from eventsys.declarations.remarks import service as remarks
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.representation import service as representation
from eventsys.declarations.scans import documents as scans_documents
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories import service as signatories
from eventsys.declarations.signatories.models import SignatoryState, Way
from eventsys.declarations.texts import service as texts
from eventsys.declarations.translators import service as translators
from eventsys.declarations.voting import service as voting
from eventsys.declarations.voting.models import Manner, Vote
from eventsys.declarations.voting.rules import How
from eventsys.declarations.wording import service as wording
from eventsys.declarations.wording.rules import Cause, CauseKind
from eventsys.pdf.layout.blanks import html_to_pdf
from eventsys.registration.delegations.models import Delegation
from tests.accounts.factories import make_user
from tests.declarations.factories import POINTS, make_agreement, make_declaration, make_plenary
from tests.declarations.translators.factories import taken, translated
from tests.support.verbs import BY, NOW, Seen

ACT: dict[str, Any] = {"by": BY, "now": NOW}
TITLE = Localized(en="Joint Declaration", fr="Déclaration commune", vi="Tuyên bố chung")
POINT = Localized(POINTS[1])
SHORTER = Localized(en="shorter;", fr="plus court ;", vi="ngắn hơn;")
MORE = Localized(en="and more;", fr="et plus ;", vi="và hơn nữa;")


def story(see: Seen) -> None:
    conference = make_plenary(cities=4, absent=("JKT",))
    cities = {one.city.code: one for one in representation_queries.member_delegations(conference)}
    _words(see, conference)
    _texts(see, conference)
    _amendments(see, conference, cities["BKK"])
    _motions(see, conference, cities)
    _adoption(see, conference, cities)
    _ceremony(see, conference, cities)
    _agreements(see, cities)


def _words(see: Seen, conference: Conference) -> None:
    see(diction.set_words, conference, "en", {"Signatures": "Signed by", "Secretariat": ""}, by=BY)
    see(diction.set_words, conference, "en", {"Signatures": ""}, by=BY, case="back to ours")


def _texts(see: Seen, conference: Conference) -> None:
    text: Declaration = see(texts.create, conference, title=TITLE, by=BY)
    see(
        texts.edit,
        text,
        title=Localized({**TITLE, "en": "Hanoi Declaration"}),
        languages=["en", "fr", "vi"],
        order_language="fr",
        by=BY,
    )
    see(
        acts.settle_act,
        text,
        place=Localized(en="Hue", fr="Hué", vi="Huế"),
        done_on=None,
        adopted_on=None,
        **ACT,
    )
    first = see(paragraphs.add_paragraph, text, ParagraphKind.POINT, POINT, by=BY)
    second = paragraphs.add_paragraph(text, ParagraphKind.POINT, Localized(en="one;\ntwo;"), by=BY)
    see(paragraphs.edit_paragraph, text, first, Localized({**POINT, "en": "solve them;"}), by=BY)
    see(paragraphs.save_text, text, {first.public_id.hex: {"en": "solve all;"}}, by=BY, version=text.version)
    said = translated(text, {"b_point:1": "giải quyết tất cả;"})
    handed = taken(text, said)
    seen = translators.review(text, handed).fingerprint
    see(translators.take_in, text, handed, seen=seen, by=BY)
    see(paragraphs.move_paragraph, text, second, up=True, by=BY)
    see(paragraphs.renumber, text, {second.public_id.hex: 2}, by=BY)
    see(paragraphs.split_paragraph, text, second, by=BY)
    see(paragraphs.merge_paragraph, text, second, by=BY)
    see(paragraphs.change_part, text, second, by=BY)
    see(drafts.take_over, text, "en", Draft("", ("Meeting,",), ("agree;", "part.")), by=BY)
    see(paragraphs.remove_paragraph, text, second, by=BY)
    see(wording.keep_version, paragraphs_of_new(conference), [Cause(CauseKind.DRAFT)], by=BY)
    with_remark = text.paragraphs[0]
    remark = see(remarks.comment, text, with_remark, "Shorter.", **ACT)
    see(remarks.settle_comment, remark, text, **ACT)


def paragraphs_of_new(conference: Conference) -> Declaration:
    made = make_declaration(conference, points=1)
    made.version += 1
    return made


def _amendments(see: Seen, conference: Conference, city: Delegation) -> None:
    draft = make_declaration(conference, points=2)
    first = draft.paragraphs[-1]
    first.behind = ["fr"]
    what = next(one.what for one in wording.pieces(draft) if "fr" in one.wording.behind)
    see(completion.confirm_aligned, draft, what, "fr", version=draft.version, by=BY)
    see(completion.confirm_compared, draft, "Read side by side.", version=draft.version, **ACT)
    see(completion.circulate, draft, by=BY)
    make_user(Role.SECRETARIAT, conference)
    see(notices.queue_notices, draft, DeclarationState.CIRCULATED, **ACT)
    see(amendments.open_amendments, draft, by=BY)

    def proposed(kind: AmendmentKind = AmendmentKind.INSERT, text: Localized = MORE) -> Amendment:
        return amendments.propose(draft, city, kind, paragraph=first, text=text, **ACT)

    one = see(
        amendments.propose,
        draft,
        city,
        AmendmentKind.REPLACE,
        paragraph=first,
        text=SHORTER,
        reason="Short.",
        **ACT,
    )
    see(decisions.accept, draft, one, **ACT)
    see(decisions.reject, draft, proposed(), "Said already.", **ACT)
    bracketed = proposed()
    see(amendments.bracket, draft, bracketed, note="Not agreed.", **ACT)
    see(amendments.withdraw, draft, bracketed, **ACT)
    see(decisions.merge_amendments, draft, [proposed(), proposed()], MORE, **ACT)
    see(amendments.consolidate, draft, by=BY)


def _motions(see: Seen, conference: Conference, cities: dict[str, Delegation]) -> None:
    draft = make_declaration(conference, points=3)
    completion.circulate(draft, by=BY)
    amendments.open_amendments(draft, by=BY)
    conference.rules = {"decision": "majority"}
    db.session.flush()
    points = [p for p in draft.paragraphs if p.part == ParagraphKind.POINT]
    words = (SHORTER, MORE, SHORTER)

    def proposed(number: int, text: Localized | None = None) -> Amendment:
        kind, text = AmendmentKind.REPLACE, text or words[number]
        return amendments.propose(draft, cities["BKK"], kind, paragraph=points[number], text=text, **ACT)

    parent = proposed(2)
    more = Localized(en="shorter still;")
    under = see(amendments.propose_to, draft, cities["HAN"], parent, text=more, reason="Short.", **ACT)
    see(decisions.accept, draft, under, **ACT, case="to another")
    amendments.propose_to(draft, cities["HAN"], parent, text=MORE, **ACT)
    see(amendments.withdraw, draft, parent, **ACT, case="with one to it")
    hands = How(Manner.SHOW_OF_HANDS, {"yes": 2, "no": 1})
    both = [proposed(0), proposed(1)]
    see(motions.decide_block, draft, both, accepted=True, how=hands, **ACT)
    some = [proposed(0, POINT), proposed(1, POINT)]
    block = see(motions.put_block, draft, some, Manner.ROLL_CALL, by_cities=True, **ACT)
    see(motions.take_out, draft, block, some[1], cities["HAN"], by=BY)
    see(voting.cast, draft, block, cities["BKK"], "yes", **ACT)
    see(motions.close_vote, draft, block, **ACT)
    either = [some[1], proposed(1, SHORTER)]
    choice = see(motions.put_alternatives, draft, either, Manner.SHOW_OF_HANDS, **ACT)
    options = dict.fromkeys(choice.options, 1)
    again = see(motions.close_vote, draft, choice, counts=options, **ACT, case="undecided")
    see(motions.break_off_vote, draft, again, **ACT)
    conference.rules = {}


def _adoption(see: Seen, conference: Conference, cities: dict[str, Delegation]) -> None:
    text = make_declaration(conference, points=1)
    see(completion.finalise, text, by=BY)
    see(completion.reopen, text, by=BY)
    completion.finalise(text, by=BY)
    away = cities["JKT"]
    given = see(representation.give_proxy, away, b"%PDF-", holder=cities["HAN"], **ACT)
    see(representation.end_proxy, given, **ACT)
    said = see(adoption.state_position, text, cities["BKK"], StatementKind.OBJECTION, "No.", **ACT)
    see(adoption.withdraw_objection, text, said, **ACT)
    see(adoption.adopt, text, **ACT)
    see(completion.freeze, make_declaration(conference, points=1))
    noted = make_declaration(conference, points=1)
    see(footnotes.freeze, noted, footnotes.laid_in(noted, noted.languages))
    voted = make_declaration(conference, points=1)
    conference.rules = {"decision": "majority"}
    completion.finalise(voted, by=BY)
    db.session.flush()
    see(adoption.cast, voted, cities["BKK"], Vote.YES, **ACT)
    see(adoption.cast, voted, cities["BKK"], Vote.NO, **ACT, case="anew")
    conference.rules = {}
    see(acts.step, voted, DeclarationState.CONSOLIDATED, by=BY)


def _adopted(conference: Conference) -> Declaration:
    made = make_declaration(conference, points=1, languages=["en"])
    completion.finalise(made, by=BY)
    adoption.adopt(made, by=BY, now=NOW)
    return made


def _ceremony(see: Seen, conference: Conference, cities: dict[str, Delegation]) -> None:
    text = _adopted(conference)
    see(signatories.order_signatories, text, Order.PRECEDENCE, sign_until=NOW + timedelta(days=3), by=BY)
    see(signatories.mandate, text, cities["HAN"], powers=b"%PDF-", rank=1, by=BY)
    lot = see(lots.promise_lot, text, by=BY, now=NOW)
    lot.seed = "0" * 64  # so that the same city is drawn each time
    db.session.flush()
    see(lots.draw_lot, text, "seven", by=BY, now=NOW)
    see(signatories.keep_clock_times, conference, lambda moment: moment + timedelta(hours=1), by=BY)
    conference.two_people = True
    anh, binh = (Actor("user", make_user(name=name).id, name, admin=True) for name in ("Anh", "Bình"))
    see(confirmations.second_person, text, None, **ACT)
    see(confirmations.second_people, text, **ACT)
    asked = see(confirmations.ask_confirmation, text, None, by=anh, now=NOW)
    see(confirmations.answer_confirmation, text, asked, confirmed=True, by=binh, now=NOW)
    see(confirmations.use_confirmation, text, None, by=anh, now=NOW)
    again = confirmations.ask_confirmation(text, None, by=anh, now=NOW)
    see(
        confirmations.answer_confirmation,
        text,
        again,
        confirmed=False,
        reason="Wait.",
        by=binh,
        now=NOW,
        case="with no",
    )
    conference.two_people = False
    see(ceremony.open_for_signature, text, **ACT)
    first, second, third = signatories_queries.signatories(text)
    see(ceremony.sign, first, by=SYSTEM, now=NOW)
    scanned = scans_documents.read_scan([html_to_pdf("<html lang=en><title>Scan</title><h1>Signed</h1>")])
    scan = see(paper.file_scan, text, [second], scanned, **ACT)
    newer = see(paper.replace_scan, text, scan, scanned, **ACT)
    conference.two_people = True
    filing = see(paper.ask_to_file, text, [third], scanned, by=anh, now=NOW)
    confirmations.answer_confirmation(text, filing, confirmed=True, by=binh, now=NOW)
    see(paper.file_confirmed, text, filing, scanned, by=anh, now=NOW)
    see(paper.ask_to_replace, text, newer, scanned, by=anh, now=NOW)
    conference.two_people = False
    see(lasting.ask_renewal, text, by=BY)
    see(lasting.renew_or_remind, now=NOW + timedelta(days=365 * 40))
    see(ceremony.close, text, **ACT)
    other = _adopted(conference)
    ceremony.open_for_signature(other, by=BY, now=NOW)
    absent, declined, _left = signatories_queries.signatories(other)
    see(ceremony.record_absent, absent, "Did not come.", by=BY)
    see(ceremony.record_declined, declined, "Not within the law.", by=BY)
    absent.state = declined.state = SignatoryState.EXPECTED
    see(ceremony.record_answer, absent, SignatoryState.SIGNED, note="On paper.", by=BY)
    see(ceremony.record_signed, declined, Way.TABLET, **ACT)
    last = _adopted(conference)
    people = see(signatories.name_signatories, last)
    last.sealed_at = NOW
    see(originals.make, last, people, now=NOW)


def _agreements(see: Seen, cities: dict[str, Delegation]) -> None:
    bangkok, hanoi = cities["BKK"], cities["HAN"]
    made = see(
        agreements.create_agreement,
        hanoi.conference,
        Instrument.MINUTES,
        [bangkok, hanoi],
        title=TITLE,
        by=BY,
    )
    see(agreements.set_parties, made, [hanoi, bangkok], names={hanoi.id: {"en": "the Host"}}, by=BY)
    signed = make_agreement(bangkok, hanoi)
    see(completion.agree_text, signed, **ACT)
    see(signatories.name_signatories, signed, case="of an agreement")
    signed.state = DeclarationState.SIGNED
    see(agreements.enter_into_force, signed, date(2013, 12, 1), until=date(2014, 12, 1), by=BY)
    see(agreements.prolong, signed, until=date(2015, 12, 1), by=BY)
    see(agreements.terminate, signed, "By both parties.", **ACT)
