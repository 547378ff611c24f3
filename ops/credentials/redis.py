"""Redis: the edge has the families of keys that it names, operators theirs, and services have no user."""

import hashlib

from choreography.mesh import MeshSettings
from edge.redis_keys import BRIEF, FAMILIES, OPERATORS
from ops.credentials.parts import EDGE, OPERATOR, password

KEYS = {EDGE: FAMILIES + OPERATORS + BRIEF, OPERATOR: OPERATORS}
COMMANDS = {
    EDGE: (
        "get", "set", "del", "exists", "pttl", "pexpire", "expireat", "hmget", "hset", "time", "multi", "exec",
        "zadd", "zrangebyscore", "zremrangebyscore", "eval", "evalsha", "script|load",
    ),
    OPERATOR: ("get", "set", "del"),
}  # fmt: skip
ANYBODY = ("ping", "hello", "client|setinfo", "client|setname")


def acl(mesh: MeshSettings) -> str:
    """An ACL file. Who is not logged in may do nothing; the health check asks for no more than to be refused so."""
    users = [_user(mesh, part) for part in KEYS]
    return "\n".join(["user default off nopass resetkeys resetchannels -@all", *users]) + "\n"


def _user(mesh: MeshSettings, part: str) -> str:
    known = hashlib.sha256(password(mesh, "redis", part).encode()).hexdigest()
    keys = " ".join(f"~{family}*" if family.endswith(":") else f"~{family}" for family in KEYS[part])
    commands = " ".join(f"+{command}" for command in (*ANYBODY, *COMMANDS[part]))
    return f"user {part} on #{known} resetkeys {keys} resetchannels -@all {commands}"
