"""A process that opens strangers' files lets go of ours: by Landlock, where the kernel has it (Linux 5.13 and later).

From then on it and its children read programs, libraries and fonts, write to one folder for what is temporary, and
reach neither the data folder nor another process, nor, since Linux 6.7, the network over TCP.
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

__all__ = ["can_confine", "confine"]

# Of <linux/landlock.h> and <linux/prctl.h>; these calls have the same numbers on every architecture.
_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_VERSION, _BENEATH, _NO_NEW_PRIVILEGES = 1, 1, 38
_EXECUTE, _WRITE, _READ, _READ_FOLDER, _TRUNCATE = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 14
#: Rights that the first versions of the interface know of, by version.
_RIGHTS: Final = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
_OF_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE | 1 << 15
_TCP, _SIGNALS_AND_SOCKETS = 0b11, 0b11

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


def confine(*, writing: Iterable[str]) -> bool:
    """From here on, for good, this process reads what a program needs and writes beneath ``writing``, nothing else.
    False, and all is as before, where the kernel cannot."""
    version = can_confine()
    if not version:
        return False
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
    return True


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
