"""What several of its messages are about."""

from pydantic import BaseModel, ConfigDict, Field

from contracts.base import Message, OfEvent
from contracts.rights import MemberRole


class UseOfCode(BaseModel):
    """A booking's use of a discount code; `attempt` counts how often the booking asked for one."""

    model_config = ConfigDict(frozen=True)

    promotion_id: str
    attempt: int = 1
    granted: bool = False
    """Until it is, the booking does not ask for its seats."""

    def again(self) -> "UseOfCode":
        return UseOfCode(promotion_id=self.promotion_id, attempt=self.attempt + 1)

    def had(self) -> "UseOfCode":
        return self.model_copy(update={"granted": True})


class OfSeats(Message, carries=("stock_seq",)):
    """About a booking as inventory told of its seats last."""

    stock_seq: int = 0
    """The number that it told with them; 0 where it told none yet, and in words of before that was said."""


class OfBookingAsked(OfEvent, key="event_id", subject="booking_id", carries=("booking_id",)):
    """About one booking, where who asks need not be its buyer."""

    booking_id: str


class ByOrganiserOf(OfBookingAsked, carries=("asker_id", "by_operator")):
    """Who asks, as the edge read it from the access token: the event's organiser, or an operator."""

    asker_id: str
    by_operator: bool = False
    roles: dict[str, MemberRole] = Field(default_factory=dict)
    """What the asker is as a member, by organisation, as the edge looked it up."""
