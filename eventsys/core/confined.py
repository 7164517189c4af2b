"""A process that opens strangers' files lets go of ours: by Landlock, where the kernel has it (Linux 5.13 and later), else in
a root of its own (:mod:`eventsys.core.enclosed`).

From then on it and its children read programs, libraries and fonts, write to one folder for what is temporary, and
reach neither the data folder nor another process. Sockets of any kind are given up besides (:mod:`eventsys.core.filtered`).
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from eventsys.core.enclosed import can_enclose, enclose
from eventsys.core.filtered import give_up_calls

__all__ = ["can_confine", "confine", "confinement"]

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
    "/usr", "/lib", "/lib64", "/bin", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime", "/var/cache/fontconfig",
    "/proc/self",
)  # fmt: skip
_FONTS_AT_HOME = (".fonts", ".local/share/fonts", ".cache/fontconfig", ".config/fontconfig")
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
_kernel = ctypes.CDLL(None, use_errno=True)


def can_confine() -> int:
    """The kernel's version of Landlock; 0 where there is none."""
    return max(0, int(_kernel.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION))))


def confinement() -> str:
    """What holds here: "landlock", "namespaces", or "" where strangers' files are opened by a process that reads ours."""
    return "landlock" if can_confine() else "namespaces" if can_enclose() else ""


def confine(*, writing: Iterable[str], by: str) -> None:
    """From here on, for good, this process reads what a program needs and writes beneath ``writing``, nothing else, and
    has no network. ``by``: what :func:`confinement` found; without, it gives up sockets alone. Raises OSError."""
    if by == "landlock":
        _by_landlock(writing)
    elif by == "namespaces":
        enclose(reading=_needed(), devices=_DEVICES, writing=writing)
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


def _needed() -> set[str]:
    """Where programs, libraries, fonts and our own code stand. Of a folder with our package in it the packages alone: beside them
    stands the data folder, perhaps."""
    places = {*_SYSTEM, sys.prefix, sys.base_prefix, sys.exec_prefix}
    places |= {str(Path.home() / name) for name in _FONTS_AT_HOME}
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
