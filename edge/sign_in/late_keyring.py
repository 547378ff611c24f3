"""The keyring of a process that is made before its connections are."""

from choreography.keyring import DataKey, KeyringSettings
from choreography.postgres.keyring import PostgresKeyring
from edge.reading.pool import Reads


class LateKeyring:
    """Over the pool of `reads`, once that is open; it must be the primary's."""

    def __init__(self, reads: Reads, settings: KeyringSettings) -> None:
        self.reads, self.master = reads, settings.master_key()

    async def seal_key(self, person_id: str) -> DataKey:
        return await self._keyring().seal_key(person_id)

    async def first_key(self, person_id: str) -> DataKey:
        return await self._keyring().first_key(person_id)

    async def open_key(self, person_id: str) -> DataKey:
        return await self._keyring().open_key(person_id)

    async def erase(self, person_id: str) -> None:
        await self._keyring().erase(person_id)

    def _keyring(self) -> PostgresKeyring:
        return PostgresKeyring(self.reads.opened, self.master)
