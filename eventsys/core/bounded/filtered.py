"""Calls of the kernel that a process gives up for good: no sockets of any kind, no looking into other processes, no mounts.

By seccomp (Linux 3.5 and later, no privileges needed), on the machines whose numbers are known here. It holds for
children, too.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from typing import Final

__all__ = ["can_filter", "give_up_calls"]

# Of <linux/seccomp.h>, <linux/filter.h>, <linux/audit.h> and <linux/prctl.h>.
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _MODE_FILTER = 38, 22, 2
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
_NUMBER, _ARCHITECTURE, _FIRST = 0, 4, 16  # where they stand in what a filter is given
#: Where there are two sets of numbers on one machine, the other one begins here.
_OTHER_SET = 0x40000000

_X86_64, _ARM64 = 0xC000003E, 0xC00000B7
_MACHINES: Final = {"x86_64": _X86_64, "aarch64": _ARM64}
#: Numbers on x86_64 and on arm64. Newer calls have the same on both.
_GIVEN_UP: Final = {
    "socket": (41, 198), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "unshare": (272, 97), "setns": (308, 268), "open_by_handle_at": (304, 265),
    "bpf": (321, 280), "userfaultfd": (323, 282), "perf_event_open": (298, 241),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "init_module": (175, 105), "finit_module": (313, 273), "kexec_load": (246, 104),
    "pidfd_send_signal": (424, 424), "io_uring_setup": (425, 425), "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433), "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438), "mount_setattr": (442, 442),
}  # fmt: skip
_SIGNALS: Final = {
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
}


def can_filter() -> bool:
    """Whether the numbers of this machine's calls are known here."""
    return sys.platform == "linux" and struct.calcsize("P") == 8 and platform.machine() in _MACHINES


def give_up_calls(*, signals: bool) -> bool:
    """From here on these calls are refused (EACCES). ``signals``: also signals to any but this very process. False, and all is as
    before, where that cannot be done."""
    if not can_filter():
        return False
    machine = _MACHINES[platform.machine()]
    which = 0 if machine == _X86_64 else 1
    calls = [numbers[which] for numbers in _GIVEN_UP.values()]
    code = _program(machine, calls, [one[which] for one in _SIGNALS.values()] if signals else [])
    kept = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(kept))
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.prctl(_NO_NEW_PRIVILEGES, *map(ctypes.c_ulong, (1, 0, 0, 0))) != 0:
        return False
    return bool(kernel.prctl(_SET_SECCOMP, ctypes.c_ulong(_MODE_FILTER), program, 0, 0) == 0)


def _program(machine: int, calls: list[int], signals: list[int]) -> bytes:
    """Instructions: operation, how many to skip when it holds and when not, value."""
    lines = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, machine),
        (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, _NUMBER),
    ]
    lines += [(_AT_LEAST, 0, 1, _OTHER_SET), (_RETURN, 0, 0, _REFUSE)]
    for number in calls:
        lines += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE)]
    for number in signals:
        lines += [
            (_EQUAL, 0, 4, number),
            (_LOAD, 0, 0, _FIRST),
            (_EQUAL, 0, 1, os.getpid()),
            (_RETURN, 0, 0, _ALLOW),
            (_RETURN, 0, 0, _REFUSE),
        ]
    lines += [(_RETURN, 0, 0, _ALLOW)]
    return b"".join(struct.pack("HBBI", *line) for line in lines)
