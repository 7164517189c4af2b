"""The rules of a network in sentences."""

from __future__ import annotations

from eventsys.core import clock
from eventsys.networks.plenary.models import PlenaryRules, QuorumOf
from eventsys.networks.registry.models import Network
from eventsys.networks.standing import queries as standing_queries


def rules_explained(network: Network) -> list[str]:
    """In sentences, with the number of members where the quorum is of the whole network."""
    kept = PlenaryRules.of(network.rules)
    of_all = kept.quorum is None and kept.quorum_of == QuorumOf.NETWORK
    members = len(standing_queries.members_on(network, clock.now().date())) if of_all else None
    return [*kept.sentences(members), *kept.credentials_sentences]
