"""What the organiser allows of each ticket type: how many in one order and to one buyer, and when."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from contracts.base import Choice
from contracts.catalog import TicketType
from handlers.inventory.rows import Bought, Section, section_of

Count = Mapping[str, int]
"""Tickets, by their type."""


def counted(asked: Choice, plan: Mapping[str, Section]) -> Count:
    if not asked.seats:
        return {asked.ticket_type: asked.quantity}
    return Counter(plan[section_of(seat)].ticket_type for seat in asked.seats)


def broken(rules: Mapping[str, TicketType], count: Count, bought: Bought | None, at: datetime | None) -> str:
    """The first rule that is broken, as a reason. `at` is when it was asked; None where that does not matter."""
    for name, tickets in count.items():
        if (rule := rules.get(name)) and (reason := why_not(rule, tickets, bought.of(name) if bought else 0, at)):
            return reason
    return ""


def why_not(rule: TicketType, tickets: int, before: int, at: datetime | None) -> str:
    """Which of its rules so many more tickets would break, as a reason; empty if none."""
    if at and not ((rule.opens or at) <= at and (rule.closes is None or at < rule.closes)):
        return "type_not_on_sale"
    if tickets < rule.min_per_order:
        return "too_few"
    if tickets > rule.max_per_order:
        return "too_many"
    return "too_many_of_buyer" if rule.max_per_buyer and before + tickets > rule.max_per_buyer else ""


def limited(rules: Mapping[str, TicketType], count: Count) -> dict[str, int]:
    """Of this, what counts against what a buyer may have."""
    return {name: tickets for name, tickets in count.items() if name in rules and rules[name].max_per_buyer}
