"""Every route of the house and who may pass it.

No route is naked, and each one is walked as everybody there is against :data:`TABLE` (``test_access_walks.py``). A new route
fails here until the table says who may use it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask

from eventsys.core.web.access import GUARD_MARK
from tests.support.world import ROLES

# ---- who, and what they meet -----------------------------------------------------------------------------

ROOT = Path(__file__).resolve().parent.parent
OWN_CITY = ("focal point", "delegate")
LINK_HOLDERS = (
    *OWN_CITY, "focal point of another city", "delegate of another city", "invited colleague",
)  # fmt: skip
USERS = (*ROLES, "administrator", "organiser elsewhere", "user without a role")
ACTORS = ("anonymous", *LINK_HOLDERS, *USERS)

#: passes; is led to sign in (a POST of a stranger is simply not found); lacks the role; sees nothing there
OK, SIGN_IN, LACKING, NOTHING = "ok", "sign-in", "403", "404"
Opening = dict[str, str]


def opening(*passing: str, staff: str = LACKING, others: str = NOTHING, anonymous: str = SIGN_IN) -> Opening:
    """Who passes; what the conference's other staff, everybody else and anonymous readers meet."""
    met = dict.fromkeys(ACTORS, others) | dict.fromkeys(ROLES, staff)
    return met | {"anonymous": anonymous, "administrator": OK} | dict.fromkeys(passing, OK)


PUBLIC = opening(*ACTORS)
ACCOUNT = opening(*USERS)
# The desk of a conference
ALL_STAFF = opening(*ROLES)
PEOPLE = opening("organiser", "secretariat", "reviewer", "desk", "viewer")
REVIEW = opening("organiser", "secretariat", "reviewer")
PRINTING = opening("organiser", "secretariat", "desk")
OFFICE = opening("organiser", "secretariat")
SETUP = opening("organiser")
# Pages of a city and of a person, for them and for the staff who work for them
CITY = opening("focal point", "organiser", "secretariat")
OWN_PAGE = opening(*OWN_CITY, "organiser", "secretariat", "reviewer", "desk", "viewer")
FILLING_IN = opening(*OWN_CITY) | {"administrator": LACKING}
ONLY_THE_PERSON = opening("delegate") | {"administrator": LACKING}
#: None of these has the link that went to the address; tests/registration/applying/test_pages.py has it.
ONLY_WHO_APPLIED = opening() | {"administrator": LACKING}
ONLY_THE_FOCAL_POINT = opening("focal point") | {"administrator": LACKING}
# The installation
REGISTRY = opening(*ROLES, "organiser elsewhere")
REGISTRY_LIST = REGISTRY | {"user without a role": LACKING}
REGISTRY_CHANGE = opening(staff=NOTHING)
ADMINISTRATION = opening(staff=LACKING) | dict.fromkeys(
    ("organiser elsewhere", "user without a role"), LACKING
)
ONE_ACCOUNT = opening(staff=NOTHING)
INVITED = dict.fromkeys(ACTORS, NOTHING) | {"invited colleague": OK}
#: The outbox is there in demo mode alone (tests/mail/mailbox/test_routes.py opens it).
NOWHERE = dict.fromkeys(ACTORS, NOTHING)

