"""When passes were last another."""

from datetime import timedelta

from handlers.views.passes import PassView
from tests.contract.reading.conftest import NOW, Shown, booking, event

LATER = NOW + timedelta(hours=1)


async def test_a_pass_is_as_old_as_the_newer_of_booking_and_event(shown: Shown) -> None:
    reading = await shown.views(
        booking("e-1"), booking("e-2", days=1), booking("f-1"), event("e", told_at=LATER), event("f", told_at=NOW)
    )
    found = [await reading.passes.changed(id_) for id_ in ("e-1", "e-2", "f-1", "e-9")]
    assert found == [LATER, NOW + timedelta(days=1), NOW, None]


async def test_a_device_has_the_passes_that_are_registered_there(shown: Shown) -> None:
    reading = await shown.views(
        booking("e-f-1"), booking("g-1"), event("e-f", told_at=LATER),
        PassView("phone", "e-f-1.2", True), PassView("phone", "e-f-1.1", True), PassView("phone", "e-f-1.3", False),
        PassView("watch", "e-f-1.1", True), PassView("phone", "g-1.10", True), PassView("phone", "g-9.1", True),
    )  # fmt: skip
    assert await reading.passes.of_device("phone") == {"e-f-1.1": LATER, "e-f-1.2": LATER, "g-1.10": NOW}
    assert await reading.passes.of_device("tablet") == {}
