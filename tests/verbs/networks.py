"""The verbs of networks."""

from __future__ import annotations

from eventsys.core.words.text import Localized
from eventsys.networks.bodies import service as bodies
from eventsys.networks.bodies.models import BodyKind
from eventsys.networks.fields import service as fields
from eventsys.networks.groups import service as groups
from eventsys.networks.imports import service as imports
from eventsys.networks.plenary import service as plenary
from eventsys.networks.registry import service as registry
from eventsys.networks.registry.models import Network
from eventsys.networks.standing import queries as standing_queries
from eventsys.networks.standing import rules as standing_rules
from eventsys.networks.standing import service as standing
from tests.networks.factories import make_network
from tests.support.verbs import BY, Seen


def story(see: Seen) -> None:
    network = see(
        registry.create_network, code="ANMC21", name={"en": "Asian Network"}, founded="2000-08", by=BY
    )
    see(
        registry.update_network,
        network,
        name={"en": "Asian Network of Cities"},
        founded="2001",
        plenary_every_months=12,
        by=BY,
    )
    hanoi = see(registry.create_city, code="HAN", name={"en": "Hanoi"}, country="VN", by=BY)
    see(
        registry.update_city,
        hanoi,
        name={"en": "Hanoi", "fr": "Hanoï"},
        country="VN",
        timezone="Asia/Ho_Chi_Minh",
        leader_office={"en": "Chairman"},
        by=BY,
    )
    see(standing.add_membership, network, hanoi, "observer", since="2001", until="2005", by=BY)
    see(standing.change_membership, network, hanoi, "member", since="2006", by=BY)
    (row,) = rows = standing_queries.history(network, hanoi)[-1:]
    assert row.status == "member"
    network_alone = make_network("OTHER")
    see(standing.write_history, network_alone, hanoi, [], standing_rules.history_of(rows), by=BY)
    see(registry.insert_coded, Network(code="XXX", name=Localized(en="X")), code="XXX")
    unesco = see(bodies.create_body, network, kind=BodyKind.ORGANISATION, name={"en": "UNESCO"}, by=BY)
    see(bodies.update_body, unesco, kind=BodyKind.ORGANISATION, name={"en": "UNESCO"}, country="FR", by=BY)
    group = see(groups.create_group, code="mekong", name={"en": "Mekong"}, countries=["VN"], by=BY)
    see(groups.update_group, group, name={"en": "Mekong"}, countries=["VN", "TH"], cities=["HAN"], by=BY)
    see(groups.ensure_groups, by=BY)
    design = see(fields.add_field, network, name={"en": "Design"}, by=BY)
    see(fields.update_field, design, name={"en": "Design", "fr": "Design"}, by=BY)
    see(fields.set_field, hanoi, design, since="2010", by=BY)
    see(fields.unset_field, hanoi, design, by=BY)
    see(plenary.set_rules, network, {"proxies": 0}, by=BY)
    see(imports.apply_import, network, "code,name,country\nHUE,Hue,VN\nHAN,Ha Noi,VN\n", by=BY)
