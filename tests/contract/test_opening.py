"""What a process of several services opens before it hears anything."""

from contextlib import AsyncExitStack

import pytest

from choreography.opening import opened
from ops import registry
from ops.stack import Addresses
from tests.mesh.fixtures import settings

pytestmark = pytest.mark.real
NAMES = "payments", "audit", "waiting_room"


async def test_each_service_has_its_own_books_and_what_its_effects_ask_for(
    provisioned: Addresses, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOXOFFICE_POSTGRES", provisioned.postgres)
    async with AsyncExitStack() as stack:
        found = await opened([registry.service(name) for name in NAMES], settings(provisioned)[0], stack)
        assert [service.name for service, *_ in found] == [*NAMES]
        assert [await store.place.fetchval("select current_user") for _, store, _ in found] == [*NAMES]
        assert [set(resources) for *_, resources in found] == [{"gateway", "keyring"}, set(), {"chance"}]
