"""Typed settings from the environment, one prefix: ``EVENTSYS_``.

Every field below is one variable: ``database_url`` is ``EVENTSYS_DATABASE_URL``. A variable with the
prefix that no field knows, or a value that does not fit, stops the start with one line that names it.
(pydantic-settings was tried: more lines, a slower start; see docs/decisions/libraries.md.)
"""

from __future__ import annotations

import logging
import os
import re
import secrets
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import idna

from eventsys.core.bounded.confined import confinement

__all__ = ["OWNER_ALONE", "PREFIX", "Settings", "SettingsError", "load"]

PREFIX = "EVENTSYS_"
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|[0-9a-f:.]*:[0-9a-f:.]*")
#: Read by the test suite and the scripts, not by the program.
_FOREIGN = frozenset({"EVENTSYS_TEST_DATABASE_URL", "EVENTSYS_TEST_REDIS_URL"})


#: What others than the owner may do with what we make: nothing.
OWNER_ALONE = 0o077
log = logging.getLogger("eventsys")


class SettingsError(Exception):
    """A setting that cannot be used; the text names the variable and says what would do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults: one machine, no server needed."""

    data_dir: Path = field(default=Path("var"), metadata={"hint": "a folder this program may write to"})
    database_url: str = field(
        default="", metadata={"schemes": ("sqlite", "postgresql", "postgresql+psycopg")}
    )
    queue_url: str = field(default="", metadata={"schemes": ("redis", "rediss")})
    files_url: str = field(default="", metadata={"schemes": ("s3",)})
    limits_url: str = field(default="memory://", metadata={"schemes": ("memory", "redis", "rediss")})
    mail_url: str = field(default="", metadata={"schemes": ("smtp", "smtps", "smtp+starttls")})
    mail_from: str = "Secretariat <secretariat@localhost>"
    mail_bounces: str = ""
    base_url: str = field(default="http://127.0.0.1:8000", metadata={"schemes": ("http", "https")})
    secret_key: str = ""
    second_factor: str = field(default="required", metadata={"choices": ("required", "optional")})
    tsa_url: str = field(default="", metadata={"schemes": ("http", "https")})
    signature_level: str = field(default="", metadata={"choices": ("b-b", "b-t", "b-lt", "b-lta")})
    signature_fallback: str = field(default="refuse", metadata={"choices": ("refuse", "lower")})
    trust_anchors: str = field(default="", metadata={"hint": "PEM files, separated by ':'"})
    confinement: str = field(default="preferred", metadata={"choices": ("preferred", "required")})
    max_upload_mb: int = field(default=20, metadata={"min": 1, "max": 500})
    trusted_proxies: int = field(default=0, metadata={"min": 0, "max": 5})
    log_level: str = field(default="INFO", metadata={"choices": ("DEBUG", "INFO", "WARNING", "ERROR")})
    rate_limits: bool = True
    demo: bool = False
    testing: bool = False

    @property
    def secure_cookies(self) -> bool:
        """Cookies are marked Secure whenever the site is reached over https."""
        return self.base_url.startswith("https://")

    @property
    def sqlite(self) -> bool:
        return self.database_url.startswith("sqlite")


