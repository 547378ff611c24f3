import pytest
from litestar.routes import HTTPRoute

from edge.limits.rules import changed, rule_of
from tests.edge.house import House, open_house

WISH = {"event_id": "e1", "seats": ["stalls-A1"]}


async def test_who_asks_too_often_is_told_when_to_come_back() -> None:
    async with open_house(booking_burst=2, booking_rate=0.1) as house:
        said = [await house.asks("POST", "/bookings", json=WISH) for _ in range(3)]
    assert [one.status_code for one in said] == [202, 202, 429]
    assert said[0].headers["ratelimit-policy"] == '"bookings";q=2;w=20'
    assert said[0].headers["ratelimit"].startswith('"bookings";r=1;')
    assert said[2].json()["code"] == "too_many_requests" and 0 < int(said[2].headers["retry-after"]) <= 10


async def test_another_buyer_has_a_bucket_of_their_own() -> None:
    async with open_house(booking_burst=1, booking_rate=0.1) as house:
        said = [await house.asks("POST", "/bookings", who, json=WISH) for who in ("ann", "ben", "ann")]
    assert [one.status_code for one in said] == [202, 202, 429]


async def test_a_limit_is_looked_at_before_the_body() -> None:
    async with open_house(booking_burst=1, booking_rate=0.1) as house:
        said = [await house.asks("POST", "/bookings", content=b"nonsense") for _ in range(2)]
    assert [one.status_code for one in said] == [422, 429]


async def test_where_nobody_counts_nobody_books_or_signs_in(house: House) -> None:
    house.buckets.away = True
    for path, body in (("/bookings", WISH), ("/sessions", {"mail": "ann@example.org", "password": "x"})):
        said = await house.asks("POST", path, json=body)
        assert (said.status_code, said.json()["code"]) == (503, "limits_unavailable")


async def test_where_nobody_counts_all_else_goes_on_and_says_nothing_of_limits(house: House) -> None:
    house.buckets.away = True
    for method, path, status in (("GET", "/events/e1", 404), ("GET", "/bookings", 200), ("PATCH", "/me", 422)):
        said = await house.asks(method, path)
        assert said.status_code == status and "ratelimit" not in said.headers, path


async def test_buckets_that_nobody_reaches_are_not_asked_for_each_page(house: House) -> None:
    house.buckets.away = True
    await house.asks("GET", "/events")
    house.buckets.away = False
    assert "ratelimit" not in (await house.asks("GET", "/events")).headers
    assert "ratelimit" in (await house.asks("POST", "/bookings", json=WISH)).headers
    house.world.limits.blind_until = 0
    assert "ratelimit" in (await house.asks("GET", "/events")).headers


def test_every_route_has_a_limit_but_those_that_ask_nobody(house: House) -> None:
    routes = [route for route in house.app.routes if isinstance(route, HTTPRoute)]
    named = {
        (route.path, rule_of(one, method))
        for route in routes
        for one in route.route_handlers
        for method in one.http_methods
    }
    assert {name for _, name in named if name} <= house.world.limits.rules.keys()
    assert {path for path, name in named if name is None} == {"/health/live", "/health/ready", "/metrics"}


@pytest.mark.parametrize(("path", "name"), [("/events", "reads"), ("/docs", "reads"), ("/problems/taken", "reads")])
async def test_pages_are_bounded_by_address_for_who_is_not_signed_in(path: str, name: str) -> None:
    async with open_house(read_burst=2, read_rate=0.1) as house:
        said = [await house.asks("GET", path, who="") for _ in range(3)]
        signed_in = await house.asks("GET", "/events")
    assert [one.status_code for one in said] == [200, 200, 429] and signed_in.status_code == 200
    assert said[0].headers["ratelimit-policy"] == f'"{name}";q=2;w=20'


async def test_webhooks_refreshes_scans_and_other_changes_are_bounded_too() -> None:
    low = {f"{name}_{of}": 1 for name in ("webhook", "refresh", "change", "admission") for of in ("burst", "rate")}
    async with open_house(**low) as house:
        for method, path, name in [
            ("POST", "/webhooks/stripe", "webhooks"),
            ("POST", "/sessions/refresh", "refreshes"),
            ("PATCH", "/me", "changes"),
            ("POST", "/events/e1/admissions", "admissions"),
        ]:
            said = [await house.asks(method, path, content=b"{}") for _ in range(2)]
            assert said[1].status_code == 429 and said[1].headers["ratelimit"].startswith(f'"{name}";r=0;')


async def test_a_sign_in_is_told_both_of_its_limits() -> None:
    async with open_house(session_burst=9, account_burst=5, sign_in_within=0.01) as house:
        said = await house.asks(
            "POST", "/sessions", who="", json={"mail": "ann@example.org", "password": "correct horse"}
        )
    assert said.headers["ratelimit-policy"] == '"sessions";q=9;w=18, "accounts";q=5;w=50'


async def test_operators_change_a_limit_while_people_ask(house: House) -> None:
    await house.board.write(house.world.limits.rules["bookings"].key, changed(1, 0.1), 60)
    said = [await house.asks("POST", "/bookings", json=WISH) for _ in range(2)]
    assert [one.status_code for one in said] == [202, 429]
    await house.board.wipe("limit:bookings")
    assert (
        (await house.asks("POST", "/bookings", who="ben", json=WISH))
        .headers["ratelimit"]
        .startswith('"bookings";r=39;')
    )
