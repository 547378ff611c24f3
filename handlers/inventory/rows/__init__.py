"""What inventory remembers: the counters of an event, its sections, each seat that was ever held, each hold."""

from handlers.inventory.rows.blocks import Block
from handlers.inventory.rows.holds import Bought, Hold
from handlers.inventory.rows.names import SEAT, placed, section_of
from handlers.inventory.rows.plan import Plan
from handlers.inventory.rows.seats import Seat
from handlers.inventory.rows.sections import SeatPrice, Section
from handlers.inventory.rows.stock import Stock
from handlers.inventory.rows.ticket_stock import TicketStock

__all__ = [
    "SEAT",
    "Block",
    "Bought",
    "Hold",
    "Plan",
    "Seat",
    "SeatPrice",
    "Section",
    "Stock",
    "TicketStock",
    "placed",
    "section_of",
]
