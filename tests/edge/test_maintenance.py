from edge.board import MemoryBoard
from edge.maintenance.maintenance import Maintenance
from edge.maintenance.notice import LONGEST, OFF, Notice, as_written, written
from edge.redis_keys import MAINTENANCE
from tests.edge.house import House

WISH = {"event_id": "e1", "seats": ["stalls-A1"]}
LATER = 2e10
BEGINS = [("POST", "/bookings", {"json": WISH}), ("POST", "/events/e1/queue/place", {})]
ENDS = [("DELETE", "/bookings/e1-b1"), ("DELETE", "/events/e1/queue/place")]


async def stands(house: House, notice: Notice) -> None:
    await house.board.write(MAINTENANCE, written(notice), LONGEST)
    await house.world.maintenance.look()


async def test_nothing_begins_and_people_are_told_when_to_come_back(house: House) -> None:
    await stands(house, Notice("no_bookings", house.world.maintenance.clock() + 100, "New cables."))
    for method, path, more in BEGINS:
        said = await house.asks(method, path, **more)
        assert (said.status_code, said.json()["code"], said.json()["detail"]) == (503, "maintenance", "New cables.")
        assert 90 < int(said.headers["retry-after"]) <= 100 and "ratelimit" not in said.headers
    assert not house.log.of("RequestBooking") and not house.log.of("JoinQueue")


async def test_what_runs_ends_and_what_is_there_is_shown(house: House) -> None:
    for mode in ("no_bookings", "read_only"):
        await stands(house, Notice(mode, LATER))
        for method, path in ENDS:
            assert (await house.asks(method, path)).status_code == 202, path
        assert (await house.asks("GET", "/bookings")).status_code == 200
        assert (await house.asks("POST", "/webhooks/stripe", content=b"{}")).json()["code"] == "bad_signature"
        said = await house.asks("POST", "/sessions/refresh", json={"refresh_token": "none"})
        assert said.json()["code"] == "bad_credentials"


async def test_a_change_waits_only_where_nothing_may_be_changed(house: House) -> None:
    await stands(house, Notice("no_bookings", LATER))
    assert (await house.asks("PATCH", "/me", json={"name": "Ann"})).status_code == 202
    await stands(house, Notice("read_only", LATER))
    assert (await house.asks("PATCH", "/me", json={"name": "Ann"})).json()["code"] == "maintenance"


async def test_it_ends_by_word_and_by_time(house: House) -> None:
    for over in (OFF, Notice("no_bookings", 1.0), Notice("read_only", 0.0)):
        await stands(house, Notice("no_bookings", LATER))
        await stands(house, over)
        assert house.world.maintenance.notice is OFF
    assert (await house.asks("POST", "/bookings", json=WISH)).status_code == 202


async def test_it_ends_in_time_though_nobody_can_be_asked(house: House) -> None:
    await stands(house, Notice("read_only", LATER))
    house.board.away, house.world.maintenance.clock = True, lambda: LATER
    assert (await house.asks("PATCH", "/me", json={"name": "Ann"})).status_code == 202


async def test_an_edge_says_again_what_the_board_forgot_but_not_against_a_newer_word() -> None:
    board, told = MemoryBoard(), list[Notice]()
    edge = Maintenance(board, told.append)
    await board.write(MAINTENANCE, written(Notice("read_only", LATER)), LONGEST)
    await edge.look()
    board.texts.clear()
    await edge.look()
    assert as_written(await board.read(MAINTENANCE)) == Notice("read_only", LATER)
    await board.write(MAINTENANCE, written(OFF), LONGEST)
    await board.write(MAINTENANCE, written(Notice("read_only", LATER)), LONGEST, new=True)
    await edge.look()
    assert edge.notice is OFF and [one.mode for one in told] == ["read_only", "off"]


async def test_what_cannot_be_read_stops_nobody(house: House) -> None:
    await house.board.write(MAINTENANCE, "nonsense", 60)
    await house.world.maintenance.look()
    assert (await house.asks("POST", "/bookings", json=WISH)).status_code == 202
