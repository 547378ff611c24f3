from datetime import UTC, datetime
from typing import Any

import pytest

from choreography.keyring import MemoryKeyring
from choreography.testing import START, Bench
from contracts.identity import Ring
from handlers.identity import identity as service
from handlers.identity.keys import KeyRing, RingKey
from handlers.identity.make_key import made
from handlers.identity.own import MakeKey
from handlers.identity.resources import tools as tools_of
from handlers.identity.settings import IdentitySettings
from tests.handlers.identity.providing import Saying, indexes
from tests.handlers.identity.story import Story


@pytest.fixture(scope="session")
def tools() -> dict[str, Any]:
    """What the effects ask for; hashing is quick here."""
    return tools_of(IdentitySettings(hash_passes=1, hash_memory=64)) | {"keyring": MemoryKeyring()}


@pytest.fixture(scope="session")
def rings(tools: dict[str, Any]) -> tuple[KeyRing, KeyRing]:
    return ring("signing", tools), ring("sealing", tools)


def ring(name: Ring, tools: dict[str, Any]) -> KeyRing:
    key = made(MakeKey(ring=name), tools["vault"])
    return KeyRing(name, (RingKey(**key.model_dump(), starts=START),), version=1)


@pytest.fixture
def identity(tools: dict[str, Any], rings: tuple[KeyRing, KeyRing]) -> Story:
    """Has its keys, and knows nobody."""
    bench = Bench(service)
    bench.given(*rings)
    return Story(bench, tools)


@pytest.fixture
def keyless(tools: dict[str, Any]) -> Story:
    return Story(Bench(service), tools)


@pytest.fixture
def provider(identity: Story, monkeypatch: pytest.MonkeyPatch) -> Saying:
    """The mail that it vouches for is that of Ann's account, as the blind index has it."""
    saying = Saying()
    identity.tools = identity.tools | {"providers": saying}
    monkeypatch.setattr("handlers.identity.ask_provider_effects.blind_indexes", indexes)
    identity.bench.now = datetime.now(UTC)
    return saying


@pytest.fixture
def verified(identity: Story, provider: Saying) -> Story:
    """Ann has registered, and read her mail."""
    identity.hears(identity.register())
    identity.hears(identity.verify(identity.mailed()))
    return identity
