"""Everything that may happen once only, and the test that tries it twice at the same moment.

A verb that gives something out, uses something up, or closes something belongs on this list.
"""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parent
#: What happens once → the test that races for it, wherever it stands.
ONCE = {
    "a code of the authenticator app": "test_of_two_with_one_code_of_the_app_one_gets_in",
    "a recovery code": "test_of_two_with_one_recovery_code_one_gets_in",
    "an answer of a passkey": "test_of_two_with_one_answer_of_a_passkey_one_gets_in",
    "a proof by a passkey": "test_of_two_who_prove_with_one_answer_of_a_passkey_one_does",
    "a link that sets a password": "test_of_two_who_set_a_password_by_one_link_one_does",
    "leaving as the last organiser": "test_two_organisers_who_leave_at_once_leave_one",
    "a number of an edition": "test_two_new_editions_at_once_get_two_numbers_or_one_is_refused",
    "a city of an import": "test_two_imports_at_once_make_no_double",
    "a place of a quota": "test_twenty_at_once_for_five_places_give_exactly_five",
    "a head of delegation": "test_two_heads_at_once_leave_one",
    "a form that names a person": "test_the_same_form_sent_twice_at_once_names_one_person",
    "a decision on a registration": "test_two_decisions_at_once_are_one_decision",
    "a table of people": "test_one_table_saved_by_two_clicks_at_once_names_everybody_once",
    "a city's arrival": "test_two_desks_that_see_one_city_come_note_it_once",
    "a city's answer": "test_presence_and_the_city_s_own_answer_at_once_never_disagree",
    "an answer to an invitation": "test_of_two_who_accept_for_one_city_at_once_the_second_is_told",
    "a wish for erasure": "test_two_organisers_at_once_erase_once_and_a_person_asks_once",
    "an erasure": "test_two_organisers_at_once_erase_once_and_a_person_asks_once",
    "a badge of a person": "test_of_runs_over_the_same_people_one_wins",
    "a reprint": "test_of_two_reprints_one_wins",
    "a number of a floater": "test_floaters_and_the_desk_keep_their_numbers",
    "a version of a design": "test_designs_saved_at_once_get_a_version_each",
    "a seat on a panel": "test_somebody_seated_by_two_clicks_sits_once",
    "calling a session off": "test_a_session_is_called_off_once_and_its_number_rises_once",
    "a number of an amendment": "test_two_cities_that_propose_at_once_get_two_numbers",
    "a decision on an amendment": "test_of_two_who_decide_at_once_one_is_told",
    "a proxy": "test_of_two_proxies_at_once_one_is_given",
    "an adoption": "test_an_objection_and_the_adoption_at_once_never_both_hold",
    "a confirmation by a second person": "test_of_two_who_confirm_at_once_the_second_is_told",
    "sealing": "test_sealing_twice_at_once_makes_one_document",
    "signing a box": "test_two_processes_signing_for_one_city_leave_one_signature",
    "paper or tablet": "test_two_processes_with_paper_and_tablet_leave_one_of_them",
    "replacing a scan": "test_one_scan_is_replaced_by_one",
    "accepting a commitment": "test_of_two_who_accept_the_second_is_refused",
    "recording a commitment": "test_one_form_sent_three_times_at_once_records_one_commitment",
    "sending a letter": "test_three_workers_send_every_letter_once",
    "a place in the audit trail": "test_writers_and_workers_all_at_once",
}


def test_for_all_that_happens_once_there_is_a_race() -> None:
    there = {
        name
        for path in TESTS.rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)\(", path.read_text("utf-8"), re.MULTILINE)
    }
    assert {what: name for what, name in ONCE.items() if name not in there} == {}
