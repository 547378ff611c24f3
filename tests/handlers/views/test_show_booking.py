from collections.abc import Callable
from datetime import timedelta

import pytest

from choreography.testing import START, Bench
from contracts.inventory import SeatsHeld
from contracts.prices import Breakdown
from handlers.views.rows import BookingView
from tests.handlers.views import stories
from tests.handlers.views.mesh import Mesh, shown


def view(story: Callable[[Mesh], None], booking: str = "b1") -> BookingView:
    found = shown(stories.told(story).facts).row(BookingView, "e1", f"e1-{booking}")
    assert found
    return found


def holds(mesh: Mesh) -> None:
    stories.ask(mesh, "b1", "stalls-A1")
    stories.require(mesh, "b1")


def test_a_held_booking_shows_its_price_its_deadline_and_how_to_pay() -> None:
    shows = view(holds)
    assert (shows.state, shows.price, shows.currency) == ("held", 5_000, "EUR")
    assert (shows.expires_at, shows.client_secret) == (START + stories.HOLD, "pi_b1_secret")
    assert shows.breakdown == Breakdown.of(4_202, 798)


def test_a_bought_booking_shows_its_tickets() -> None:
    shows = view(stories.bought)
    assert (shows.state, shows.paid, shows.refunded, len(shows.codes)) == ("confirmed", 5_000, 0, 2)
    assert (shows.price, shows.breakdown) == (10_000, Breakdown.of(8_404, 1_596))
    assert (shows.expires_at, shows.buyer_id, shows.seats) == (None, "ben", ("stalls-A1", "balcony-A2"))


def test_a_slow_payment_shows_that_it_is_awaited_and_until_when() -> None:
    ended, awaited = [view(stories.paid_slowly, one) for one in ("b1", "b2")]
    assert (ended.state, ended.expires_at) == ("confirmed", None)
    assert (awaited.state, awaited.expires_at) == ("settling", START + timedelta(days=1))


def test_what_is_paid_another_way_shows_that_and_its_deadline() -> None:
    awaited, ended = [view(stories.paid_another_way, one) for one in ("b1", "b2")]
    assert (awaited.state, awaited.offline, awaited.expires_at) == ("held", True, START + stories.OFFLINE)
    assert (ended.state, ended.offline, ended.by_hand) == ("confirmed", True, True)


def test_a_booking_given_back_shows_its_refund_and_no_ticket() -> None:
    shows = view(stories.bought_and_given_back)
    assert (shows.state, shows.reason, shows.refunded, shows.codes) == ("cancelled", "buyer", 5_000, ())


def test_a_disputed_booking_shows_how_each_dispute_stands_and_keeps_its_tickets() -> None:
    shows = view(stories.disputed)
    assert shows.disputes == {"dp_1": "won", "dp_2": "open"}
    assert (shows.state, len(shows.codes)) == ("confirmed", 2)


def test_a_rejected_booking_shows_what_was_lost() -> None:
    shows = view(stories.fought_over, "b2")
    assert (shows.state, shows.reason, shows.lost) == ("rejected", "taken", ("stalls-A1",))


def test_a_booking_of_a_changed_event_shows_until_when_the_money_is_offered_back() -> None:
    shows, starts = [view(stories.moved_twice, one) for one in ("b1", "b2")], START + timedelta(days=2, hours=1)
    assert [(one.change, one.refund_until) for one in shows] == [(2, starts), (2, starts)]


def test_an_offer_shows_whether_its_seats_are_apart() -> None:
    apart, alone = view(stories.paid_late_and_was_offered_seats_apart), view(stories.paid_late_and_had_an_offer)
    assert (apart.state, apart.apart, alone.state, alone.apart) == ("offered", True, "offered", False)


def test_a_gift_is_shown_as_one() -> None:
    shows = view(stories.given_away)
    assert (shows.state, shows.complimentary, shows.price, len(shows.codes)) == ("confirmed", True, 0, 1)
    assert not view(stories.bought).complimentary


def test_a_booking_shows_the_holders_that_were_named_last() -> None:
    shows = view(stories.named_twice)
    assert [name and name.ciphertext for name in shows.holders] == ["last", None]


@pytest.mark.parametrize(
    ("story", "state", "refunded"),
    [
        (stories.paid_late_and_got_it, "confirmed", 0),
        (stories.paid_late_and_had_an_offer, "offered", 0),
        (stories.paid_late_and_took_others, "confirmed", 0),
        (stories.paid_late_and_lost_it, "cancelled", 5_000),
        (stories.called_off, "cancelled", 5_000),
    ],
)
def test_the_end_of_the_story_is_shown(story: Callable[[Mesh], None], state: str, refunded: int) -> None:
    shows = view(story)
    assert (shows.state, shows.refunded) == (state, refunded)


def test_a_booking_shows_when_it_was_first_and_last_spoken_of() -> None:
    shows = view(stories.paid_late_and_got_it)
    assert (shows.created_at, shows.updated_at) == (START, START + timedelta(minutes=10))


def test_a_booking_of_which_only_its_seats_are_known_is_accepted() -> None:
    facts = [fact for fact in stories.told(holds).facts if isinstance(fact.message, SeatsHeld)]
    shows = shown(facts).row(BookingView, "e1", "e1-b1")
    assert shows and (shows.state, shows.place_state, shows.state_version) == ("accepted", "held", -1)


def test_a_second_copy_of_a_fact_is_dropped(views: Bench) -> None:
    fact = stories.told(stories.bought).facts[-1]
    views.when(fact.message, id=fact.id, version=fact.version)
    views.when(fact.message, id=fact.id, version=fact.version)
    views.then_nothing()
