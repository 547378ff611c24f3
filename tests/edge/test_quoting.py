"""What the door says before a booking is cancelled is what bookings does then."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from edge.quoting import quoted, quoted_tickets, tickets_of

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = 86_400


def said(
    days: float | None = None, event: dict[str, Any] | None = None, used: tuple[str, ...] = (), **booking: Any
) -> dict[str, Any]:
    """The event starts in so many days; its buyers may cancel until a day before."""
    known = {"id": "e-1", "state": "confirmed", "price": 900, "currency": "EUR", "refund_until": None} | booking
    starts = {"starts_at": (NOW + timedelta(days=days)).isoformat(), "cancel_before": DAY} if days else {}
    found: dict[str, Any] = json.loads(
        quoted(json.dumps(known).encode(), json.dumps(starts | (event or {})).encode(), used, NOW)
    )
    return found


def test_what_is_paid_goes_back_until_the_events_rule_ends_it() -> None:
    before, after = said(2), said(0.5)
    assert (before["allowed"], before["refund"], before["currency"]) == (True, 900, "EUR")
    assert datetime.fromisoformat(before["until"]) == NOW + timedelta(days=1)
    assert (after["allowed"], after["refund"], after["cancel_before"]) == (False, 0, DAY)


def test_without_a_rule_it_goes_back_at_any_time() -> None:
    assert (said()["refund"], said()["until"]) == (900, None)


def test_the_offer_of_a_changed_event_is_quoted_with_its_end() -> None:
    until = (NOW + timedelta(hours=3)).isoformat()
    quote = said(0.5, refund_until=until)
    assert (quote["allowed"], quote["refund"]) == (True, 900)
    assert datetime.fromisoformat(quote["until"]) == datetime.fromisoformat(until)


def test_a_postponed_event_has_no_date_that_could_be_too_near() -> None:
    assert said(0.5, {"state": "postponed"})["allowed"]


@pytest.mark.parametrize("state", ["held", "requested", "accepted"])
def test_what_is_not_paid_gives_nothing_back_and_may_be_given_up(state: str) -> None:
    quote = said(0.5, state=state)
    assert (quote["allowed"], quote["refund"], quote["until"]) == (True, 0, None)


@pytest.mark.parametrize("state", ["cancelled", "expired", "rejected"])
def test_what_is_over_is_not_cancelled(state: str) -> None:
    assert (said(state=state)["allowed"], said(state=state)["refund"]) == (False, 0)


def test_an_event_that_is_not_known_yet_has_no_rule() -> None:
    assert json.loads(quoted(b'{"id":"e-1","state":"confirmed","price":900}', None, (), NOW))["refund"] == 900


def test_who_was_let_in_is_quoted_nothing_and_told_by_which_ticket() -> None:
    quote = said(2, used=("e-1.2",))
    assert (quote["allowed"], quote["refund"], quote["used"]) == (False, 0, [2])


def test_a_used_ticket_alone_may_not_be_given_up() -> None:
    two = json.dumps({"id": "e-1", "state": "confirmed", "price": 900, "quantity": 3, "given_up": [3]}).encode()
    assert tickets_of(two) == ["e-1.1", "e-1.2"]
    used, other, all_ = (json.loads(quoted_tickets(two, None, which, ["e-1.1"], NOW)) for which in ([1], [2], []))
    assert [(one["allowed"], one["used"]) for one in (used, other, all_)] == [(False, [1]), (True, []), (False, [1])]
