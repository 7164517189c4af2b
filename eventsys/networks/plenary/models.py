"""How a plenary decides: kept with a network, and where an edition differs with the edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from eventsys.core.words.languages import gettext as _
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.languages import ngettext

#: In place of a number: more than half.
HALF = "half"


class Decision(StrEnum):
    """What a decision needs: no objection, more votes for than against, two thirds of the votes."""

    CONSENSUS = "consensus"
    MAJORITY = "majority"
    TWO_THIRDS = "two_thirds"


class QuorumOf(StrEnum):
    """Of which members more than half must be represented."""

    INVITED = "invited"
    NETWORK = "network"


class CredentialsAsked(StrEnum):
    """For whom a city's letter of credentials is asked before anybody is approved: for nobody, for its head, for all of its
    delegation."""

    NOBODY = "nobody"
    HEADS = "heads"
    ALL = "all"


class CityVotes(StrEnum):
    """Where cities cast their votes of a roll call: on their own pages too, if the secretariat opens the vote so, or in the
    room alone."""

    OWN_PAGES = "own_pages"
    ROOM = "room"


#: In the language in force.
DECISION_WORDS: Mapping[str, Any] = {
    Decision.CONSENSUS: _l("consensus: one objection prevents a decision"),
    Decision.MAJORITY: _l("vote: more in favour than against"),
    Decision.TWO_THIRDS: _l("vote: two thirds in favour"),
}
QUORUM_OF_WORDS: Mapping[str, Any] = {
    QuorumOf.INVITED: _l("the members invited to the plenary"),
    QuorumOf.NETWORK: _l("all members of the network"),
}
CREDENTIALS_WORDS: Mapping[str, Any] = {
    CredentialsAsked.NOBODY: _l("not asked for"),
    CredentialsAsked.HEADS: _l("needed before a head of delegation is approved"),
    CredentialsAsked.ALL: _l("needed before anybody of the delegation is approved"),
}
CITY_VOTES_WORDS: Mapping[str, Any] = {
    CityVotes.OWN_PAGES: _l(
        "in the room, or on the cities’ own pages where the secretariat opens the vote so"
    ),
    CityVotes.ROOM: _l("in the room alone"),
}
_SENTENCES: Mapping[str, Any] = {
    Decision.CONSENSUS: _l("A decision needs consensus: one objection prevents it."),
    Decision.MAJORITY: _l("A decision needs more votes in favour than against; abstentions do not count."),
    Decision.TWO_THIRDS: _l("A decision needs two thirds of the votes in favour; abstentions do not count."),
}
_CITY_VOTES_SENTENCES: Mapping[str, Any] = {
    CityVotes.OWN_PAGES: _l(
        "In a roll call cities that are present may vote on their own pages, where the secretariat opens the vote so."
    ),
    CityVotes.ROOM: _l("Votes are cast in the room alone: cities do not vote on their own pages."),
}
_CREDENTIALS_SENTENCES: Mapping[str, Any] = {
    CredentialsAsked.HEADS: _l(
        "A head of delegation is approved once the city’s letter of credentials is accepted, or provisionally, with a reason."
    ),
    CredentialsAsked.ALL: _l(
        "People are approved once their city’s letter of credentials is accepted, or provisionally, with a reason."
    ),
}


@dataclass(frozen=True, slots=True)
class PlenaryRules:
    """``quorum``: how many members must be represented, or None for more than half of them; ``quorum_of``: of which;
    ``proxies``: for how many others a member may act, 0 where there are no proxies; ``credentials``: for whom cities
    send a letter. That decides who is approved, and nothing about the quorum: who is in the hall counts; ``city_votes``:
    where votes of a roll call are cast."""

    decision: Decision = Decision.CONSENSUS
    quorum: int | None = None
    quorum_of: QuorumOf = QuorumOf.INVITED
    proxies: int = 1
    credentials: CredentialsAsked = CredentialsAsked.NOBODY
    city_votes: CityVotes = CityVotes.OWN_PAGES

    @classmethod
    def of(cls, *kept: Mapping[str, Any]) -> PlenaryRules:
        """From what is kept, a later one before an earlier one. Keys: ``decision``, ``quorum`` (a number or "half"),
        ``quorum_of``, ``proxy_allowed``, ``proxies_per_city``, ``credentials``, ``city_votes``; what is missing is as the
        class says."""
        found: dict[str, Any] = {}
        for values in kept:
            found |= values
        quorum, most = found.get("quorum"), found.get("proxies_per_city", 1)
        return cls(
            Decision(found.get("decision", Decision.CONSENSUS)),
            quorum if isinstance(quorum, int) else None,
            QuorumOf(found.get("quorum_of", QuorumOf.INVITED)),
            most if found.get("proxy_allowed", True) else 0,
            CredentialsAsked(found.get("credentials", CredentialsAsked.NOBODY)),
            CityVotes(found.get("city_votes", CityVotes.OWN_PAGES)),
        )

    @property
    def asks_for_credentials(self) -> bool:
        return self.credentials != CredentialsAsked.NOBODY

    @property
    def cities_may_vote(self) -> bool:
        """Whether a vote may be opened in which cities vote on their own pages."""
        return self.decision != Decision.CONSENSUS and self.city_votes == CityVotes.OWN_PAGES

    def needed(self, members: int) -> int:
        """How many of ``members`` must be represented."""
        return self.quorum or members // 2 + 1

    def out_of_reach(self, members: int) -> bool:
        """Whether the quorum is larger than all members together."""
        return self.needed(members) > members

    @property
    def credentials_sentences(self) -> list[str]:
        """What the rules ask of cities before people are approved; none where nothing is asked. Apart from
        :meth:`sentences`, which tell how texts are decided."""
        return [str(_CREDENTIALS_SENTENCES[self.credentials])] if self.asks_for_credentials else []

    def sentences(self, members: int | None = None) -> list[str]:
        """The rules for a reader, in the language in force; with the number needed where ``members`` is known."""
        return [
            str(_SENTENCES[self.decision]),
            self._quorum_sentence(members),
            self._proxy_sentence(),
            *([] if self.decision == Decision.CONSENSUS else [str(_CITY_VOTES_SENTENCES[self.city_votes])]),
            _("Only members count: candidates, observers and partners neither decide nor sign."),
        ]

    def _quorum_sentence(self, members: int | None) -> str:
        if self.quorum is not None:
            words = ngettext(
                "At least %(num)s member must be represented.",
                "At least %(num)s members must be represented.",
                self.quorum,
            )
        elif members is None:
            words = {
                QuorumOf.NETWORK: _("More than half of all members of the network must be represented."),
                QuorumOf.INVITED: _(
                    "More than half of the members invited to the plenary must be represented."
                ),
            }[self.quorum_of]
        else:
            words = {
                QuorumOf.NETWORK: _(
                    "More than half of the %(members)s members of the network must be represented, that is %(needed)s.",
                    members=members,
                    needed=self.needed(members),
                ),
                QuorumOf.INVITED: _(
                    "More than half of the %(members)s members invited must be represented, that is %(needed)s.",
                    members=members,
                    needed=self.needed(members),
                ),
            }[self.quorum_of]
        return str(words)

    def _proxy_sentence(self) -> str:
        if not self.proxies:
            return str(_("There are no proxies: a member counts only when it is present."))
        words = ngettext(
            "A member that is present may act for %(num)s other member by proxy.",
            "A member that is present may act for up to %(num)s other members by proxy.",
            self.proxies,
        )
        return str(words)
