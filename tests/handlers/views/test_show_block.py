from handlers.views.rows import BlockView, EventView, SeatView, SectionView, TypeView
from tests.handlers.views import stories
from tests.handlers.views.mesh import shown

BENCH = shown(stories.told(stories.kept_back).facts)


def test_a_block_shows_what_is_kept_and_why() -> None:
    k1, k2, k3 = (BENCH.row(BlockView, "e1", id_) for id_ in ("k1", "k2", "k3"))
    assert k1 and k2 and k3
    assert (k1.state, k1.seats) == ("free", ("stalls-A1", "balcony-A1"))
    assert (k2.state, k2.ticket_type, k2.quantity, k2.reason) == ("blocked", "standing", 1, "sound")
    assert (k3.state, k3.seats) == ("blocked", ("stalls-A2",))


def test_a_block_that_was_given_back_in_parts_shows_what_is_left_of_it() -> None:
    bench = shown(stories.told(stories.kept_in_parts).facts)
    k1, k2, k3 = (bench.row(BlockView, "e1", id_) for id_ in ("k1", "k2", "k3"))
    assert k1 and k2 and k3
    assert [one.kept for one in (k1, k2, k3)] == [("balcony-A2",), (), ()]
    assert (k2.state, k2.quantity, k3.state) == ("blocked", 1, "free")
    stalls, balcony = (bench.row(SectionView, "e1", name) for name in ("stalls", "balcony"))
    assert stalls and balcony and (stalls.blocked, balcony.blocked) == (0, 1)


def test_what_is_blocked_is_counted_for_the_event_its_types_and_its_sections() -> None:
    event, standing = BENCH.row(EventView, "e1"), BENCH.row(TypeView, "e1", "standing")
    stalls, balcony = (BENCH.row(SectionView, "e1", name) for name in ("stalls", "balcony"))
    assert event and standing and stalls and balcony
    assert [one.blocked for one in (event, standing, stalls, balcony)] == [2, 1, 1, 0]


def test_a_seat_is_shown_as_inventory_last_said() -> None:
    seats = [BENCH.row(SeatView, "e1", name) for name in ("stalls-A1", "stalls-A2", "balcony-A1")]
    assert [seat and seat.state for seat in seats] == ["held", "blocked", "free"]