TABLE: dict[str, Opening] = {
    "accounts.account": ACCOUNT,
    "accounts.arrive": ACCOUNT,
    "accounts.change_role": SETUP,
    "accounts.end_sessions": ACCOUNT,
    "accounts.change_user": ONE_ACCOUNT,
    "accounts.invite": ADMINISTRATION,
    "accounts.link_sent": PUBLIC,
    "accounts.open_link": PUBLIC,
    "accounts.prove": ACCOUNT,
    "accounts.resend_link": PUBLIC,
    "accounts.second_factor": ACCOUNT,
    "accounts.set_password": INVITED,
    "accounts.staff": SETUP,
    "accounts.user": ONE_ACCOUNT,
    "accounts.users": ADMINISTRATION,
    "badges.badge": PRINTING,
    "badges.badge_pdf": PRINTING,
    "badges.check": PRINTING,
    "badges.days": PRINTING,
    "badges.desk": PRINTING,
    "badges.desk_print": PRINTING,
    "badges.expire": PRINTING,
    "badges.floaters": PRINTING,
    "badges.give": PRINTING,
    "badges.keys": ADMINISTRATION,
    "badges.make_floaters": PRINTING,
    "badges.retire_key": ADMINISTRATION,
    "badges.rotate_key": ADMINISTRATION,
    "badges.runs": PRINTING,
    "badges.runs_csv": PRINTING,
    "badges.set_floater_quota": OFFICE,
    "badges.set_zones": OFFICE,
    "badges.design": OFFICE,
    "badges.designs": OFFICE,
    "badges.facts": OFFICE,
    "badges.library_pdf": OFFICE,
    "badges.use_design": OFFICE,
    "badges.use_version": OFFICE,
    "badges.version": OFFICE,
    "badges.version_pdf": OFFICE,
    "badges.versions": OFFICE,
    "badges.give_back": PRINTING,
    "badges.index": PRINTING,
    "badges.issue": PRINTING,
    "badges.other_sheets": PRINTING,
    "badges.photo": PRINTING,
    "badges.preview": OFFICE,
    "badges.replace_out_of_date": PRINTING,
    "badges.reprint": PRINTING,
    "badges.resume": PRINTING,
    "badges.run": PRINTING,
    "badges.run_pdf": PRINTING,
    "badges.start": PRINTING,
    "badges.start_on_sheets": PRINTING,
    "badges.void": PRINTING,
    "commitments.edit": OFFICE,
    "commitments.export": ALL_STAFF,
    "commitments.new": OFFICE,
    "commitments.pledge": OFFICE,
    "commitments.points": OFFICE,
    "commitments.record": OFFICE,
    "commitments.register": ALL_STAFF,
    "commitments.show": ALL_STAFF,
    "commitments.step": OFFICE,
    "conferences.categories": SETUP,
    "conferences.category": SETUP,
    "conferences.category_do": SETUP,
    "conferences.city_names": SETUP,
    "conferences.copy": SETUP,
    "conferences.home": ALL_STAFF,
    "conferences.index": REGISTRY,
    "conferences.logo": PUBLIC,
    "conferences.gaps": SETUP,
    "conferences.milestones": SETUP,
    "conferences.new": REGISTRY_CHANGE,
    "conferences.organiser": SETUP,
    "conferences.organiser_do": SETUP,
    "conferences.organisers": SETUP,
    "conferences.publish": SETUP,
    "conferences.quota": SETUP,
    "conferences.remove_city_name": SETUP,
    "conferences.remove_quota": SETUP,
    "conferences.remove_zone": SETUP,
    "conferences.room": SETUP,
    "conferences.room_do": SETUP,
    "conferences.rooms": SETUP,
    "conferences.rules": SETUP,
    "conferences.setup": SETUP,
    "conferences.two_people": SETUP,
    "conferences.standard_categories": SETUP,
    "conferences.zone": SETUP,
    "conferences.zones": SETUP,
    "declarations.act": OFFICE,
    "declarations.letter_words": SETUP,
    "declarations.words": SETUP,
    "declarations.keep_provable": OFFICE,
    "declarations.answer_confirmation": OFFICE,
    "declarations.asked_scan": OFFICE,
    "declarations.file_confirmed": OFFICE,
    "declarations.ask_confirmation": OFFICE,
    "declarations.add": OFFICE,
    "declarations.adopt": OFFICE,
    "declarations.agree": OFFICE,
    "declarations.agreements": OFFICE,
    "declarations.enter_into_force": OFFICE,
    "declarations.new_agreement": OFFICE,
    "declarations.parties": OFFICE,
    "declarations.prolong": OFFICE,
    "declarations.take_out": OFFICE,
    "declarations.telling": OFFICE,
    "declarations.together": OFFICE,
    "declarations.vote": OFFICE,
    "declarations.terminate": OFFICE,
    "declarations.adoption": OFFICE,
    "declarations.akoma": OFFICE,
    "declarations.amend": CITY,
    "declarations.amend_other": CITY,
    "declarations.amendment": OFFICE,
    "declarations.amendments": OFFICE,
    "declarations.amendments_paper": OFFICE,
    "declarations.arrange": OFFICE,
    "declarations.ballots": OFFICE,
    "declarations.break_off": OFFICE,
    "declarations.cast_own": CITY,
    "declarations.circulate": OFFICE,
    "declarations.city_akoma": CITY,
    "declarations.city_origins": CITY,
    "declarations.city_comment": CITY,
    "declarations.city_synopsis": CITY,
    "declarations.city_text": CITY,
    "declarations.city_texts": CITY,
    "declarations.close": OFFICE,
    "declarations.comment": OFFICE,
    "declarations.compare": OFFICE,
    "declarations.consolidate": OFFICE,
    "declarations.consolidated": OFFICE,
    "declarations.consolidated_paper": OFFICE,
    "declarations.decide": OFFICE,
    "declarations.document": OFFICE,
    "declarations.draft": OFFICE,
    "declarations.draw_lot": SETUP,
    "declarations.draft_file": OFFICE,
    "declarations.edit": OFFICE,
    "declarations.editor": OFFICE,
    "declarations.end_proxy": OFFICE,
    "declarations.finalise": OFFICE,
    "declarations.give_proxy": OFFICE,
    "declarations.hall": OFFICE,
    "declarations.hall_now": OFFICE,
    "declarations.import_draft": OFFICE,
    "declarations.in_line": OFFICE,
    "declarations.index": OFFICE,
    "declarations.lot": SETUP,
    "declarations.make_statement": OFFICE,
    "declarations.mandate_powers": OFFICE,
    "declarations.merge": OFFICE,
    "declarations.new": OFFICE,
    "declarations.memory": OFFICE,
    "declarations.matches": OFFICE,
    "declarations.for_translator": OFFICE,
    "declarations.translators": OFFICE,
    "declarations.open_amendments": OFFICE,
    "declarations.open_for_signature": OFFICE,
    "declarations.paper": OFFICE,
    "declarations.paragraph": OFFICE,
    "declarations.promise_lot": SETUP,
    "declarations.proxy_powers": OFFICE,
    "declarations.public_akoma": PUBLIC,
    "declarations.public_origins": PUBLIC,
    "declarations.public_page": PUBLIC,
    "declarations.public_pdf": PUBLIC,
    "declarations.public_scan": PUBLIC,
    "declarations.record": OFFICE,
    "declarations.remarks": OFFICE,
    "declarations.reopen": OFFICE,
    "declarations.replace_scan": OFFICE,
    "declarations.revocation_list": PUBLIC,
    "declarations.scan_file": OFFICE,
    "declarations.settle": OFFICE,
    "declarations.show": OFFICE,
    "declarations.sign": OFFICE,
    "declarations.own_document": ONLY_THE_PERSON,
    "declarations.own_documents": ONLY_THE_PERSON,
    "declarations.own_signature": ONLY_THE_PERSON,
    "declarations.sign_elsewhere": OFFICE,
    "declarations.sign_own": OFFICE,
    "declarations.signatories": OFFICE,
    "declarations.signing_copy": OFFICE,
    "declarations.synopsis": OFFICE,
    "declarations.verify": PUBLIC,
    "declarations.origins": OFFICE,
    "declarations.versions": OFFICE,
    "declarations.votes": OFFICE,
    "declarations.withdraw": CITY,
    "declarations.withdraw_statement": OFFICE,
    "jobs.cancel": OFFICE,
    "jobs.progress": ALL_STAFF,
    "jobs.show": ALL_STAFF,
    "conferences.act_on_letter": OFFICE,
    "conferences.letter": OFFICE,
    "conferences.letter_attachment": OFFICE,
    "conferences.letter_html": OFFICE,
    "conferences.outbox": OFFICE,
    "mail.attachment": NOWHERE,
    "mail.html": NOWHERE,
    "mail.letter": NOWHERE,
    "mail.outbox": NOWHERE,
    "networks.city": REGISTRY,
    "networks.city_field": REGISTRY_CHANGE,
    "networks.drop_field": REGISTRY_CHANGE,
    "networks.edit": REGISTRY_CHANGE,
    "networks.edit_city": REGISTRY_CHANGE,
    "networks.edit_group": REGISTRY_CHANGE,
    "networks.export": REGISTRY,
    "networks.field": REGISTRY_CHANGE,
    "networks.fields": REGISTRY_CHANGE,
    "networks.groups": REGISTRY_LIST,
    "networks.index": REGISTRY_LIST,
    "networks.join": REGISTRY_CHANGE,
    "networks.new": ADMINISTRATION,
    "networks.new_city": REGISTRY_CHANGE,
    "networks.new_group": ADMINISTRATION,
    "networks.preview": REGISTRY_CHANGE,
    "networks.rules": REGISTRY_CHANGE,
    "networks.show": REGISTRY,
    "networks.standard_groups": ADMINISTRATION,
    "networks.standing": REGISTRY_CHANGE,
    "networks.upload": REGISTRY_CHANGE,
    "papers.attendance": PRINTING,
    "papers.attendance_file": PRINTING,
    "papers.index": PRINTING,
    "papers.make": PRINTING,
    "papers.needs": REVIEW,
    "papers.needs_file": REVIEW,
    "papers.participant_list": OFFICE,
    "papers.participants": OFFICE,
    "papers.participants_changes": OFFICE,
    "papers.participants_file": OFFICE,
    "papers.rooming": REVIEW,
    "papers.rooming_file": REVIEW,
    "papers.sheets": opening("organiser", "secretariat", "reviewer", "desk"),
    "papers.transfers": REVIEW,
    "papers.transfers_file": REVIEW,
    "privacy.account": ACCOUNT,
    "privacy.account_ask": ACCOUNT,
    "privacy.account_copy": ACCOUNT,
    "privacy.account_decide": ONE_ACCOUNT,
    "privacy.account_requests": ADMINISTRATION,
    "privacy.ask": ONLY_THE_PERSON,
    "privacy.consent_text": SETUP,
    "privacy.copy": ONLY_THE_PERSON,
    "privacy.decide": SETUP,
    "privacy.focal": ONLY_THE_FOCAL_POINT,
    "privacy.focal_ask": ONLY_THE_FOCAL_POINT,
    "privacy.focal_copy": ONLY_THE_FOCAL_POINT,
    "privacy.focal_decide": SETUP,
    "privacy.index": ALL_STAFF,
    "privacy.named": SETUP,
    "privacy.named_copy": SETUP,
    "privacy.named_erase": SETUP,
    "privacy.own": ONLY_THE_PERSON,
    "privacy.requests": SETUP,
    "privacy.retention": SETUP,
    "programme.change_seat": OFFICE,
    "programme.duplicate": OFFICE,
    "programme.edit": OFFICE,
    "programme.feed": PUBLIC,
    "programme.move": OFFICE,
    "programme.new_session": OFFICE,
    "programme.one_again": OFFICE,
    "programme.paper": PUBLIC,
    "programme.public": PUBLIC,
    "programme.publish": OFFICE,
    "programme.seat_delegate": OFFICE,
    "programme.seat_guest": OFFICE,
    "programme.session": ALL_STAFF,
    "programme.session_feed": PUBLIC,
    "programme.sessions": ALL_STAFF,
    "programme.telling": OFFICE,
    "programme.two_people": OFFICE,
    "registration.act_on_person": CITY,
    "registration.answer": CITY,
    "registration.composer": SETUP,
    "registration.confirm_people": CITY,
    "registration.bulk": REVIEW,
    "registration.calendar": OWN_PAGE,
    "registration.change_focal": OFFICE,
    "registration.check_invitees": OFFICE,
    "registration.check_people": CITY,
    "registration.saving_invitees": OFFICE,
    "registration.saving_people": CITY,
    "registration.city_credentials": CITY,
    "registration.credentials": OFFICE,
    "registration.credentials_committee": OFFICE,
    "registration.credentials_report": OFFICE,
    "registration.decide_credentials": OFFICE,
    "registration.end_leave": OFFICE,
    "registration.examine_credentials": OFFICE,
    "registration.file_credentials": OFFICE,
    "registration.let_in": OFFICE,
    "registration.letter_file": CITY,
    "registration.letter_page": CITY,
    "registration.remind_credentials": OFFICE,
    "registration.correct_presence": PRINTING,
    "registration.decide": REVIEW,
    "registration.delegate": PEOPLE,
    "registration.decide_queued": REVIEW,
    "registration.delegation": PEOPLE,
    "registration.delegations": PEOPLE,
    "registration.edit": REVIEW,
    "registration.edit_answers": REVIEW,
    "registration.export": REVIEW,
    "registration.focal": CITY,
    "registration.form_fields": SETUP,
    "registration.edit_body": OFFICE,
    "registration.new_body": OFFICE,
    "registration.letter_of_round": OFFICE,
    "registration.letter_round": OFFICE,
    "registration.letter_rounds": OFFICE,
    "registration.new_letter_round": OFFICE,
    "registration.new_reminder": OFFICE,
    "registration.take_back_round": OFFICE,
    "registration.invite_bodies": OFFICE,
    "registration.invite_cities": OFFICE,
    "registration.invite_table": OFFICE,
    "registration.mark_arrived": PRINTING,
    "registration.name_person": CITY,
    "registration.new_question": SETUP,
    "registration.question_places": SETUP,
    "registration.question_asked": SETUP,
    "registration.ask_again": SETUP,
    "registration.ask_change": FILLING_IN,
    "registration.take_back_change": FILLING_IN,
    "registration.own_asked": FILLING_IN,
    "registration.openings": SETUP,
    "registration.new_opening": SETUP,
    "registration.opening": SETUP,
    "registration.opening_do": SETUP,
    "registration.opening_papers": SETUP,
    "registration.apply": PUBLIC,
    "registration.applied": PUBLIC,
    "registration.confirm_application": ONLY_WHO_APPLIED,
    "registration.discard_application": ONLY_WHO_APPLIED,
    "registration.applications": REVIEW,
    "registration.application": REVIEW,
    "registration.decide_application": REVIEW,
    "registration.paper_page": opening(*OWN_CITY, "organiser", "secretariat", "reviewer"),
    "registration.own": OWN_PAGE,
    "registration.own_further": FILLING_IN,
    "registration.own_part": FILLING_IN,
    "registration.passport": ONLY_THE_PERSON,
    "registration.note_presence": PRINTING,
    "registration.people_template": CITY,
    "registration.document": opening(*OWN_CITY, "organiser", "secretariat", "reviewer"),
    "registration.photo": OWN_PAGE | {"viewer": LACKING},
    "registration.presence": PRINTING,
    "registration.preview_form": SETUP,
    "registration.question": SETUP,
    "registration.question_choice": SETUP,
    "registration.question_choice_do": SETUP,
    "registration.question_do": SETUP,
    "registration.queue": REVIEW,
    "registration.queued": REVIEW,
    "registration.remove_passport": ONLY_THE_PERSON,
    "registration.replace_person": CITY,
    "registration.resend_invitation": OFFICE,
    "registration.review": REVIEW,
    "registration.see_passport": OFFICE,
    "registration.send_link": REVIEW,
    "registration.submit": FILLING_IN,
    "registration.upload_people": CITY,
    "registration.withdraw": FILLING_IN,
    "site.conference": PUBLIC,
    "site.favicon": PUBLIC,
    "site.health": PUBLIC,
    "site.index": PUBLIC,
    "site.logo": PUBLIC,
    "site.robots": PUBLIC,
    "site.search": PEOPLE,
    "site.security_txt": NOWHERE,  # as long as letters come from nobody (tests/site/test_routes.py)
    "trail.conference": SETUP,
    "trail.everything": ADMINISTRATION,
    "trail.export_conference": SETUP,
    "trail.export_everything": ADMINISTRATION,
}

