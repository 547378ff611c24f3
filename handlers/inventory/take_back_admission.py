from collections.abc import Iterator

from contracts.inventory import AdmissionForbidden, AdmissionRefused, AdmissionTakenBack, TakeBackAdmission
from handlers.inventory.admissions import Admission
from handlers.inventory.rows import Stock
from handlers.inventory.service import inventory


@inventory.step
def take_back_admission(
    asked: TakeBackAdmission, stock: Stock, before: Admission | None
) -> Iterator[Admission | AdmissionTakenBack | AdmissionRefused | AdmissionForbidden]:
    """Whatever became of the ticket since: that nobody came in by it stays true."""
    if not stock.obeys(asked, "gate"):
        yield AdmissionForbidden.of(asked, stock_seq=stock.version)
        return
    if before is None or not before.is_in:
        yield AdmissionRefused.of(asked, reason="not_admitted", stock_seq=stock.version)
        return
    yield (after := before.but(state="taken_back", turn=before.turn + 1))
    yield AdmissionTakenBack.of(asked, after, turn=after.turn, stock_seq=stock.version)
