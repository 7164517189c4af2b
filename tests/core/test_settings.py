from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from eventsys.core import settings
from eventsys.core.settings import SettingsError


def test_defaults_need_no_server(tmp_path: Path) -> None:
    chosen = settings.load({}, data_dir=tmp_path)
    assert chosen.database_url == f"sqlite:///{tmp_path / 'eventsys.db'}"
    assert (chosen.queue_url, chosen.files_url, chosen.mail_url, chosen.limits_url) == (
        "",
        "",
        "",
        "memory://",
    )


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first, second = settings.load({}, data_dir=tmp_path), settings.load({}, data_dir=tmp_path)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 48
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert sorted(p.name for p in tmp_path.iterdir()) == ["secret_key"]


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("EVENTSYS_DEMO", "perhaps", "say yes or no"),
        ("EVENTSYS_MAX_UPLOAD_MB", "0", "from 1 to 500"),
        ("EVENTSYS_MAX_UPLOAD_MB", "many", "from 1 to 500"),
        ("EVENTSYS_LOG_LEVEL", "loud", "DEBUG, INFO, WARNING, ERROR"),
        ("EVENTSYS_DATABASE_URL", "mysql://root:geheim@db/x", "sqlite:// or postgresql://"),
        ("EVENTSYS_BASE_URL", "example.org", "http:// or https://"),
        ("EVENTSYS_SECRET_KEY", "short", "32"),
        ("EVENTSYS_DATABSE_URL", "sqlite://", "not a setting"),
    ],
)
def test_a_wrong_setting_is_named_with_what_would_do(
    tmp_path: Path, name: str, value: str, hint: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        settings.load({name: value}, data_dir=tmp_path)
    text = str(refused.value)
    assert name in text
    assert hint in text
    assert "geheim" not in text
    assert "\n" not in text


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError, match="EVENTSYS_DATA_DIR"):
        settings.load({"EVENTSYS_DATA_DIR": str(tmp_path / "file" / "under")})


def test_postgresql_urls_get_the_driver(tmp_path: Path) -> None:
    for given in ("postgres://u@h/d", "postgresql://u@h/d"):
        chosen = settings.load({"EVENTSYS_DATABASE_URL": given}, data_dir=tmp_path)
        assert chosen.database_url == "postgresql+psycopg://u@h/d"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://hà-nội.example/", "https://xn--h-ni-0na4517b.example"),
        ("https://北京.example:8443/plenary/", "https://xn--1lq90i.example:8443/plenary"),
        ("https://Plenary.Example.ORG", "https://plenary.example.org"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_international_host_is_kept_as_browsers_and_letters_write_it(
    tmp_path: Path, given: str, kept: str
):
    loaded = settings.load({"EVENTSYS_BASE_URL": given}, data_dir=tmp_path)
    assert loaded.base_url == kept


@pytest.mark.parametrize(
    "given",
    [
        "https://",
        "https://-a-.example",
        "https://a b.example",
        "https://☃️‍.example",
        "https://x:port",
        "https://x/?a",
    ],
)
def test_a_site_address_that_cannot_be_written_stops_the_start(tmp_path: Path, given: str):
    with pytest.raises(settings.SettingsError, match="EVENTSYS_BASE_URL"):
        settings.load({"EVENTSYS_BASE_URL": given}, data_dir=tmp_path)


def test_what_is_made_is_for_its_owner_alone_and_an_open_folder_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = os.umask(0o022)
    try:
        settings.load({}, data_dir=tmp_path / "new")
        (tmp_path / "new" / "letter").write_text("x")
        assert caplog.messages == []
        modes = [stat.S_IMODE((tmp_path / "new" / name).stat().st_mode) for name in ("", "letter")]
        assert modes == [0o700, 0o600]
        (tmp_path / "new" / "files").mkdir()
        (tmp_path / "new" / "files" / "photo").touch(mode=0o644)
        (tmp_path / "new" / "files" / "photo").chmod(0o644)  # as a copy from elsewhere may have it
        settings.load({}, data_dir=tmp_path / "new")
        assert f"{tmp_path / 'new' / 'files' / 'photo'} and 0 more" in caplog.text
        caplog.clear()
        (tmp_path / "new").chmod(0o755)
        settings.load({}, data_dir=tmp_path / "new")
        assert f"chmod -R go= {tmp_path / 'new'}" in caplog.text
    finally:
        os.umask(before)


def test_who_demands_confinement_does_not_start_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for found, starts in (("landlock", True), ("namespaces", True), ("", False)):
        monkeypatch.setattr(settings, "confinement", lambda found=found: found)
        assert settings.load({}, data_dir=tmp_path).confinement == "preferred"
        if starts:
            assert (
                settings.load({"EVENTSYS_CONFINEMENT": "required"}, data_dir=tmp_path).confinement
                == "required"
            )
        else:
            with pytest.raises(SettingsError, match="EVENTSYS_CONFINEMENT"):
                settings.load({"EVENTSYS_CONFINEMENT": "required"}, data_dir=tmp_path)