# ---- routes whose views are not ours: they wear no guard of ours, each for its reason ---------------------

ASKS_ITSELF = "flask-security asks for the signed-in user itself"
PART_OF_SIGNING_IN = "a step of signing in, for those who are not yet"
EXEMPT: dict[str, str] = {
    "static": "the bundle: files that everybody may read, listed by build.mjs",
    "security.login": PART_OF_SIGNING_IN,
    "security.logout": "leaving is open to all",
    "security.forgot_password": PART_OF_SIGNING_IN,
    "security.reset_password": PART_OF_SIGNING_IN,
    "security.mf_recovery": PART_OF_SIGNING_IN,
    "security.tf_select": PART_OF_SIGNING_IN,
    "security.two_factor_rescue": PART_OF_SIGNING_IN,
    "security.two_factor_setup": PART_OF_SIGNING_IN,
    "security.two_factor_token_validation": PART_OF_SIGNING_IN,
    "security.wan_signin": PART_OF_SIGNING_IN,
    "security.wan_signin_response": PART_OF_SIGNING_IN,
    "security.change_password": ASKS_ITSELF,
    "security.mf_recovery_codes": ASKS_ITSELF,
    "security.two_factor_setup_validate": ASKS_ITSELF,
    "security.verify": ASKS_ITSELF,
    "security.wan_delete": ASKS_ITSELF,
    "security.wan_register": ASKS_ITSELF,
    "security.wan_register_response": ASKS_ITSELF,
    "security.wan_verify": ASKS_ITSELF,
    "security.wan_verify_response": ASKS_ITSELF,
}


