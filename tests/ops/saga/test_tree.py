"""Each message below its cause, though a service spoke to itself in between."""

from choreography.envelope import derived
from contracts.bookings import BookingExpired
from contracts.inventory import StockSoldOut, TicketsIssued
from handlers.catalog import catalog
from handlers.email import email
from handlers.inventory import inventory
from ops.saga.facts import may_say
from ops.saga.kinship import inner
from ops.saga.tree import tree
from tests.ops.saga.recorded import ASKED, HELD, ISSUED, OPENED, told


def test_a_message_stands_below_its_cause() -> None:
    (root,) = tree(told(ASKED, OPENED, HELD), {})
    (opened,) = root.below
    assert [one.type for one in opened.below] == ["SeatsHeld"] and opened.gap == 1000.0


def test_what_came_of_an_effect_stands_below_what_caused_the_effect() -> None:
    due = derived("m5", "email/tickets_issued/MailDue/0")
    sent = derived(derived(due, "email/deliver/SendMail/0"), "result")
    entries = told(ISSUED, ("m6", "EmailSent", "email", sent))
    (root,) = tree(entries, inner(entries, [email]))
    (mailed,) = root.below
    assert mailed.through == ("MailDue", "SendMail") and not mailed.by_itself


def test_what_a_timer_caused_follows_what_its_service_said_last() -> None:
    (root,) = tree(told(ASKED, OPENED, ("m3", "BookingExpired", "bookings", "a timer")), {})
    (opened,) = root.below
    assert [(one.type, one.by_itself) for one in opened.below] == [("BookingExpired", True)]


def test_facts_after_effects_are_what_a_service_may_say() -> None:
    assert may_say(email, TicketsIssued) == ("EmailFailed", "EmailSent")


def test_what_is_said_of_the_whole_event_is_not_expected_of_a_booking() -> None:
    assert may_say(inventory, BookingExpired) == ("SeatsReleased", "TicketsVoided")
    assert may_say(catalog, StockSoldOut) == ()
