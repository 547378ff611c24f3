"""What the effects of payments ask the worker for."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from choreography.keyring import KeyringSettings
from choreography.mesh import MeshSettings
from choreography.postgres.keyring import PostgresKeyring
from choreography.postgres.pool import connected
from handlers.payments.service import payments
from handlers.payments.settings import StripeSettings
from handlers.payments.stripe_gateway import stripe_gateway


@asynccontextmanager
async def resources() -> AsyncIterator[dict[str, Any]]:
    pool = await connected(MeshSettings().dsn(payments.name), payments.name, size=1, timeout=10)
    try:
        async with stripe_gateway(StripeSettings()) as gateway:
            yield {"gateway": gateway, "keyring": PostgresKeyring(pool, KeyringSettings().master_key())}
    finally:
        await pool.close()


payments.resources = resources