def test_no_route_is_naked(app: Flask) -> None:
    naked = {
        endpoint
        for endpoint, view in app.view_functions.items()
        if not hasattr(view, GUARD_MARK) and endpoint not in EXEMPT
    }
    assert naked == set(), "these wear no @access"


def test_the_tables_know_every_route_and_no_other(app: Flask) -> None:
    routes = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert routes - set(TABLE) - set(EXEMPT) == set(), "say in TABLE who may use these"
    assert (set(TABLE) | set(EXEMPT)) - routes == set(), "these are gone: take them off the table"
    assert set(TABLE) & set(EXEMPT) == set()


def test_no_page_takes_what_is_not_get_for_a_form() -> None:
    """HEAD is neither: a handler asks whether this is a POST."""
    pages = [path for path in (ROOT / "eventsys").rglob("*.py") if "node_modules" not in path.parts]
    asking = re.compile(r"""request\.method\s*(?:==|!=)\s*["']GET""")
    assert [str(path) for path in pages if asking.search(path.read_text("utf-8"))] == []


@pytest.mark.usefixtures("app")
def test_our_own_routes_are_guarded_by_ourselves() -> None:
    """What is exempt is flask-security's or the bundle's, never a room's."""
    assert {endpoint.split(".")[0] for endpoint in EXEMPT} == {"security", "static"}
