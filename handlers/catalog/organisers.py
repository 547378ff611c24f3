"""Operators verify organisers, suspend and reinstate them: each of their events is told."""

from collections.abc import Iterator
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import at
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
from handlers.catalog.service import catalog


@catalog.step
def verify_organiser(
    asked: VerifyOrganiser, organiser: Organiser | None
) -> Iterator[Organiser | OrganiserVerified | OrganiserRefused]:
    organiser = organiser or Organiser(asked.organiser_id)
    if organiser.verified:
        yield OrganiserRefused.of(asked, reason="already_verified")
        return
    yield (verified := organiser.but(verified=True, turn=organiser.turn + 1))
    yield OrganiserVerified.of(asked, verified)


@catalog.step
def suspend_organiser(
    asked: SuspendOrganiser, organiser: Organiser | None
) -> Iterator[Organiser | OrganiserSuspended | TellSalesAfter | OrganiserRefused]:
    """Whoever nothing was decided of yet can be suspended, too."""
    organiser = organiser or Organiser(asked.organiser_id)
    if organiser.suspended:
        yield OrganiserRefused.of(asked, reason="already_suspended")
        return
    yield (suspended := organiser.but(suspended=True, turn=organiser.turn + 1))
    yield OrganiserSuspended.of(asked, suspended)
    yield TellSalesAfter.of(suspended)


@catalog.step
def reinstate_organiser(
    asked: ReinstateOrganiser, organiser: Organiser | None
) -> Iterator[Organiser | OrganiserReinstated | TellSalesAfter | OrganiserRefused]:
    if organiser is None or not organiser.suspended:
        yield OrganiserRefused.of(asked, reason="not_suspended")
        return
    yield (reinstated := organiser.but(suspended=False, turn=organiser.turn + 1))
    yield OrganiserReinstated.of(asked, reinstated)
    yield TellSalesAfter.of(reinstated)


@catalog.step
def tell_sales(
    go_on: TellSalesAfter, organiser: Organiser, page: Annotated[Page[Selling], at("organiser_id", after="after")]
) -> Iterator[SalesSuspended | SalesReinstated | TellSalesAfter]:
    """What an operator decided since is told by pages of its own."""
    said = SalesSuspended if organiser.suspended else SalesReinstated
    yield from (said.of(selling, turn=organiser.turn) for selling in page)
    if page:
        yield TellSalesAfter.of(go_on, after=page[-1].event_id)


@catalog.step
def list_event(
    listed: EventListed, selling: Selling | None, organiser: Organiser | None
) -> Iterator[Selling | SalesSuspended]:
    """Who was suspended before the event was put on sale sells it no more than the others."""
    if selling is None:
        yield Selling(listed.organiser_id, listed.event_id)
    if organiser and organiser.suspended:
        yield SalesSuspended.of(listed, turn=organiser.turn)
