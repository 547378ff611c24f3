from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import at
from contracts.catalog import EventCancelled, EventPublished, SectionPublished, places
from contracts.inventory import StockClosed, StockOpened
from contracts.seating import numbers
from handlers.inventory import add_ons
from handlers.inventory.quotas import opened
from handlers.inventory.rows import Plan, SeatPrice, Section, Stock, TicketStock
from handlers.inventory.service import inventory


@inventory.step
def open_stock(
    published: EventPublished, stock: Stock | None
) -> Iterator[Stock | Plan | TicketStock | SeatPrice | StockOpened]:
    if stock:
        return
    rules = {kind.name: kind for kind in published.ticket_types if kind.ruled}
    seats = max(0, published.capacity - places(published.ticket_types, published.quotas))
    own = {kind.name: kind.capacity for kind in published.ticket_types if kind.capacity} | {"": seats}
    yield Stock(
        published.event_id, published.capacity, published.currency, rules=rules,
        no_single_seats=published.no_single_seats, organiser_id=published.organiser_id, room=published.room,
        quotas=opened(published.quotas), remaining=own if published.quotas else {},
        terms=published.terms, add_ons=add_ons.opened(published.add_ons),
    )  # fmt: skip
    yield Plan(published.event_id, awaited=seats)
    for kind in published.ticket_types:
        if kind.capacity:
            yield TicketStock(published.event_id, kind.name, kind.price, kind.capacity)
        else:
            yield SeatPrice(published.event_id, kind.name, kind.price)
    yield StockOpened.of(published, capacity=published.capacity, stock_seq=1)


@inventory.step
def open_section(
    published: SectionPublished,
    stock: Stock,
    plan: Plan | None,
    section: Annotated[Section | None, at("event_id", "section")],
) -> Iterator[Section | Plan]:
    """The event's plan is as old as its stock: an event that has none is of before seats were picked."""
    new = (section or Section(published.event_id, published.section)).but(
        ticket_type=published.ticket_type, price=published.price, rows=published.rows, numbers=numbers(published)
    )
    yield new
    if plan and not plan.knows(new):
        yield plan.opened(new)


@inventory.step
def close_stock(cancelled: EventCancelled, stock: Stock | None) -> Iterator[Stock | StockClosed]:
    """Its publication stands before it in the log: one that was called off as a draft has no stock."""
    if stock and not stock.closed:
        yield stock.but(closed=True)
        yield StockClosed.of(stock, stock_seq=stock.version + 1)
