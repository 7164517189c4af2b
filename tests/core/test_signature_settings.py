"""A level of signatures that cannot be had stops the start."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventsys.core.settings import SettingsError, load


def test_a_level_above_b_b_needs_a_time_stamp_authority(tmp_path: Path):
    with pytest.raises(SettingsError, match="EVENTSYS_TSA_URL"):
        load({"EVENTSYS_SIGNATURE_LEVEL": "b-lt"}, data_dir=tmp_path)
    chosen = {"EVENTSYS_SIGNATURE_LEVEL": "b-lt", "EVENTSYS_TSA_URL": "http://127.0.0.1:9/"}
    assert load(chosen, data_dir=tmp_path).signature_level == "b-lt"


@pytest.mark.parametrize("name", ["EVENTSYS_SIGNATURE_LEVEL", "EVENTSYS_SIGNATURE_FALLBACK"])
def test_an_unknown_word_is_refused_by_name(name: str, tmp_path: Path):
    with pytest.raises(SettingsError, match=name):
        load({name: "perhaps"}, data_dir=tmp_path)
