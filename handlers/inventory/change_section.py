from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import at
from contracts.inventory import (
    ChangeSection,
    SectionChanged,
    SectionChangeForbidden,
    SectionChangeInvalid,
    SectionChangeRefused,
    StockBack,
    StockSoldOut,
)
from contracts.seating import Layout, numbers, section_faults
from handlers.inventory.marks import others
from handlers.inventory.new_section import added
from handlers.inventory.own import ReplanSection
from handlers.inventory.resizing import resized, why_not
from handlers.inventory.rows import Plan, Seat, SeatPrice, Section, Stock
from handlers.inventory.service import inventory

OfSection = Annotated[Section | None, at("event_id", "section")]


@inventory.step
def change_section(
    asked: ChangeSection,
    stock: Annotated[Stock, at("event_id", within=5)],
    plan: Plan | None,
    section: OfSection,
    price: SeatPrice | None,
) -> Iterator[
    Stock | Plan | Section | ReplanSection | SectionChanged | SectionChangeRefused | SectionChangeForbidden
    | SectionChangeInvalid | StockSoldOut | StockBack
]:  # fmt: skip
    """Only the section knows which seats would leave: they are read by what it says to itself, which answers."""
    if not stock.obeys(asked):
        yield SectionChangeForbidden.of(asked, stock_seq=stock.version)
    elif wrong := tuple(section_faults(asked)):
        yield SectionChangeInvalid.of(asked, faults=wrong[:100], stock_seq=stock.version)
    elif section is None:
        yield from added(asked, stock, plan, price)
    elif asked.ticket_type not in ("", section.ticket_type):
        yield SectionChangeRefused.of(asked, reason="section_exists", stock_seq=stock.version)
    else:
        yield ReplanSection.of(asked, leaving=leaving(section, planned(section, asked)))


@inventory.step
def replan_section(
    own: ReplanSection,
    stock: Stock,
    plan: Plan | None,
    section: Annotated[Section, at("event_id", "section")],
    seats: Annotated[list[Seat], at("event_id", "leaving")],
) -> Iterator[
    Stock | Plan | Section | ReplanSection | SectionChanged | SectionChangeRefused | StockSoldOut | StockBack
]:
    """Where another change came between, other seats leave: once more."""
    new = planned(section, own)
    if not set(leaves := leaving(section, new)) <= set(own.leaving):
        yield ReplanSection.of(own, leaving=leaves)
        return
    more = len(new.names) - len(section.names)
    in_use = tuple(seat for seat in others(plan, [section], seats) if seat in leaves)
    if reason := why_not(stock, more, in_use):
        yield SectionChangeRefused.of(own, reason=reason, lost=in_use, stock_seq=stock.version)
        return
    yield new
    if plan and plan.knows(new) and (runs := plan.with_([new])) is not plan:
        yield runs
    yield from resized(own, new, stock, more)


def planned(section: Section, said: Layout) -> Section:
    return section.replanned(said.rows, numbers(said))


def leaving(section: Section, new: Section) -> tuple[str, ...]:
    return tuple(sorted(section.names - new.names))
