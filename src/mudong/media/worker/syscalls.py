"""The system calls that decoding needs, and their numbers. Everything else does not exist for the worker.

There is no call here that opens a file, a socket or a program: the worker has its input and its pipe, no more.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Machine:
    """Numbers that differ between processors. `audit` is the kernel's AUDIT_ARCH value."""

    audit: int
    seccomp: int
    clone: int
    tgkill: int
    column: int


MACHINES = {
    "x86_64": Machine(audit=0xC000003E, seccomp=317, clone=56, tgkill=234, column=0),
    "aarch64": Machine(audit=0xC00000B7, seccomp=277, clone=220, tgkill=131, column=1),
}

ALLOWED: dict[str, tuple[int | None, int | None]] = {  # x86_64, aarch64
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "fstat": (5, 80),
    "poll": (7, None),
    "lseek": (8, 62),
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "munmap": (11, 215),
    "brk": (12, 214),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "pread64": (17, 67),
    "readv": (19, 65),
    "writev": (20, 66),
    "select": (23, None),
    "sched_yield": (24, 124),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "dup": (32, 23),
    "nanosleep": (35, 101),
    "getpid": (39, 172),
    "exit": (60, 93),
    "uname": (63, 160),
    "fcntl": (72, 25),
    "gettimeofday": (96, 169),
    "getrusage": (98, 165),
    "sysinfo": (99, 179),
    "times": (100, 153),
    "getuid": (102, 174),
    "geteuid": (107, 175),
    "sigaltstack": (131, 132),
    "sched_getparam": (143, 121),
    "sched_getscheduler": (145, 120),
    "gettid": (186, 178),
    "futex": (202, 98),
    "sched_getaffinity": (204, 123),
    "set_tid_address": (218, 96),
    "restart_syscall": (219, 128),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115),
    "exit_group": (231, 94),
    "newfstatat": (262, 79),
    "pselect6": (270, 72),
    "ppoll": (271, 73),
    "set_robust_list": (273, 99),
    "getcpu": (309, 168),
    "getrandom": (318, 278),
    "membarrier": (324, 283),
    "rseq": (334, 293),
}
"""`clone` (threads only) and `tgkill` (oneself only) are let through as well, by their arguments."""


def allowed_numbers(machine: Machine) -> list[int]:
    """The numbers on that processor."""
    return [n for row in ALLOWED.values() if (n := row[machine.column]) is not None]
