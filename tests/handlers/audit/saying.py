"""What audit hears in its tests."""

from choreography.testing import Bench
from contracts.base import Refused
from contracts.bookings import CancelBooking, RequestBooking
from contracts.inventory import SeatsReleased
from handlers.audit.chain import breaks
from handlers.audit.rows import Entry, Head

WHO = {"event_id": "opera", "booking_id": "opera-b1", "buyer_id": "ann"}


def asked(seat: str = "stalls-A1") -> RequestBooking:
    return RequestBooking(**WHO, seats=(seat,))


def cancel() -> CancelBooking:
    return CancelBooking(**WHO)


def released() -> SeatsReleased:
    return SeatsReleased(**WHO, seats=("stalls-A1",), stock_seq=2)


def refused() -> Refused:
    return Refused(command="c9", name="CancelBooking", about="opera-b1", reason="not_found")


def chain(bench: Bench) -> list[Entry]:
    found = [row for row in bench.books.rows.get(Entry, {}).values() if isinstance(row, Entry)]
    return sorted(found, key=lambda entry: entry.key)


def wrong(bench: Bench, entries: list[Entry]) -> list[str]:
    return list(breaks(bench.row(Head, "event_id", "opera"), entries))
