"""What the effects of payments ask the worker for."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from handlers.payments.service import payments
from handlers.payments.settings import StripeSettings
from handlers.payments.stripe_gateway import stripe_gateway


@asynccontextmanager
async def resources() -> AsyncIterator[dict[str, Any]]:
    async with stripe_gateway(StripeSettings()) as gateway:
        yield {"gateway": gateway}


payments.resources = resources
