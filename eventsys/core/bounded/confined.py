"""A process that opens strangers' files lets go of ours: by Landlock, where the kernel has it (Linux 5.13 and later), else in
a root of its own (:mod:`eventsys.core.bounded.enclosed`).

From then on it and its children read programs, libraries and fonts, write to one folder for what is temporary, and
reach neither the data folder nor another process. Sockets are given up besides (:mod:`eventsys.core.bounded.filtered`),
and who was root is somebody else (:func:`other_user`).
"""

from __future__ import annotations

import ctypes
import grp
import os
import pwd
import struct
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from eventsys.core.bounded.enclosed import become, can_enclose, enclose
from eventsys.core.bounded.filtered import give_up_calls

__all__ = ["Other", "can_confine", "confine", "confinement", "other_user"]

# Of <linux/landlock.h> and <linux/prctl.h>; these calls have the same numbers on every architecture.
_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_VERSION, _BENEATH, _NO_NEW_PRIVILEGES = 1, 1, 38
_EXECUTE, _WRITE, _READ, _READ_FOLDER, _TRUNCATE = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 14
#: Rights that the first versions of the interface know of, by version.
_RIGHTS: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_OF_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE | 1 << 15
_TCP, _SIGNALS_AND_SOCKETS = 0b11, 0b11
#: From this version on it keeps signals in.
_SCOPED = 6

_SYSTEM = (
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/var/cache/fontconfig",
    "/proc/self",
)
_FONTS_AT_HOME = (".fonts", ".local/share/fonts", ".cache/fontconfig", ".config/fontconfig")
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
#: Below "nobody", whom other programs are as well, and within what every container has.
_HIGHEST_USER: Final = 65_533
_kernel = ctypes.CDLL(None, use_errno=True)


def can_confine() -> int:
    """The kernel's version of Landlock; 0 where there is none."""
    return max(0, int(_kernel.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION))))


def confinement() -> str:
    """What holds here: "landlock", "namespaces", or "" where strangers' files are opened by a process that reads ours."""
    return "landlock" if can_confine() else "namespaces" if can_enclose() else ""


class Other(NamedTuple):
    """Whom a process of root's becomes: a number that nobody has. ``apart``: what it needs stands where that one does not
    reach, in root's home perhaps, and is shown to it in a root of its own."""

    user: int
    apart: bool


def other_user(by: str) -> Other | None:
    """``None`` for who is not root, and where nobody else could do the work: tried by a process that does nothing else.
    ``by``: what :func:`confinement` found."""
    if os.getuid() != 0:
        return None
    taken = {one.pw_uid for one in pwd.getpwall()} | {one.gr_gid for one in grp.getgrall()}
    number = next(number for number in range(_HIGHEST_USER, 0, -1) if number not in taken)
    ways = (
        [Other(number, apart=False)] if by != "namespaces" else []
    )  # of which root has no need: it makes a root
    return next((one for one in [*ways, Other(number, apart=True)] if _can_be(one, by)), None)


def _can_be(other: Other, by: str) -> bool:
    trial = f"import {__name__} as here; here.try_as(here.Other(*{tuple(other)!r}), {by!r})"
    done = subprocess.run([sys.executable, "-c", trial], check=False, capture_output=True)  # noqa: S603 - our own words
    return done.returncode == 0


def try_as(other: Other, by: str) -> None:
    """Raises OSError where the other would not reach what a program needs."""
    needed = [place for place in _needed() - _fonts_at_home() if Path(place).exists()]
    confine(writing=(), by=by, other=other)
    if unreached := [place for place in needed if not os.access(place, os.R_OK)]:
        raise PermissionError(unreached)
    Path(__file__).read_bytes()


def confine(*, writing: Iterable[str], by: str, other: Other | None = None) -> None:
    """From here on, for good, this process reads what a program needs and writes beneath ``writing``, nothing else, and
    has no network. ``by``: what :func:`confinement` found; without, it gives up sockets alone. ``other``: whom
    :func:`other_user` found. Raises OSError."""
    writing = tuple(writing)
    apart = other is not None and other.apart
    if apart or by == "namespaces":
        enclose(reading=_needed(), devices=_DEVICES, writing=writing, users=not apart)
    if by == "landlock":
        _by_landlock(writing)
    if other is not None:
        become(other.user)
    give_up_calls(signals=by != "landlock" or can_confine() < _SCOPED)


def _by_landlock(writing: Iterable[str]) -> None:
    version = can_confine()
    rights = _RIGHTS[min(version, max(_RIGHTS))]
    ruleset = _ruleset(version, rights)
    try:
        for path in _needed():
            _allow(ruleset, path, (_READ | _READ_FOLDER | _EXECUTE) & rights)
        for path in _DEVICES:
            _allow(ruleset, path, _READ | _WRITE)
        for path in writing:
            _allow(ruleset, path, rights)
        _called(_kernel.prctl(_NO_NEW_PRIVILEGES, *map(ctypes.c_ulong, (1, 0, 0, 0))))
        _called(_kernel.syscall(_RESTRICT, ctypes.c_int(ruleset), ctypes.c_uint32(0)))
    finally:
        os.close(ruleset)


def _ruleset(version: int, rights: int) -> int:
    asked = struct.pack("QQQ", rights, _TCP, _SIGNALS_AND_SOCKETS)[
        : 8 if version < 4 else 16 if version < 6 else 24
    ]
    return _called(_kernel.syscall(_CREATE, asked, ctypes.c_size_t(len(asked)), ctypes.c_uint32(0)))


def _allow(ruleset: int, path: str, rights: int) -> None:
    with suppress(FileNotFoundError):
        found = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            held = struct.pack("=Qi", rights if Path(path).is_dir() else rights & _OF_FILES, found)
            _called(
                _kernel.syscall(
                    _ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(_BENEATH), held, ctypes.c_uint32(0)
                )
            )
        finally:
            os.close(found)


def _fonts_at_home() -> set[str]:
    return {str(Path.home() / name) for name in _FONTS_AT_HOME}


def _needed() -> set[str]:
    """Where programs, libraries, fonts and our own code stand. Of a folder with our package in it the packages alone: beside them
    stands the data folder, perhaps."""
    places = {*_SYSTEM, sys.prefix, sys.base_prefix, sys.exec_prefix}
    places |= _fonts_at_home()
    for entry in filter(None, sys.path):
        beside = Path(entry)
        if entry.startswith((sys.prefix, sys.base_prefix)) or beside.name in (
            "site-packages",
            "dist-packages",
        ):
            places.add(entry)
        else:
            places |= {
                str(path) for name in ("eventsys", "templates", "tests") if (path := beside / name).is_dir()
            }
    return places


def _called(answer: int) -> int:
    if answer < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return answer
