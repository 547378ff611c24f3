"""What of an event is held and what is sold, as a page shows it, from books in memory."""

from typing import Any

from choreography.memory.books import Books
from contracts.catalog import AddOn, Quota, TicketType
from handlers.views.rows import EventView, SeatView, SectionView, TypeView
from ops.memory.rows import all_of, one_of


def types(views: Books, event: EventView) -> list[dict[str, Any]]:
    """Those that are sold without a seat, in their order."""
    found = []
    for kind in event.ticket_types:
        if kind.capacity > 0:
            said = {"name": kind.name, "price": kind.price, "capacity": kind.capacity}
            counted = of_type(views, event, kind.name)
            found.append({**said, **counts(counted), "free": free(views, event, kind, counted)})
    return found


def add_ons(views: Books, event: EventView) -> list[dict[str, Any]]:
    """In their order."""
    found = []
    for one in event.add_ons:
        said, counted = one.model_dump(include={"name", "price", "capacity"}), of_type(views, event, one.name)
        left = {"free": free(views, event, one, counted)}
        found.append({**said, "held": counted.held, "sold": counted.sold, **left})
    return found


def free(views: Books, event: EventView, kind: TicketType | AddOn, counted: TypeView) -> int:
    """The least of its own and of its quotas."""
    shared = zip(quotas(views, event), event.quotas, strict=True)
    mine: list[int] = [
        one["size"] - one["held"] - one["sold"] - one["blocked"] for one, quota in shared if shares(quota, kind)
    ]
    return max(0, min([kind.capacity - sum(counts(counted).values()), *mine]))


def shares(quota: Quota, kind: TicketType | AddOn) -> bool:
    return kind.name in (*quota.ticket_types, *quota.add_ons)


def quotas(views: Books, event: EventView) -> list[dict[str, Any]]:
    """In their order; each has the counts of its types and add-ons."""
    found = []
    for quota in event.quotas:
        mine = [counts(of_type(views, event, name)) for name in (*quota.ticket_types, *quota.add_ons)]
        summed = {count: sum(one[count] for one in mine) for count in ("held", "sold", "blocked")}
        found.append({"name": quota.name, "size": quota.size, **summed})
    return found


def of_type(views: Books, event: EventView, name: str) -> TypeView:
    return one_of(views, TypeView, event.event_id, name) or TypeView(event.event_id, name)


def sections(views: Books, event: EventView, only: str = "", with_rows: bool = False) -> list[dict[str, Any]]:
    """By name."""
    return [section(one, with_rows) for one in planned(views, event, only)]


def planned(views: Books, event: EventView, only: str = "") -> list[SectionView]:
    """The sections of its plan, by name."""
    mine = [one for one in all_of(views, SectionView) if one.event_id == event.event_id and only in ("", one.section)]
    new = [one for one in mine if one.plan_version >= event.plan_version or one.layout_seq >= 0]
    return sorted(new, key=lambda one: one.section)


def plan(views: Books, event: EventView, only: str) -> list[dict[str, Any]]:
    """As it may be imported."""
    return [
        {"section": one.section, "ticket_type": one.ticket_type, "rows": rows(one)}
        for one in planned(views, event, only)
    ]


def rows(one: SectionView) -> dict[str, Any]:
    """Each its number of seats, or a list of them."""
    return one.rows | {row: [seat.model_dump() for seat in seats] for row, seats in one.listed.items()}


def section(one: SectionView, with_rows: bool) -> dict[str, Any]:
    said: dict[str, Any] = {"name": one.section, "ticket_type": one.ticket_type, "price": one.price}
    said |= {"rows": rows(one)} if with_rows else {}
    return said | {"seats": sum(one.rows.values())} | counts(one)


def counts(one: EventView | SectionView | TypeView) -> dict[str, int]:
    return {"held": one.held, "sold": one.sold, "blocked": one.blocked}


def taken(views: Books, event_id: str, section: str) -> dict[str, str]:
    """The seats that are not free, by name."""
    prefix = f"{section}-" if section else ""
    mine = [one for one in all_of(views, SeatView) if one.event_id == event_id and one.state != "free"]
    return {one.seat: one.state for one in sorted(mine, key=lambda one: one.seat) if one.seat.startswith(prefix)}
