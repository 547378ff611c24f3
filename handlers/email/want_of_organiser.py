from collections.abc import Iterator
from datetime import datetime

from contracts.catalog import Decided, OrganiserReinstated, OrganiserSuspended, OrganiserVerified
from contracts.email import Kind
from handlers.email.own import MailDue
from handlers.email.service import email
from handlers.email.want_of_account import NEWS

DECIDED: dict[type[Decided], Kind] = {
    OrganiserVerified: "verified",
    OrganiserSuspended: "suspended",
    OrganiserReinstated: "reinstated",
}


@email.step
def organiser_decided(
    said: OrganiserVerified | OrganiserSuspended | OrganiserReinstated, asked_at: datetime, now: datetime
) -> Iterator[MailDue]:
    """Each decision is a matter of its own."""
    if now - asked_at < NEWS:
        who, facts = said.organiser_id, {"reason": said.reason}
        yield MailDue(about=who, kind=DECIDED[type(said)], recipient=who, matter=f"turn {said.turn}", facts=facts)
