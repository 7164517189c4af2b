"""A process without our files where there is no Landlock: in a root of its own, made of what a program needs.

By namespaces of users, mounts, networks and messages, which an ordinary user may make on most systems; where they may not,
nothing is changed. The process must have one thread.
"""

from __future__ import annotations

import ctypes
import os
import platform
import subprocess
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

__all__ = ["become", "can_enclose", "enclose"]

# Of <linux/sched.h>, <linux/mount.h> and <unistd.h>.
_USERS, _MOUNTS, _NETWORKS, _MESSAGES = 0x10000000, 0x20000, 0x40000000, 0x8000000
_READ_ONLY, _NO_SETUID, _NO_DEVICES, _REMOUNT, _BIND, _ALL, _PRIVATE = 1, 2, 4, 32, 4096, 16384, 1 << 18
_DETACH, _DUMPABLE = 2, 4
_PIVOT_ROOT: Final = {"x86_64": 155, "aarch64": 41}
#: Of a mount these may not be taken off by who did not put them on: the same numbers as statvfs gives.
_KEPT: Final = os.ST_NOSUID | os.ST_NODEV | os.ST_NOEXEC | os.ST_NOATIME | os.ST_NODIRATIME | os.ST_RELATIME
_kernel = ctypes.CDLL(None, use_errno=True)


@lru_cache
def can_enclose() -> bool:
    """Whether this user may: tried once, by a process that does nothing else."""
    if platform.machine() not in _PIVOT_ROOT:
        return False
    trial = [sys.executable, "-c", f"import {__name__} as here; here.separate()"]
    return subprocess.run(trial, check=False, capture_output=True).returncode == 0  # noqa: S603 - our own words


def separate(*, users: bool = True) -> None:
    """Into namespaces of its own, as the same user; root may without one for ``users``. Raises OSError."""
    user, group = os.getuid(), os.getgid()
    _called(_kernel.unshare((_USERS if users else 0) | _MOUNTS | _NETWORKS | _MESSAGES))
    if users:
        Path("/proc/self/setgroups").write_text("deny", "ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", "ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", "ascii")
    _mount(None, "/", _ALL | _PRIVATE)


def become(user: int) -> None:
    """Root no more, for good: ``user`` and the group of that number, no other group, no privilege. Raises OSError."""
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    _called(
        _kernel.prctl(_DUMPABLE, *map(ctypes.c_ulong, (1, 0, 0, 0)))
    )  # or it could not read its own /proc/self


def enclose(
    *, reading: Iterable[str], devices: Iterable[str], writing: Iterable[str], users: bool = True
) -> None:
    """From here on, for good, there is nothing but these; ``users`` as :func:`separate`. Raises OSError; then the process is
    of no use."""
    me = os.getpid()
    separate(users=users)
    former = os.umask(0o022)  # ours lets nobody else in, and whoever this process becomes must get through
    root = Path("/sys")  # is everywhere, and is not shown: the new root is put up in its place
    _called(
        _kernel.mount(
            b"none", bytes(root), b"tmpfs", ctypes.c_ulong(_NO_SETUID | _NO_DEVICES), b"size=1m,mode=755"
        )
    )
    shown = {path: Path(path).resolve() for path in reading if path != "/proc/self"}
    for real in sorted(set(shown.values())):  # a folder before what is in it
        _show(root, real, read_only=True)
    for path in (*devices, *writing):
        _show(root, Path(path).resolve(), read_only=False)
    for path in shown:
        _name(root, path)
    own = root / "proc" / "self"
    own.mkdir(parents=True)
    os.umask(former)
    _mount(f"/proc/{me}", str(own), _BIND)
    os.chdir(root)
    _called(_kernel.syscall(_PIVOT_ROOT[platform.machine()], b".", b"."))
    _called(_kernel.umount2(b".", _DETACH))  # the former root, which lies over the new one
    os.chdir("/")
    _mount(None, "/", _BIND | _REMOUNT | _READ_ONLY | _NO_SETUID | _NO_DEVICES)


def _show(root: Path, real: Path, *, read_only: bool) -> None:
    """What stands at ``real`` at the same place below ``root``."""
    place = root / real.relative_to("/")
    if not real.exists() or (read_only and place.exists()):
        return
    if real.is_dir():
        place.mkdir(parents=True, exist_ok=True)
    elif not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.touch()
    _mount(str(real), str(place), _BIND | (_ALL if real.is_dir() else 0))
    if read_only:
        kept = os.statvfs(place).f_flag & _KEPT
        _mount(None, str(place), _BIND | _REMOUNT | _READ_ONLY | _NO_SETUID | kept)


def _name(root: Path, path: str) -> None:
    """Where ``path`` leads to something by way of links, it does so below ``root``."""
    place = root / Path(path).relative_to("/")
    if not place.is_symlink() and not place.exists() and Path(path).exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(Path(path).resolve())


def _mount(source: str | None, place: str, flags: int) -> None:
    given = source.encode() if source else None
    _called(_kernel.mount(given, place.encode(), None, ctypes.c_ulong(flags), None))


def _called(answer: int) -> None:
    if answer < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
