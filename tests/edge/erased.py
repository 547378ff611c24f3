"""A person who has bought, lived and is erased, while a letter of theirs lies dead."""

import asyncio
import re
import subprocess
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import asyncpg

from choreography.changes import Changes, Waiting
from choreography.envelope import Envelope
from choreography.keyring import KeyringSettings
from choreography.mesh import MeshSettings
from choreography.partition import partition_of
from choreography.personal import sealed
from choreography.postgres.keyring import PostgresKeyring
from choreography.postgres.store import PostgresStore
from contracts.sealed import Sealed
from contracts.users import UpdateProfile
from handlers.users import users
from ops.backup import backed_up
from ops.backup.dump import program
from ops.stack import Addresses
from tests.database import own_database

TABLES = """select format('select to_jsonb(x)::text as row from %I.%I x', schemaname, tablename)
    from pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'keyring')"""
COUNTS = {
    "tickets": "select count(*) from inventory.seat where owner <> ''",
    "ledger": "select count(*) from payments.ledger_entry",
    "money": "select coalesce(sum(amount), 0)::bigint from payments.ledger_entry",
    "invoices": "select count(*) from invoices.invoice",
}


async def dead_letter(stack: Addresses, person_id: str, name: str) -> str:
    """Nothing is wrong any more with what the person asked of their profile; the letter's id."""
    settings = MeshSettings(postgres=stack.postgres)
    async with asyncpg.create_pool(settings.dsn("edge"), min_size=1) as pool:
        box = await sealed(PostgresKeyring(pool, KeyringSettings().master_key()), person_id, name)
    asked, id_, now = UpdateProfile(account_id=person_id, name=box), str(uuid.uuid4()), datetime.now(UTC)
    said = Envelope(id_, "UpdateProfile", "edge", now, asked.TOPIC, asked.key, asked.subject, id_)
    body, partition = asked.model_dump_json().encode(), partition_of(asked.key, 12)
    dead = Waiting(said, body, partition, "dead", now, now, tries=1, error="a bug that is mended", blocks=False)
    store = await PostgresStore.open(settings.dsn("users"), users, size=1)
    await store.save(Changes(waits=[dead]))
    await store.close()
    return id_


@dataclass
class Found:
    """What a database has: every row of all schemas but the keyring, and what is counted."""

    dsn: str

    async def everything(self) -> bytes:
        """Dead letters, views, the audit, invoices and mails among them; bytes as they are, JSON without escapes."""
        admin = await asyncpg.connect(self.dsn)
        try:
            queries = [row["format"] for row in await admin.fetch(TABLES)]
            said = "\n".join([row["row"] for query in queries for row in await admin.fetch(query)])
        finally:
            await admin.close()
        raw = b"\n".join(bytes.fromhex(found) for found in re.findall(r"\\\\x((?:[0-9a-f]{2})+)", said))
        return said.replace("\\", "").encode() + raw

    async def counted(self) -> dict[str, int]:
        admin = await asyncpg.connect(self.dsn)
        try:
            return {what: await admin.fetchval(query) for what, query in COUNTS.items()}
        finally:
            await admin.close()


def boxes(person_id: str, read: bytes) -> list[Sealed]:
    """All that lies sealed for the person there."""
    pattern = rb'\{[^{}]*"person_id": ?"%s"[^{}]*\}' % re.escape(person_id.encode())
    return [Sealed.model_validate_json(box) for box in re.findall(pattern, read) if b"ciphertext" in box]


async def restored(stack: Addresses, folder: Path) -> Found:
    """An ordinary copy of everything, played back into a database of its own."""
    copy = await backed_up(stack.postgres, folder, datetime.now(UTC))
    found = Found(await own_database(stack.postgres, "restored"))
    command = [str(Path(program()).with_name("pg_restore")), "--exit-on-error", "--dbname", found.dsn, str(copy)]
    await asyncio.to_thread(subprocess.run, command, check=True)
    return found
