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


async def test_where_nobody_counts_nobody_may(house: House) -> None:
    house.buckets.away = True
    for path, body in (("/bookings", WISH), ("/sessions", {"mail": "ann@example.org", "password": "x"})):
        said = await house.asks("POST", path, json=body)
        assert (said.status_code, said.json()["code"]) == (503, "limits_unavailable")
    assert (await house.client.get("/events/e1")).status_code == 404
