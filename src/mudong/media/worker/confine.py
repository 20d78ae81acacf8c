"""Locks the worker in: resource limits and a filter of system calls. Called once, after the imports, before the input.

Knows nothing about media. What a platform cannot do is left out and not in the returned list of guards.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
import sys

from mudong.media.worker.syscalls import MACHINES, Machine, allowed_numbers

_PR_SET_NO_NEW_PRIVS = 38
_SECCOMP_SET_MODE_FILTER = 1
_SECCOMP_FILTER_FLAG_TSYNC = 1
_RET_ALLOW = 0x7FFF0000
_RET_KILL = 0x80000000
_RET_ENOSYS = 0x00050000 | 38  # glibc answers a missing call with an older one, so newer libraries keep working
_LD, _JEQ, _JSET, _RET = 0x20, 0x15, 0x45, 0x06
_NR, _ARCH, _ARG0 = 0, 4, 16  # offsets in the kernel's struct seccomp_data
_CLONE_THREAD = 0x00010000
_CLONE_NEWNET, _CLONE_NEWUSER = 0x40000000, 0x10000000


def confine(*, memory_bytes: int, cpu_s: float) -> list[str]:
    """Give up everything decoding does not need. Returns the guards now in force: `rlimits`, `syscalls`, `network`."""
    guards = []
    if _limit_resources(memory_bytes, cpu_s):
        guards.append("rlimits")
    if sys.platform == "linux":
        machine = MACHINES.get(platform.machine())
        if machine is not None and _filter_syscalls(machine):
            guards += ["syscalls", "network"]
        elif ctypes.CDLL(None).unshare(_CLONE_NEWNET | _CLONE_NEWUSER) == 0:
            guards.append("network")
    return guards


def _limit_resources(memory_bytes: int, cpu_s: float) -> bool:
    cpu = max(1, round(cpu_s))
    wanted = {
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CPU: (cpu, cpu + 2),
        resource.RLIMIT_NOFILE: (32, 32),
        resource.RLIMIT_AS: (memory_bytes, memory_bytes),
    }
    complete = True
    for name, (soft, hard) in wanted.items():
        try:
            resource.setrlimit(name, (soft, hard))
        except (ValueError, OSError):  # macOS refuses some, a container may have set lower ones already
            complete = False
    return complete


def _filter_syscalls(machine: Machine) -> bool:
    libc = ctypes.CDLL(None, use_errno=True)
    program = _program(machine, os.getpid())
    code = ctypes.create_string_buffer(program, len(program))

    class Fprog(ctypes.Structure):
        _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]

    fprog = Fprog(len(program) // 8, ctypes.addressof(code))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    done = libc.syscall(
        ctypes.c_long(machine.seccomp), ctypes.c_long(_SECCOMP_SET_MODE_FILTER),
        ctypes.c_long(_SECCOMP_FILTER_FLAG_TSYNC), ctypes.byref(fprog),
    )  # fmt: skip
    return done == 0


def _program(machine: Machine, pid: int) -> bytes:
    """A classic BPF program over `struct seccomp_data`; the default answer is "no such call"."""
    steps = [
        (_LD, 0, 0, _ARCH),
        (_JEQ, 1, 0, machine.audit),
        (_RET, 0, 0, _RET_KILL),
        (_LD, 0, 0, _NR),
    ]
    for number in allowed_numbers(machine):
        steps += [(_JEQ, 0, 1, number), (_RET, 0, 0, _RET_ALLOW)]
    steps += [  # new threads, but no new processes
        (_JEQ, 0, 4, machine.clone),
        (_LD, 0, 0, _ARG0),
        (_JSET, 0, 1, _CLONE_THREAD),
        (_RET, 0, 0, _RET_ALLOW),
        (_RET, 0, 0, _RET_ENOSYS),
    ]
    steps += [  # abort() may signal this process, nobody else
        (_JEQ, 0, 3, machine.tgkill),
        (_LD, 0, 0, _ARG0),
        (_JEQ, 0, 1, pid),
        (_RET, 0, 0, _RET_ALLOW),
        (_RET, 0, 0, _RET_ENOSYS),
    ]
    return b"".join(struct.pack("<HBBI", *step) for step in steps)
