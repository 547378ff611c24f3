"""What the workers do by the clock, asked by nobody: on real servers, with a short interval."""

from collections.abc import AsyncIterator

import pytest

from tests.mesh.fixtures import settings
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh, real_mesh
from tests.mesh.provider import Provider
from tests.mesh.provider_fake import fake_provider
from tests.mesh.test_money import held
from tests.mesh.test_purchase import on_sale

pytestmark = pytest.mark.real


@pytest.fixture
async def watchful(fleet: Fleet, stripe_url: str) -> AsyncIterator[tuple[Mesh, Provider]]:
    """Who compares with the provider each second: of a nursery of its own, which reads settings before it forks."""
    fleet.end_workers()
    own = Fleet(fleet.addresses, fleet.more | {"BOXOFFICE_PAYMENTS_RECONCILE_EVERY": "1"})
    try:
        own.whole()
        async with real_mesh(*settings(own.addresses)) as mesh, fake_provider(mesh, stripe_url) as provider:
            yield mesh, provider
    finally:
        own.stop()


async def test_money_whose_webhook_never_came_is_found_by_the_round_itself_and_taken(
    watchful: tuple[Mesh, Provider],
) -> None:
    mesh, provider = watchful
    purchase = await held(mesh, provider, await on_sale(mesh, price=900))
    await provider.mute()
    await provider.pays(purchase.id)
    await purchase.is_kept()
