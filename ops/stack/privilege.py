"""PostgreSQL refuses to run as root, or as a user without a name: what a child becomes instead.

First choice is a user namespace: our uid outside shows as another one inside, yet every file of ours stays readable
and owned. Containers that forbid namespaces get the user nobody, who needs programs and data where he can reach them.
"""

import ctypes
import functools
import os
import pwd
import subprocess
import sys
from pathlib import Path

from ops.stack.server import Become

CLONE_NEWUSER = 0x10000000


@functools.cache
def unprivileged() -> Become | None:
    """None where we are acceptable as we are. BOXOFFICE_STACK_ROOT=nobody skips the namespace."""
    known = {entry.pw_uid for entry in pwd.getpwall()} - {0}
    if os.geteuid() in known:
        return None
    into_namespace = namespace_as(min(known))
    wanted = os.environ.get("BOXOFFICE_STACK_ROOT") != "nobody"
    if wanted and allowed(into_namespace):
        return into_namespace
    return into_nobody if os.geteuid() == 0 else None


def allowed(become: Become) -> bool:
    if sys.platform != "linux":
        return False
    try:
        subprocess.run(["/bin/true"], preexec_fn=become, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def namespace_as(inside: int) -> Become:
    maps = {"setgroups": "deny", "uid_map": f"{inside} {os.geteuid()} 1", "gid_map": f"{inside} {os.getegid()} 1"}

    def enter() -> None:
        if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER):
            raise OSError(ctypes.get_errno(), "unshare")
        for name, text in maps.items():
            Path("/proc/self", name).write_text(text)

    return enter


def into_nobody() -> None:
    nobody = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)
