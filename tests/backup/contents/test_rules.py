"""How values stand in a backup."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import Numeric

from eventsys.backup.contents.rules import TYPES, from_text, kind_of, to_text
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.ids import uuid7


def test_every_column_has_a_kind_and_comes_back_as_it_was() -> None:
    kinds = {kind_of(column.type) for table in db.metadata.sorted_tables for column in table.columns}
    assert kinds == set(TYPES)
    values = {
        "moment": clock.now(),
        "day": date(2013, 11, 19),
        "uuid": uuid7(),
        "octets": b"\x00\xff",
        "flag": True,
        "whole": 7,
        "real": 1.5,
        "text": "Nguyễn Thế Thảo ရန်ကုန်",
        "json": '{"a":  1}',
    }
    assert {
        kind: from_text(kind, json.loads(json.dumps(to_text(kind, one)))) for kind, one in values.items()
    } == values
    assert {from_text(kind, to_text(kind, None)) for kind in kinds} == {None}
    with pytest.raises(TypeError, match="no backup knows"):
        kind_of(Numeric())
