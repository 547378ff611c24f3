"""API tokens at the door: what each scope opens, and what none does."""

from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import httpx2
import pytest

from choreography.ports import Unreachable
from contracts.identity import Scope
from edge.auth import api_tokens
from edge.auth.guards import proved
from edge.auth.scopes import ROUTES, SCOPE_OF
from edge.live.ports import TokenRefused, TooManyTokens
from edge.reading.api_tokens import BY_DIGEST
from tests.edge.house import House, open_house
from tests.edge.rights import ALL, RIGHTS
from tests.eventually import eventually

SCOPES: tuple[Scope, ...] = get_args(Scope)
NEVER = ("/me/", "/sessions", "/accounts", "/ops/", "/confirmation", "/refunds")
"""Of addresses: what no token opens, whatever its scopes, but what is in the inbox, and a confirmation by mail."""
TOKEN_ID = f"{'a' * 32}-{'1' * 20}"
PERIOD = timedelta(days=30)


def given(house: House, *scopes: str, **other: Any) -> str:
    """A token that the views know."""
    token = api_tokens.fresh()
    row = {
        "token_id": TOKEN_ID, "account_id": "ann", "roles": '["organiser","operator"]',
        "scopes": str([*scopes]).replace("'", '"'), "expires": datetime.now(UTC) + PERIOD,
    }  # fmt: skip
    house.reads.found[BY_DIGEST] = [row | other]
    return token


async def asks(house: House, route: str, token: str) -> httpx2.Response:
    method, path = route.split()
    path = path.replace("{", "").replace("}", "")
    return await house.client.request(method, path, headers={"Authorization": f"Bearer {token}"})


async def refusals(house: House, token: str) -> dict[str, str]:
    """By route, why the token does not open it."""
    asking = [route for route, signs in RIGHTS.items() if signs != ALL or route in SCOPE_OF]
    codes = {}
    for route in asking:
        said = await asks(house, route, token)
        is_problem = said.headers["content-type"].startswith("application/problem")
        code = said.json()["code"] if is_problem else ""
        codes |= {route: code} if code in ("scope_missing", "session_needed", "token_invalid") else {}
    return codes


@pytest.mark.parametrize("scope", SCOPES)
async def test_a_token_opens_the_routes_of_its_scope_and_no_other(scope: Scope) -> None:
    async with open_house(failure_burst=1) as house:
        codes = await refusals(house, given(house, scope))
    opened = {route for route, signs in RIGHTS.items() if route not in codes and (signs != ALL or route in SCOPE_OF)}
    assert opened == set(ROUTES[scope])
    assert {route for route, code in codes.items() if code == "scope_missing"} == SCOPE_OF.keys() - opened


async def test_no_token_changes_the_account_or_moves_money_or_operates(house: House) -> None:
    told = [route for route in SCOPE_OF if any(part in route for part in NEVER)]
    assert told == ["GET /me/inbox", "POST /bookings/{booking_id}/confirmation"]
    codes = await refusals(house, given(house, *SCOPES))
    asking = {
        f"{method} {route.path_format}"
        for route in house.app.routes
        for handler in getattr(route, "route_handlers", ())
        for method in handler.http_methods
        if proved in (handler.guards or ()) and method != "OPTIONS"
    }
    assert asking and {codes[route] for route in asking} == {"session_needed"}


async def test_every_scope_names_routes_that_there_are() -> None:
    assert set(ROUTES) == set(SCOPES) and SCOPE_OF.keys() <= RIGHTS.keys()
    assert len(SCOPE_OF) == sum(map(len, ROUTES.values()))


async def test_by_a_token_nobody_is_an_operator(house: House) -> None:
    said = await asks(house, "GET /me", given(house, "read"))
    assert said.json()["roles"] == ["organiser"]


async def test_a_token_is_looked_up_once_for_many_requests(house: House) -> None:
    token = given(house, "read")
    for _ in range(3):
        assert (await asks(house, "GET /me", token)).status_code == 200
    assert house.reads.asked.count(BY_DIGEST) == 1


async def test_its_use_is_told_once_in_a_minute_and_names_no_secret(house: House) -> None:
    token = given(house, "read")
    for _ in range(3):
        await asks(house, "GET /me", token)
    used = await eventually(lambda: house.log.of("TokenUsed"), within=5)
    assert 1 <= len(used) <= 2 and len({envelope.id for envelope, _ in used}) == len(used)
    assert token not in str(used) and api_tokens.digest(token) not in str(used)


async def test_one_that_is_revoked_is_refused_at_once_though_it_is_still_known(house: House) -> None:
    token = given(house, "read", token_id=TOKEN_ID)
    assert (await asks(house, "GET /me", token)).status_code == 200
    house.world.revocations.revoke(TOKEN_ID)
    said = await asks(house, "GET /me", token)
    assert (said.status_code, said.json()["code"]) == (401, "token_invalid")


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(days=400)])
async def test_one_whose_time_is_over_is_refused(house: House, ago: timedelta) -> None:
    said = await asks(house, "GET /me", given(house, "read", expires=datetime.now(UTC) - ago))
    assert (said.status_code, said.json()["code"]) == (401, "token_invalid")


@pytest.mark.parametrize("token", ["bo_", "bo_short", "bo_" + "x" * 5_000, "bo_" + "é" * 32])
async def test_what_is_no_token_is_never_looked_up(house: House, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}".encode()}
    said = await house.client.get("/me", headers=headers)
    assert (said.status_code, said.json()["code"]) == (401, "token_invalid")
    assert BY_DIGEST not in house.reads.asked


async def test_who_guesses_waits_and_who_has_a_token_goes_on() -> None:
    async with open_house(failure_burst=2) as house:
        mine = given(house, "read")
        assert (await asks(house, "GET /me", mine)).status_code == 200
        house.reads.found[BY_DIGEST] = []
        said = [(await asks(house, "GET /me", api_tokens.fresh())).status_code for _ in range(4)]
        assert said == [401, 401, 429, 429] and house.reads.asked.count(BY_DIGEST) == 3
        assert (await asks(house, "GET /me", mine)).status_code == 200


async def test_where_nobody_can_say_whose_it_is_the_door_says_so(house: House) -> None:
    house.reads.found[BY_DIGEST] = Unreachable("away")
    said = await asks(house, "GET /me", api_tokens.fresh())
    assert said.status_code == 503


async def test_who_guesses_over_the_socket_waits_there_and_over_http_and_who_has_a_token_goes_on() -> None:
    async with open_house(failure_burst=2) as house:
        mine, at = given(house, "read"), "127.0.0.1"
        assert (await house.world.hub.verify(mine, at)).id == "ann"
        house.reads.found[BY_DIGEST] = []
        for wrong in (TokenRefused, TokenRefused, TooManyTokens):
            with pytest.raises(wrong):
                await house.world.hub.verify(api_tokens.fresh(), at)
        assert house.reads.asked.count(BY_DIGEST) == 3
        assert (await asks(house, "GET /me", api_tokens.fresh())).status_code == 429
        assert (await house.world.hub.verify(mine, at)).id == "ann"
