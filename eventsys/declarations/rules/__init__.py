"""Decisions about declarations from values alone."""

from __future__ import annotations

from eventsys.declarations.rules.act import (
    Act,
    Days,
    check_act_day,
    check_place,
    check_signature_day,
    check_unsealed,
    is_far_from,
    usual_adoption_day,
    usual_signature_day,
)
from eventsys.declarations.rules.adoption import (
    MOST_POWERS,
    check_objections,
    check_quorum,
    check_vote,
    powers_type,
)
from eventsys.declarations.rules.amendments import (
    OPEN,
    check_amendable,
    check_brackets,
    check_decidable,
    check_proposal,
    check_undecided,
)
from eventsys.declarations.rules.confirmations import (
    CONFIRMATION_LASTS,
    SecondPerson,
    check_answer,
    check_use,
    holds,
    second_person,
    subject_digest,
)
from eventsys.declarations.rules.diffs import Change, Difference, differences, word_changes
from eventsys.declarations.rules.imports import (
    ROLE_WORDS,
    Draft,
    Passage,
    Role,
    Shown,
    arranged,
    draft_of,
    emptied,
    recognised,
)
from eventsys.declarations.rules.lasting import (
    REMINDED_BEFORE,
    RENEWED_BEFORE,
    earliest,
    lasting_words,
    lasts,
    prospect_words,
)
from eventsys.declarations.rules.life import (
    AGREEMENT_ARROWS,
    ARROWS,
    SIGNING,
    after_comparing,
    check_before_cities,
    check_editable,
    check_has_points,
    check_signatories_open,
    check_step,
    check_term,
)
from eventsys.declarations.rules.making import (
    HELD_PROVES,
    SEAL_MADE,
    SEAL_PROVES,
    check_drawn,
    is_drawn,
    made,
    proves,
)
from eventsys.declarations.rules.order import Place, bound, collation_key, holder_first, in_order
from eventsys.declarations.rules.proposals import Found, Proposal, propose_import
from eventsys.declarations.rules.quorum import (
    WHY_WORDS,
    Mend,
    Representation,
    Seat,
    Why,
    representation,
    seats,
)
from eventsys.declarations.rules.texts import (
    Completeness,
    Merged,
    check_complete,
    completeness,
    digest,
    emphasis,
    frozen_words,
    is_whole,
    joined,
    merge,
    new_order,
    plain,
    split,
)
from eventsys.declarations.rules.wording import (
    TITLE,
    Compared,
    Piece,
    Wording,
    check_aligned,
    check_compared,
    divided,
    joined_wording,
    places,
    proposed,
    reworded,
    same_words,
    uneven,
    words_then,
)

__all__ = [
    "AGREEMENT_ARROWS", "ARROWS", "CONFIRMATION_LASTS", "HELD_PROVES", "MOST_POWERS", "OPEN",
    "REMINDED_BEFORE", "RENEWED_BEFORE", "ROLE_WORDS", "SEAL_MADE", "SEAL_PROVES", "SIGNING", "TITLE",
    "WHY_WORDS", "Act", "Change", "Compared", "Completeness", "Days", "Difference", "Draft", "Found",
    "Mend", "Merged", "Passage", "Piece", "Place", "Proposal", "Representation", "Role", "Seat",
    "SecondPerson", "Shown", "Why", "Wording", "after_comparing", "arranged", "bound", "check_act_day",
    "check_aligned", "check_amendable", "check_answer", "check_before_cities", "check_brackets",
    "check_compared", "check_complete", "check_decidable", "check_drawn", "check_editable",
    "check_has_points", "check_objections", "check_place", "check_proposal", "check_quorum",
    "check_signatories_open", "check_signature_day", "check_step", "check_term", "check_undecided",
    "check_unsealed", "check_use", "check_vote", "collation_key", "completeness", "differences",
    "digest", "divided", "draft_of", "earliest", "emphasis", "emptied", "frozen_words", "holder_first",
    "holds", "in_order", "is_drawn", "is_far_from", "is_whole", "joined", "joined_wording",
    "lasting_words", "lasts", "made", "merge", "new_order", "places", "plain", "powers_type",
    "propose_import", "proposed", "prospect_words", "proves", "recognised", "representation",
    "reworded", "same_words", "seats", "second_person", "split", "subject_digest", "uneven",
    "usual_adoption_day", "usual_signature_day", "word_changes", "words_then",
]  # fmt: skip
