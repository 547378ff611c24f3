from collections.abc import Iterator

from contracts.inventory import ReissueForbidden, ReissueTickets, TicketsNotReissued, TicketsReissued
from handlers.inventory.codes import ticket_codes
from handlers.inventory.rows import Hold, Stock
from handlers.inventory.service import inventory

ISSUES_AT_MOST = 20
"""Of one booking: each leaves void tickets behind, which every gate must know."""


@inventory.step
def reissue_tickets(
    asked: ReissueTickets, stock: Stock, hold: Hold
) -> Iterator[Stock | Hold | TicketsReissued | TicketsNotReissued | ReissueForbidden]:
    """Nothing is sold or freed, but it stands in the order of the sale: what is good now, the last word says."""
    if hold.buyer_id != asked.buyer_id:
        yield ReissueForbidden.of(asked, stock_seq=stock.version)
        return
    if reason := why_not(hold):
        yield TicketsNotReissued.of(asked, reason=reason, stock_seq=stock.version)
        return
    again = hold.but(issue=hold.issue + 1)
    yield again
    yield stock.changed()
    yield TicketsReissued.of(
        asked, again, codes=ticket_codes(again), issue=again.issue, void=again.void, stock_seq=stock.version + 1
    )


def why_not(hold: Hold) -> str:
    if hold.state != "sold":
        return "no_tickets"
    return "reissued_too_often" if hold.issue >= ISSUES_AT_MOST else ""
