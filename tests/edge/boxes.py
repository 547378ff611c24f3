"""What lies on the topic of secrets, opened as identity would open it."""

from choreography.changes import Wanted
from choreography.envelope import type_of
from choreography.kafka.settings import KafkaSettings
from choreography.mesh import MeshSettings
from choreography.ports import Record
from choreography.postgres.store import PostgresStore
from contracts.base import MESSAGES
from contracts.identity import SECRETS, WithSecret
from handlers.identity import identity
from handlers.identity.keys import KeyRing
from handlers.identity.own import Opening
from handlers.identity.settings import IdentitySettings
from handlers.identity.vault import Vault
from ops.inspector.real import inspecting
from ops.stack import Addresses


async def boxed(stack: Addresses, account: str) -> list[str]:
    """The secrets that were said of this account."""
    ring, vault = await sealing_keys(stack), Vault(IdentitySettings())
    said = [message for one in await secrets(stack) if (message := with_secret(one)) and message.account == account]
    found = [vault.opened(opening) for one in said if (opening := asked(one, ring))]
    return [text for text in found if text is not None]


async def sealing_keys(stack: Addresses) -> KeyRing:
    store = await PostgresStore.open(MeshSettings(postgres=stack.postgres).dsn("identity"), identity, size=1)
    try:
        loaded = await store.load(Wanted(rows={KeyRing: {("sealing",)}}))
    finally:
        await store.close()
    ring = loaded.rows[KeyRing]["sealing",]
    assert isinstance(ring, KeyRing)
    return ring


async def secrets(stack: Addresses) -> list[Record]:
    mesh, kafka = MeshSettings(postgres=stack.postgres), KafkaSettings(bootstrap=stack.kafka)
    async with inspecting(mesh, kafka) as inspector:
        return await inspector.records(SECRETS, (await inspector.bounds(SECRETS))[SECRETS])


def with_secret(record: Record) -> WithSecret | None:
    """Of what is poison, as other tests write it there, there is none."""
    kind = MESSAGES.get(type_of(record.headers))
    try:
        said = kind.model_validate_json(record.value or b"") if kind else None
    except ValueError:
        return None
    return said if isinstance(said, WithSecret) else None


def asked(said: WithSecret, ring: KeyRing) -> Opening | None:
    if (key := ring.find(said.key_id)) is None:
        return None
    return Opening(account=said.account, request=said.request, secret=said.secret, context=said.context, sealing=key)
