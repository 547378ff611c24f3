from collections.abc import Iterator, Sequence
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import Gone, at
from contracts.catalog import (
    EventForbidden,
    EventRefused,
    ImportPlan,
    PlanImported,
    PlanInvalid,
    SectionAdded,
    StagePlan,
)
from contracts.seating import Seating
from handlers.catalog.limits import wrong_plan
from handlers.catalog.own import ForgetPlan
from handlers.catalog.rows import Listing, PlanPart, Section
from handlers.catalog.service import catalog

Imported = Listing | Section | Gone | ForgetPlan | PlanImported | SectionAdded


@catalog.step
def stage_plan(
    asked: StagePlan, listing: Listing, part: PlanPart | None
) -> Iterator[Listing | PlanPart | ForgetPlan | EventForbidden | EventRefused]:
    """Nothing is judged before the last part is there. A plan that is begun drops one that is not whole."""
    if not listing.obeys(asked):
        yield EventForbidden.of(asked)
        return
    if reason := why_not(listing):
        yield EventRefused.of(asked, reason=reason)
        return
    if listing.plan != asked.plan_id:
        yield listing.but(plan=asked.plan_id)
        yield ForgetPlan.of(asked, plan_id=listing.plan)
    yield (part or PlanPart(asked.event_id, asked.part)).but(sections=asked.sections)


@catalog.step
def import_plan(
    asked: ImportPlan,
    listing: Listing,
    parts: Annotated[Page[PlanPart], at("event_id", after="plan_id")],
    sections: Annotated[Page[Section], at("event_id", after="start")],
) -> Iterator[
    Listing | Section | Gone | ForgetPlan | PlanImported | SectionAdded | PlanInvalid | EventForbidden | EventRefused
]:
    """All parts of a plan, and all sections that a draft may have, are one page."""
    if not listing.obeys(asked):
        yield EventForbidden.of(asked)
        return
    parts = Page(part for part in parts if part.plan_id == asked.plan_id)
    if reason := why_not(listing):
        yield EventRefused.of(asked, reason=reason)
        return
    if len(parts) != asked.staged or (parts and listing.plan != asked.plan_id):
        yield EventRefused.of(asked, reason="plan_incomplete")
        return
    yield from map(Gone, parts)
    plan = (*(one for part in parts for one in part.sections), *asked.sections)
    if wrong := wrong_plan(plan, listing.ticket_types):
        yield PlanInvalid.of(asked, faults=wrong)
        return
    yield from imported(asked, listing, plan, sections)


def imported(
    asked: ImportPlan, listing: Listing, plan: Sequence[Seating], old: Sequence[Section]
) -> Iterator[Imported]:
    prices, there = {kind.name: kind.price for kind in listing.ticket_types}, {one.section: one for one in old}
    seats = sum(sum(one.rows.values()) for one in plan)
    yield listing.but(plan="", sections=len(plan), seats=seats)
    if listing.plan != asked.plan_id:
        yield ForgetPlan.of(asked, plan_id=listing.plan)
    yield PlanImported.of(asked, sections=len(plan), seats=seats)
    for one in plan:
        price = prices[one.ticket_type]
        section = there.pop(one.section, None) or Section(asked.event_id, one.section, "", 0, {})
        yield section.but(ticket_type=one.ticket_type, price=price, rows=one.rows, listed=one.listed)
        yield SectionAdded.of(one, asked, price=price)
    yield from map(Gone, there.values())


@catalog.step
def forget_plan(own: ForgetPlan, parts: Annotated[Page[PlanPart], at("event_id", after="plan_id")]) -> Iterator[Gone]:
    yield from (Gone(part) for part in parts if own.plan_id and part.plan_id == own.plan_id)


def why_not(listing: Listing) -> str:
    """Why the event takes no plan, as a reason; empty if it does."""
    if listing.state != "draft":
        return "not_a_draft"
    return "venue_asked" if listing.planned else ""
