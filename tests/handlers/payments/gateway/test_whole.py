"""Whoever stands for a gateway has all of it, so that no suite finds out on the day that it is run."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from handlers.payments.gateway import Gateway
from handlers.payments.memory_gateway import MemoryGateway
from handlers.payments.stripe_gateway import StripeGateway
from handlers.payments.wallet import Wallet
from tests.handlers.payments.gateway.own_test_mode import Fresh

CALLS = sorted(name for one in (Wallet, Gateway) for name in vars(one) if not name.startswith("_"))


def asked_for(call: Callable[..., Any]) -> list[tuple[str, Any]]:
    """The parameters' names, and what they are when nothing is said of them."""
    return [(one.name, one.default) for one in inspect.signature(call).parameters.values()]


@pytest.mark.parametrize("gateway", [MemoryGateway, StripeGateway, Fresh])
@pytest.mark.parametrize("name", CALLS)
def test_each_gateway_has_each_call_as_the_contract_has_it(gateway: type, name: str) -> None:
    there = getattr(gateway, name, None)
    assert inspect.iscoroutinefunction(there), f"{gateway.__name__} has no {name}"
    assert asked_for(there) == asked_for(getattr(Gateway, name))
