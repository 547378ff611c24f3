"""What is said around one code of Olga's: SPRING, a tenth off."""

from datetime import timedelta
from typing import Any

from choreography.testing import Bench
from contracts.bookings import (
    BookingCancelled,
    BookingExpired,
    BookingRejected,
    DiscountRequested,
    UseOfCode,
)
from contracts.prices import Discount
from contracts.promotions import (
    CreatePromotion,
    DeactivatePromotion,
    DiscountGranted,
    DiscountRefused,
    PromotionUsed,
    UseReturned,
    promotion_id,
)
from handlers.promotions.rows import Promotion

ID = promotion_id("olga", "SPRING")
OFF = Discount(code="SPRING", percent=1_000)
MINUTE = timedelta(minutes=1)


def who(booking: str = "b1", buyer: str = "ben", event: str = "e1") -> dict[str, Any]:
    return {"event_id": event, "booking_id": f"{event}-{booking}", "buyer_id": buyer}


def create(**other: Any) -> CreatePromotion:
    said: dict[str, Any] = {"organiser_id": "olga", "code": "SPRING", "percent": 1_000} | other
    return CreatePromotion(**{"promotion_id": promotion_id(said["organiser_id"], said["code"]), **said})


def deactivate(by: str = "olga", operator: bool = False) -> DeactivatePromotion:
    return DeactivatePromotion(promotion_id=ID, organiser_id=by, by_operator=operator)


def asks(booking: str = "b1", attempt: int = 1, **other: Any) -> DiscountRequested:
    return DiscountRequested(**who(booking, **other), promotion_id=ID, attempt=attempt)


def returned(booking: str = "b1", attempt: int = 1, **other: Any) -> UseReturned:
    return UseReturned(**who(booking, **other), promotion_id=ID, attempt=attempt)


def over(kind: type[BookingRejected | BookingExpired | BookingCancelled], use: UseOfCode | None) -> Any:
    said = {} if kind is BookingExpired else {"reason": "taken"}
    return kind(**who(), **said, use=use)


# the answers
def granted(booking: str = "b1", attempt: int = 1, **other: Any) -> DiscountGranted:
    return DiscountGranted(**who(booking, **other), attempt=attempt, discount=OFF)


def refused(reason: str, booking: str = "b1", attempt: int = 1, **other: Any) -> DiscountRefused:
    return DiscountRefused(**who(booking, **other), attempt=attempt, reason=reason)


def used(uses: int) -> PromotionUsed:
    return PromotionUsed(promotion_id=ID, uses=uses)


def uses(bench: Bench) -> int:
    found = bench.row(Promotion, ID)
    return found.uses if found else -1
