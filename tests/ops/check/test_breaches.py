"""Each breach is found: in the books of a mesh in memory by its function, in the tables by its query."""

from dataclasses import replace

import pytest

from choreography.changes import Changes, Said, Waiting
from choreography.envelope import Envelope
from choreography.ports import Violation
from handlers.email.rows import Delivery
from handlers.inventory.add_ons import AddOnStock
from handlers.inventory.rows import Stock
from handlers.payments.rows import LedgerEntry, Refund
from tests.ops.check.cases import CASES
from tests.ops.check.checked import Checked
from tests.ops.check.given import CONTACT, LATER, LONG_AGO, NOW, booked, booking, intent, mail, view


@pytest.mark.parametrize("name", CASES)
async def test_what_is_wrong_is_found_and_nothing_else(checked: Checked, name: str) -> None:
    await checked.given(**CASES[name])
    found = await checked.breached()
    assert found.pop(name) >= 1 and not found


async def test_a_change_that_was_told_and_not_mailed_is_found(checked: Checked) -> None:
    told = mail("e", "<1>"), Delivery("e", "changed", "ann", "e-b/1", "<2>", "sent")
    await checked.given(views=[view(state="cancelled", codes=(), change=2)], email=[CONTACT, *told])
    assert await checked.breached() == {"who has a booking is told of a change": 1}
    await checked.given(email=[Delivery("e", "changed", "ann", "e-b/2", "<3>", "sent")])
    assert await checked.breached() == {}


@pytest.mark.parametrize("part", [300, 600])
async def test_what_a_bank_keeps_in_the_place_of_the_rest_is_not_in_the_place_of_a_part(
    checked: Checked, part: int
) -> None:
    rest = 900 - part
    paid = replace(intent("refunded"), granted=part, grants=1, parts=(part,), lost=rest, by_bank=rest, over="cancelled")
    settled = Refund("e", "e-b", "1", "ann", "pi_1", part, "EUR", "settled", settled_by="dispute")
    await checked.given(
        bookings=[booking("cancelled", price=900, currency="EUR", granted=part)],
        payments=[paid, settled, *booked(part)],
    )
    assert (await checked.breached())["what was granted goes back"] == 1


async def test_an_oversold_event_is_not_even_saved(checked: Checked) -> None:
    with pytest.raises(Violation):
        await checked.given(inventory=[Stock("e", 1, "EUR", sold=2)])
    with pytest.raises(Violation):
        parking = AddOnStock(price=1, capacity=3, held=2, sold=2)
        await checked.given(inventory=[Stock("e", 1, "EUR", add_ons={"parking": parking})])


async def test_one_side_of_a_movement_is_found_or_not_even_saved(checked: Checked, dsn: str) -> None:
    given = checked.given(payments=[LedgerEntry("e", "e-b", "c/buyer", "c", "buyer", -900, "EUR")])
    if dsn:
        with pytest.raises(Violation):
            await given
    else:
        await given
        assert await checked.breached() == {"the books balance": 1}


async def test_what_waits_in_the_engine_is_found(checked: Checked) -> None:
    def envelope(id_: str) -> Envelope:
        return Envelope(id_, "Expire", "bookings", NOW, "bookings.events", "e", "e-b", id_)

    store = checked.stores["bookings"]
    said = [Said(envelope("said"), b"{}", 0)]
    waits = [
        Waiting(envelope(f"w{n}"), b"{}", 0, why, LONG_AGO, NOW) for n, why in enumerate(("dead", "self", "parked"))
    ]  # type: ignore[arg-type]
    later = Waiting(envelope("later"), b"{}", 0, "self", LATER, NOW)
    await store.save(Changes(lanes=await store.take([0]), said=said, waits=[*waits, later]))
    assert await checked.breached() == {
        "bookings is heard": 1, "bookings has no dead letters": 2, "bookings keeps up": 1,
    }  # fmt: skip
