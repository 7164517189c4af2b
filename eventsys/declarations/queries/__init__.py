"""Reading declarations. Never writes."""

from __future__ import annotations

from eventsys.declarations.queries.adoption import (
    ballots,
    live_proxies,
    member_delegations,
    members_of_network,
    objections,
    proxies_held,
    proxy_at,
    proxy_of,
    statement_at,
    statements,
    titles_to_adopt,
)
from eventsys.declarations.queries.agreements import agreement_at, agreements, agreements_in_force
from eventsys.declarations.queries.amendments import (
    amendment_at,
    amendments,
    amendments_of,
    amendments_together,
    fresh_amendment,
    next_amendment,
    numbers_in_state,
)
from eventsys.declarations.queries.cities import Seat, circulated, seat_at, seat_of
from eventsys.declarations.queries.confirmations import (
    confirmation_of,
    open_confirmation,
    open_confirmations,
    sealed_digests,
    waiting_confirmations,
)
from eventsys.declarations.queries.originals import (
    blank_revision,
    ending,
    enquiries,
    last_signed,
    latest_revision,
    moments,
    original_by_id,
    revision_by_digest,
    sizes,
    stages,
)
from eventsys.declarations.queries.scans import scan_by_digest, scan_by_id, scan_of, scans
from eventsys.declarations.queries.signatories import (
    counts,
    eligible,
    heads,
    mandates,
    mandates_of,
    own_signatory,
    signatories,
    signatories_by_id,
    signatories_of,
    signatories_who_are,
    signatory_at,
    with_deadline,
)
from eventsys.declarations.queries.texts import (
    comment_at,
    comment_counts,
    comments,
    comments_on,
    contents,
    declaration_at,
    declaration_by_id,
    declarations,
    document_at,
    frozen_texts,
    locked,
    public_documents,
    version,
    versions,
)

__all__ = [
    "Seat", "agreement_at", "agreements", "agreements_in_force", "amendment_at", "amendments",
    "amendments_of", "amendments_together", "ballots", "blank_revision", "circulated", "comment_at",
    "comment_counts", "comments", "comments_on", "confirmation_of", "contents", "counts",
    "declaration_at", "declaration_by_id", "declarations", "document_at", "eligible", "ending", "enquiries",
    "fresh_amendment", "frozen_texts", "heads", "last_signed", "latest_revision", "live_proxies",
    "locked", "mandates", "mandates_of", "member_delegations", "members_of_network", "moments",
    "next_amendment", "numbers_in_state", "objections", "open_confirmation", "open_confirmations",
    "original_by_id", "proxies_held", "proxy_at", "proxy_of", "public_documents", "revision_by_digest",
    "scan_by_digest", "scan_by_id", "scan_of", "scans", "sealed_digests", "seat_at", "seat_of",
    "own_signatory", "signatories", "signatories_by_id", "signatories_of", "signatories_who_are", "signatory_at",
    "sizes", "stages",
    "statement_at", "statements", "titles_to_adopt", "version", "versions", "waiting_confirmations", "with_deadline",
]  # fmt: skip
