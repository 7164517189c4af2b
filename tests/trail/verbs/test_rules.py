"""Everything that is recorded has its words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from eventsys.badges.record.models import BadgeState
from eventsys.commitments.record.models import CommitmentState
from eventsys.declarations.acts.models import DeclarationState
from eventsys.declarations.adoption.models import StatementKind
from eventsys.declarations.amendments.models import AmendmentState
from eventsys.declarations.confirmations.models import ConfirmationState
from eventsys.declarations.signatories.models import SignatoryState
from eventsys.mail.record.rules import LetterVerb
from eventsys.privacy.requests.models import ErasureState
from eventsys.programme.sessions.models import SessionState
from eventsys.registration.credentials.models import CredentialState
from eventsys.registration.delegations.models import DelegationState
from eventsys.registration.people.models import DelegateState
from eventsys.registration.rounds.models import RoundState
from eventsys.trail.verbs.rules import VERB_WORDS

HOUSE = Path(__file__).parents[3] / "eventsys"
VERB = re.compile(r"[a-z_]+\.[a-z_]+")
#: What a verb that is put together can become.
PARTS = {"organiser", "room", "category", "quota", "zone"}
MADE = {
    "badge.{wanted}": {f"badge.{state}" for state in BadgeState if state != BadgeState.QUEUED},
    "badge.{BadgeState.VOID}": {"badge.void"},
    "commitment.{wanted}": {f"commitment.{state}" for state in CommitmentState},
    "credentials.{letter.state}": {
        f"credentials.{state}" for state in CredentialState if state != CredentialState.RECEIVED
    },
    "declaration.{wanted}": {f"declaration.{state}" for state in DeclarationState},
    "declaration.{kind}": {f"declaration.{kind}" for kind in StatementKind},
    "declaration.signatory_{state}": {f"declaration.signatory_{state}" for state in SignatoryState},
    "declaration.amendment_{state}": {
        f"declaration.amendment_{state}" for state in AmendmentState if state != AmendmentState.PROPOSED
    },
    "declaration.confirmation_{state}": {
        f"declaration.confirmation_{state}"
        for state in ConfirmationState
        if state != ConfirmationState.WAITING
    },
    "delegate.{target}": {f"delegate.{state}" for state in DelegateState if state != DelegateState.DRAFT},
    "delegation.{delegation.state}": {
        f"delegation.{state}" for state in DelegationState if state != DelegationState.INVITED
    },
    "delegation.{verb}": {
        f"delegation.{verb}" for verb in ("present", "left", "presence_corrected", "presence_undone")
    },
    "{kind}.copied": {"delegate.copied", "delegation.copied", "user.copied"},
    "erasure.{state}": {f"erasure.{state}" for state in ErasureState},
    "letter.{verb}": {f"letter.{verb}" for verb in LetterVerb},
    "letter_round.{state}": {
        f"letter_round.{state}" for state in RoundState if state not in (RoundState.PLANNED, RoundState.BEGUN)
    },
    "session.{wanted}": {f"session.{state}" for state in SessionState},
    "{row.__tablename__}.moved": {
        f"{part}.moved" for part in (PARTS | {"form_question"}) - {"quota", "zone"}
    },
    "{row.__tablename__}.removed": {f"{part}.removed" for part in PARTS},
}


#: ``record``, and functions that hand a verb on to it.
TAKING = re.compile(r"(audit\.record|_?changed|_added|_note|_record|record_change)$")


def recorded() -> Iterator[tuple[str, str]]:
    """(place, verb): texts and f-strings given to these, or kept under the name ``verb``."""
    for file in sorted(HOUSE.rglob("*.py")):
        place = file.relative_to(HOUSE)
        if place.name in {"service.py", "routes.py", "pages.py"}:
            tree = ast.parse(file.read_text("utf-8"))
            yield from ((f"{place}:{node.lineno}", text) for node, text in _texts(tree))


def _texts(tree: ast.Module) -> Iterator[tuple[ast.expr, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call() if TAKING.search(ast.unparse(node.func)):
                verbs = [*node.args, *(k.value for k in node.keywords if k.arg == "verb")]
            case ast.Assign(targets=[ast.Name(id="verb")]):
                verbs = (
                    [node.value.body, node.value.orelse]
                    if isinstance(node.value, ast.IfExp)
                    else [node.value]
                )
            case _:
                continue
        chosen = [side for verb in verbs if isinstance(verb, ast.IfExp) for side in (verb.body, verb.orelse)]
        for verb in (*verbs, *chosen):
            if isinstance(verb, ast.JoinedStr):
                yield verb, ast.unparse(verb)[2:-1]
            elif isinstance(verb, ast.Constant) and isinstance(verb.value, str):
                yield verb, verb.value


def test_every_verb_that_is_recorded_has_words() -> None:
    """Add a verb's words to eventsys/trail/hosting/rules.py or declaring/rules.py; what an f-string becomes, to MADE above."""
    found = list(recorded())
    assert len(found) > 100
    plain = {(place, text) for place, text in found if VERB.fullmatch(text)}
    assert {one for one in plain if one[1] not in VERB_WORDS} == set()
    made = {(place, text) for place, text in found if "{" in text and "." in re.sub(r"\{[^}]*\}", "", text)}
    assert {one for one in made if one[1] not in MADE} == set()
    assert {verb for verbs in MADE.values() for verb in verbs} - set(VERB_WORDS) == set()


def test_no_words_wait_for_a_verb_that_nobody_records() -> None:
    known = {text for _place, text in recorded()} | {verb for verbs in MADE.values() for verb in verbs}
    known |= {f"delegation.{text}" for text in known}
    assert sorted(set(VERB_WORDS) - known) == []
