"""The register of what is kept about people is complete: each table, and each column of a table that tells of them."""

from __future__ import annotations

from flask import Flask

from eventsys.core.db import db
from eventsys.privacy.register.service import ACCOUNT_HOLDINGS, FOCAL_HOLDINGS, HOLDINGS, NAMED_HOLDINGS

OF_THE_EDITION = "about the conference, a city or a text; of people at most who on the staff did it"
OF_A_CITY = "acts of a city, on its record; who did them stands there as a user or a link, never by name"
_EDITION = """
audit_check retention_term signing_confirmation
letter_round letter_round_words letter_round_addressee body
network city membership city_group city_group_country city_group_city creative_field city_field
conference organiser room zone category category_zone quota milestone conference_city_name session
published_session declaration paragraph text_version frozen_text frozen_footnotes declaration_original
declaration_lot declaration_revision declaration_scan declaration_scan_signatory agreement_party commitment
commitment_partner commitment_step consent_text badge_design badge_facts badge_key floater_quota
print_run_part mail_line own_words credential_leave form_question form_choice form_question_category form_field
opening
participant_list list_print
"""
_ACTS = "text_comment amendment declaration_statement declaration_ballot plenary_ballot plenary_question"
#: Tables that the copies of somebody's data leave out, each with its reason.
LEFT_OUT = {
    **dict.fromkeys(_EDITION.split(), OF_THE_EDITION),
    **dict.fromkeys(_ACTS.split(), OF_A_CITY),
    "let_go": "the marks of browsers that let go of a link, as hashes, without whose they were",
    "used_challenge": "hashes of questions that passkeys answered, a day at most, without whose they were",
    "blob": "the photo's octets: the copy has the photo itself",
    "upload": "a table that waits for an answer, two days at most",
    "job": "work in progress: numbers, no data",
}


def test_every_table_is_told_or_left_out_for_a_reason(app: Flask) -> None:
    told = {one.table for one in (*HOLDINGS, *FOCAL_HOLDINGS, *ACCOUNT_HOLDINGS, *NAMED_HOLDINGS)}
    tables = set(db.metadata.tables)
    assert (tables - told - set(LEFT_OUT), set(LEFT_OUT) - tables, told & set(LEFT_OUT)) == (
        set(),
        set(),
        set(),
    )


def test_every_column_of_a_told_table_is_told_or_says_nothing_about_the_person(app: Flask) -> None:
    for one in (*HOLDINGS, *FOCAL_HOLDINGS, *ACCOUNT_HOLDINGS, *NAMED_HOLDINGS):
        columns = {column.name for column in db.metadata.tables[one.table].columns}
        known = {key.partition(".")[0] for key in one.labels} | one.left_out
        assert columns - known == set(), one.table
        assert one.left_out - columns == set(), one.table
