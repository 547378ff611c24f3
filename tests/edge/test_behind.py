"""How far the views are behind, as each answer that was read from them tells."""

from choreography.ports import Unreachable
from edge.reading.behind import HEADER, Behind
from tests.edge.house import House


class Views:
    def __init__(self) -> None:
        self.seconds, self.away = 0.0, False

    async def __call__(self) -> float:
        if self.away:
            raise Unreachable("away")
        return self.seconds


async def test_reads_tell_how_far_the_views_are_behind_and_changes_do_not(house: House) -> None:
    assert HEADER not in (await house.asks("GET", "/bookings")).headers
    house.world.behind.seconds = 7.9
    assert (await house.asks("GET", "/bookings")).headers[HEADER] == "7"
    assert HEADER not in (await house.asks("POST", "/bookings", json={"event_id": "e1", "seats": ["a-1"]})).headers


async def test_less_than_is_worth_a_word_is_not_told() -> None:
    views = Views()
    behind = Behind(views, told_from=2)
    for views.seconds, header in ((0.4, {}), (1.9, {}), (2.0, {HEADER: "2"}), (0.0, {})):
        await behind.look()
        assert behind.header("GET", "/events") == header


async def test_what_was_read_from_no_view_is_not_told_to_be_behind(house: House) -> None:
    house.world.behind.seconds = 7
    for path in ("/health/live", "/metrics", "/docs/openapi.json", "/nowhere"):
        assert HEADER not in (await house.asks("GET", path)).headers


async def test_what_nobody_can_say_stays_as_it_was_known() -> None:
    views = Views()
    behind = Behind(views, told_from=2)
    views.seconds = 30
    await behind.look()
    views.seconds, views.away = 0, True
    await behind.look()
    assert behind.header("GET", "/events") == {HEADER: "30"}