def load(environ: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Read settings from ``environ`` (the process environment by default); ``overrides`` win.

    Makes the data folder and, on first start, a secret key kept in it that only its owner reads. From here on this
    process and its children make files for their owner alone; a data folder that others can look into is told.
    Raises :class:`SettingsError`.
    """
    environ = os.environ if environ is None else environ
    known = {PREFIX + f.name.upper(): f for f in fields(Settings)}
    unknown = sorted(k for k in environ if k.startswith(PREFIX) and k not in known and k not in _FOREIGN)
    if unknown:
        raise SettingsError(f"{unknown[0]} is not a setting. Known settings: {', '.join(sorted(known))}")
    values: dict[str, Any] = {}
    for name, spec in known.items():
        if environ.get(name, "").strip():
            values[spec.name] = _parse(name, environ[name].strip(), spec)
    values.update(overrides)
    data_dir = Path(values.get("data_dir", Settings.__dataclass_fields__["data_dir"].default)).absolute()
    values["data_dir"] = data_dir
    os.umask(OWNER_ALONE)
    _make_folder(data_dir)
    _tell_if_open(data_dir)
    values.setdefault("database_url", f"sqlite:///{data_dir / 'eventsys.db'}")
    if values["database_url"].startswith(("postgresql://", "postgres://")):
        values["database_url"] = "postgresql+psycopg://" + values["database_url"].split("://", 1)[1]
    if not values.get("secret_key"):
        values["secret_key"] = _kept_secret(data_dir / "secret_key")
    elif len(values["secret_key"]) < 32:
        raise SettingsError("EVENTSYS_SECRET_KEY is too short: give at least 32 random characters")
    if values.get("confinement") == "required" and not confinement():
        raise SettingsError(
            "EVENTSYS_CONFINEMENT is 'required', and here nothing confines what opens strangers' files: that needs Landlock "
            "(Linux 5.13) or namespaces that an ordinary user may make"
        )
    if values.get("signature_level", "b-b") not in ("", "b-b") and not values.get("tsa_url"):
        level = values["signature_level"]
        raise SettingsError(
            f"EVENTSYS_SIGNATURE_LEVEL is {level!r}: that needs a time-stamp authority, EVENTSYS_TSA_URL"
        )
    return Settings(**values)


def _parse(name: str, text: str, spec: Any) -> Any:
    default, meta = spec.default, spec.metadata
    if isinstance(default, bool):
        if text.lower() in {"1", "true", "yes", "on"}:
            return True
        if text.lower() in {"0", "false", "no", "off"}:
            return False
        raise SettingsError(f"{name} is {text!r}: say yes or no")
    if isinstance(default, int):
        low, high = meta["min"], meta["max"]
        if not text.isdecimal() or not low <= int(text) <= high:
            raise SettingsError(f"{name} is {text!r}: give a whole number from {low} to {high}")
        return int(text)
    if isinstance(default, Path):
        return Path(text).expanduser()
    if "choices" in meta and text not in meta["choices"]:
        raise SettingsError(f"{name} is {text!r}: choose one of {', '.join(meta['choices'])}")
    if "schemes" in meta:
        schemes = meta["schemes"]
        if urlsplit(text).scheme not in schemes and not (
            name.endswith("DATABASE_URL") and text.startswith("postgres://")
        ):
            # The value may hold a password: it is not repeated.
            raise SettingsError(
                f"{name} must be a URL that starts with {' or '.join(s + '://' for s in schemes)}"
            )
    return _base_url(name, text) if name == "EVENTSYS_BASE_URL" else text


def _base_url(name: str, text: str) -> str:
    """With its host as browsers and letters write it: an international one in ASCII (IDNA). Raises SettingsError."""
    parts = urlsplit(text)
    try:
        host, port = parts.hostname or "", parts.port
        if not host.isascii():
            host = idna.encode(host, uts46=True).decode("ascii")
    except ValueError as error:  # idna's own errors are ValueErrors too
        raise SettingsError(f"{name} is {text!r}: its host or port cannot be written ({error})") from error
    if not host or not _HOST.fullmatch(host):
        raise SettingsError(f"{name} is {text!r}: give the site's address, like https://plenary.example.org")
    if parts.username is not None or parts.query or parts.fragment:
        raise SettingsError(f"{name} is the site's bare address: without user, '?' and '#'")
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}{f':{port}' if port else ''}{parts.path.rstrip('/')}"


def _tell_if_open(folder: Path) -> None:
    """The folder, and what lies in it: it may be copied from here with the rights that it has."""
    mode = folder.stat().st_mode & 0o777
    if mode & OWNER_ALONE:
        log.warning(
            "%s is open to other users of this machine (%o). Close it: chmod -R go= %s", folder, mode, folder
        )
        return
    try:
        found = list(_open_inside(folder))
    except OSError as error:  # a file went meanwhile, or is not ours: the owner hears of it
        log.warning("%s: not everything in it could be looked at (%s)", folder, error.strerror)
        return
    if found:
        log.warning(
            "%s and %s more in %s have rights for other users of this machine. Take them away: chmod -R go= %s",
            found[0],
            len(found) - 1,
            folder,
            folder,
        )


def _open_inside(folder: Path) -> Iterator[Path]:
    """Files and folders below that others may read or write; links are not followed."""
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_symlink():
                continue
            if stat.S_IMODE(entry.stat().st_mode) & OWNER_ALONE:
                yield Path(entry.path)
            if entry.is_dir():
                yield from _open_inside(Path(entry.path))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingsError(
            f"EVENTSYS_DATA_DIR: cannot make {folder} ({error.strerror}): name a writable folder"
        ) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SettingsError(f"EVENTSYS_DATA_DIR: {folder} is not writable: name a writable folder")


def _kept_secret(path: Path) -> str:
    """Made once with owner-only rights; two first starts at once agree on the same secret."""
    try:
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        if not path.exists():
            fd = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(fd, "w") as file:
                file.write(secrets.token_urlsafe(48))
            try:
                os.link(fresh, path)
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        return path.read_text().strip()
    except OSError as error:
        raise SettingsError(
            f"EVENTSYS_DATA_DIR: cannot keep a secret in {path} ({error.strerror})"
        ) from error
