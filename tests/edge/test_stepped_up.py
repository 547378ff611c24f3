"""Who moves money, or wants to be forgotten, has shown a code of the second factor a short while ago, or has none."""

import time
from typing import Any

import pytest

from edge.auth.guards import proved
from tests.edge.house import House, open_house, token

ASKS_FOR_IT = {
    "GET /me/export",
    "POST /me/erasure",
    "POST /me/mail",
    "POST /me/tokens",
    "POST /organisers/{organiser_id}/verify",
    "POST /organisers/{organiser_id}/suspend",
    "POST /organisers/{organiser_id}/reinstate",
    "POST /bookings/{booking_id}/payment",
    "POST /bookings/{booking_id}/refunds",
    "POST /events/{event_id}/cancellation",
    "POST /me/providers",
    "DELETE /me/providers/{provider}",
    "POST /events/{event_id}/payouts",
    "POST /events/{event_id}/payouts/{payout_id}/confirmation",
}


async def refunds(house: House, **claims: Any) -> str:
    """The code of the refusal; of what nobody answers there is none."""
    headers = {"Authorization": f"Bearer {token(roles=['organiser'], **claims)}"}
    said = await house.client.post("/bookings/e1-b1/refunds", json={"amount": 1}, headers=headers)
    return said.json().get("code", "")


@pytest.mark.parametrize(("ago", "code"), [(0, ""), (590, ""), (610, "step_up_required")])
async def test_an_old_code_moves_no_money(house: House, ago: int, code: str) -> None:
    assert await refunds(house, otp=int(time.time()) - ago) == code


async def test_who_has_no_second_factor_is_asked_for_none_unless_the_house_wants_it(house: House) -> None:
    assert await refunds(house) == ""
    async with open_house(second_factor_for=frozenset({"organiser"})) as strict:
        assert await refunds(strict) == "second_factor_needed"
        assert await refunds(strict, otp=int(time.time())) == ""


async def test_all_that_moves_money_or_cannot_be_undone_asks_for_it(house: House) -> None:
    asking = {
        f"{method} {route.path_format}"
        for route in house.app.routes
        for handler in getattr(route, "route_handlers", ())
        for method in handler.http_methods
        if proved in (handler.guards or ())
    }
    assert {one for one in asking if not one.startswith("OPTIONS")} == ASKS_FOR_IT
