"""The people's mailboxes, on both meshes: how they come to have an address, and what arrives there."""

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

import aiohttp
import asyncpg

from choreography.keyring import Keyring, KeyringSettings
from choreography.personal import sealed
from choreography.postgres.keyring import PostgresKeyring
from contracts.identity import MailVerified, UserRegistered
from handlers.email.rows import Contact
from tests.mesh.profiles import Mesh


class Mailbox(Protocol):
    async def opened(self, word: str = "ann", account: str = "") -> tuple[str, str]:
        """Somebody registers, and reads a code there; their account, and their address, which begins with the word."""
        ...

    async def copies(self, address: str) -> list[tuple[str, str]]:
        """(Message-ID, subject) of every copy that came, oldest first."""
        ...


def mailing(sink: dict[str, str]) -> dict[str, str]:
    """What workers are told so that they mail there; a lease is short enough to wait for."""
    return {
        "BOXOFFICE_MAIL_PORT": sink["smtp"].split(":")[1],
        "BOXOFFICE_MAIL_DEADLINE": "4",
        "BOXOFFICE_MAIL_LEASE": "6",
    }


async def registered(mesh: Mesh, keyring: Keyring, word: str, account: str) -> tuple[str, str]:
    account = account or str(uuid.uuid4())
    address = f"{word}+{account[:8]}@example.org"
    mail, name = await sealed(keyring, account, address), await sealed(keyring, account, "Ann")
    await mesh.say(UserRegistered(account_id=account, request=account, mail=mail, name=name, roles=("buyer",)))
    await mesh.say(MailVerified(account_id=account, request=account))
    await mesh.becomes("email", Contact, account, verified=True)
    return account, address


class MemoryMailbox:
    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh

    async def opened(self, word: str = "ann", account: str = "") -> tuple[str, str]:
        return await registered(self.mesh, self.mesh.keyring, word, account)

    async def copies(self, address: str) -> list[tuple[str, str]]:
        return [(m["Message-ID"], m["Subject"]) for m in self.mesh.post.taken if m["To"] == address]


class SinkMailbox:
    def __init__(self, mesh: Mesh, keyring: Keyring, http: aiohttp.ClientSession) -> None:
        self.mesh, self.keyring, self.http = mesh, keyring, http

    async def opened(self, word: str = "ann", account: str = "") -> tuple[str, str]:
        return await registered(self.mesh, self.keyring, word, account)

    async def copies(self, address: str) -> list[tuple[str, str]]:
        async with self.http.get("/api/mails", params={"to": address}) as answer:
            mails = await answer.json()
        return [(mail["message_id"], mail["subject"]) for mail in reversed(mails)]


@asynccontextmanager
async def sink_mailbox(mesh: Mesh, admin: str, http: str) -> AsyncIterator[SinkMailbox]:
    async with asyncpg.create_pool(admin, min_size=1, max_size=1) as pool, aiohttp.ClientSession(http) as session:
        yield SinkMailbox(mesh, PostgresKeyring(pool, KeyringSettings().master_key()), session)
