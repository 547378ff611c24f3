"""The keyring: one data key per person. Once it is erased, nothing that was sealed with it can be read again."""

import os
from dataclasses import dataclass
from typing import Protocol

from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict

from choreography.master import MasterKey
from choreography.secrets import Secrets


class KeyringSettings(Secrets):
    """Environment variables `BOXOFFICE_KEYRING_...`, the same for everyone who seals or opens."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_KEYRING_")

    master: SecretStr = SecretStr("local")
    """The data keys lie wrapped by a key derived from this."""

    def master_key(self) -> MasterKey:
        return MasterKey(self.master.get_secret_value(), "keyring")


class Erased(Exception):
    """The person was erased: nothing is sealed for them any more, and nothing opens."""


class NoKey(LookupError):
    """Nothing was ever sealed for this person."""


@dataclass(frozen=True, slots=True)
class DataKey:
    """`version` is told in what was sealed with it."""

    version: int
    key: bytes

    def __repr__(self) -> str:
        return f"DataKey(version={self.version})"


class Keyring(Protocol):
    """Each call may raise Unreachable."""

    async def seal_key(self, person_id: str) -> DataKey:
        """Made on first use, and the same ever after. Raises Erased."""
        ...

    async def first_key(self, person_id: str) -> DataKey:
        """As seal_key, but the same work whether or not there was one: for who must not learn it by the time."""
        ...

    async def open_key(self, person_id: str) -> DataKey:
        """Raises Erased and NoKey."""
        ...

    async def erase(self, person_id: str) -> None:
        """For ever, also for a person of whom nothing was sealed yet. Erasing twice is erasing once."""
        ...


def new_key() -> bytes:
    return os.urandom(32)


class MemoryKeyring:
    def __init__(self) -> None:
        self._keys: dict[str, DataKey | None] = {}

    async def seal_key(self, person_id: str) -> DataKey:
        self._keys.setdefault(person_id, DataKey(1, new_key()))
        return await self.open_key(person_id)

    async def first_key(self, person_id: str) -> DataKey:
        return await self.seal_key(person_id)

    async def open_key(self, person_id: str) -> DataKey:
        if person_id not in self._keys:
            raise NoKey(person_id)
        if (key := self._keys[person_id]) is None:
            raise Erased(person_id)
        return key

    async def erase(self, person_id: str) -> None:
        self._keys[person_id] = None


async def is_erased(keyring: Keyring, person_id: str) -> bool:
    """May raise Unreachable."""
    try:
        await keyring.open_key(person_id)
    except (Erased, NoKey) as error:
        return isinstance(error, Erased)
    return False
