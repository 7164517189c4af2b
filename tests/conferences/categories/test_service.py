"""The usual categories, and quotas."""

from __future__ import annotations

import pytest

from eventsys.conferences.categories import queries, service
from eventsys.conferences.categories.errors import CategoryTaken, QuotaTaken, QuotaZero
from eventsys.core.actor import SYSTEM
from tests.conferences.factories import make_conference

pytestmark = pytest.mark.usefixtures("app")


def test_the_usual_categories_come_once():
    conference = make_conference(categories=False)
    mine = service.add_category(conference, name={"en": "Press"}, colour="#123456", by=SYSTEM)
    service.add_standard_categories(conference, by=SYSTEM)
    assert service.add_standard_categories(conference, by=SYSTEM) == []
    assert len(queries.categories(conference)) == 12
    assert queries.category_by_code(conference, "press").id == mine.id
    with pytest.raises(CategoryTaken):
        service.add_category(conference, name={"en": "press"}, colour="#123456", by=SYSTEM)


def test_quotas_of_zero_and_twice_are_refused():
    conference = make_conference()
    head = queries.category_by_code(conference, "head")
    with pytest.raises(QuotaZero):
        service.set_quota(conference, places=0, by=SYSTEM)
    everyone = service.set_quota(conference, places=8, by=SYSTEM)
    service.set_quota(conference, places=9, by=SYSTEM)
    heads = service.set_quota(conference, places=1, category=head, by=SYSTEM)
    with pytest.raises(QuotaTaken):
        service.set_quota(conference, places=2, quota=heads, by=SYSTEM)
    assert [(q.id, q.places) for q in queries.quotas(conference)] == [(everyone.id, 9), (heads.id, 1)]
