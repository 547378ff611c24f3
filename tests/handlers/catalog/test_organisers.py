"""Operators decide of organisers, and each event that is sold hears of it."""

import pytest

from choreography.testing import Bench
from contracts.catalog import (
    EventListed,
    OrganiserRefused,
    OrganiserReinstated,
    OrganiserSuspended,
    OrganiserVerified,
    ReinstateOrganiser,
    SalesReinstated,
    SalesSuspended,
    SuspendOrganiser,
    VerifyOrganiser,
)
from handlers.catalog.own import TellSalesAfter
from handlers.catalog.rows import Organiser, Selling

BY = {"organiser_id": "olga", "operator_id": "oscar", "reason": "papers"}
VERIFY, SUSPEND, REINSTATE = VerifyOrganiser(**BY), SuspendOrganiser(**BY), ReinstateOrganiser(**BY)
TELL = TellSalesAfter(organiser_id="olga")
SELLS = EventListed(organiser_id="olga", event_id="e1"), EventListed(organiser_id="olga", event_id="e2")


def suspended(event: str, turn: int) -> SalesSuspended:
    return SalesSuspended(event_id=event, turn=turn)


def test_an_organiser_is_verified_once(catalog: Bench) -> None:
    catalog.when(VERIFY)
    catalog.then(OrganiserVerified(**BY, verified=True, suspended=False, turn=1))
    catalog.when(VERIFY)
    catalog.then(OrganiserRefused(organiser_id="olga", reason="already_verified"))


def test_all_that_a_suspended_organiser_sells_is_told(catalog: Bench) -> None:
    catalog.given(*SELLS, VERIFY)
    catalog.when(SUSPEND)
    catalog.then(OrganiserSuspended(**BY, verified=True, suspended=True, turn=2))
    catalog.when(TELL)
    catalog.then(suspended("e1", 2), suspended("e2", 2))


def test_who_is_reinstated_sells_again(catalog: Bench) -> None:
    catalog.given(SELLS[0], SUSPEND)
    catalog.when(REINSTATE)
    catalog.then(OrganiserReinstated(**BY, verified=False, suspended=False, turn=2))
    catalog.when(TELL)
    catalog.then(SalesReinstated(event_id="e1", turn=2))


def test_pages_of_an_overtaken_decision_tell_the_newest(catalog: Bench) -> None:
    catalog.given(Organiser("olga", suspended=False, turn=2), Selling("olga", "e1"))
    catalog.when(TELL)
    catalog.then(SalesReinstated(event_id="e1", turn=2))


def test_an_event_put_on_sale_late_is_told_too(catalog: Bench) -> None:
    catalog.given(SUSPEND)
    catalog.when(SELLS[0])
    catalog.then(suspended("e1", 1))


def test_a_second_copy_lists_it_once(catalog: Bench) -> None:
    catalog.given(SELLS[0])
    catalog.when(SELLS[0])
    catalog.then_rows(Selling("olga", "e1"))


@pytest.mark.parametrize(("said", "again", "reason"), [
    (SUSPEND, SUSPEND, "already_suspended"), (VERIFY, REINSTATE, "not_suspended"), (None, REINSTATE, "not_suspended"),
])  # fmt: skip
def test_what_is_so_already_is_refused(
    catalog: Bench, said: SuspendOrganiser | None, again: SuspendOrganiser, reason: str
) -> None:
    catalog.given(*([said] if said else []))
    catalog.when(again)
    catalog.then(OrganiserRefused(organiser_id="olga", reason=reason))


def test_a_second_copy_of_the_command_says_nothing_more(catalog: Bench) -> None:
    catalog.when(SUSPEND, id="s")
    catalog.when(SUSPEND, id="s")
    catalog.then_nothing()
