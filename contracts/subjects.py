"""What is said over NATS, to whoever listens right now. Nothing of it is truth: it may be lost."""


def answer(command_id: str, body_hash: str) -> str:
    """The answer to a command, for those who asked with this body."""
    return f"answers.{command_id}.{body_hash}"


def event_feed(event_id: str) -> str:
    """What anybody may know of an event's sale, numbered by its `stock_seq`."""
    return f"live.event.{event_id}"


def booking_feed(buyer_id: str, booking_id: str) -> str:
    """What the buyer may know of a booking, numbered from 1."""
    return f"live.booking.{buyer_id}.{booking_id}"


def queue_feed(event_id: str) -> str:
    """What anybody may know of an event's queue, numbered from 1."""
    return f"live.queue.{event_id}"


def place_feed(buyer_id: str, place_id: str) -> str:
    """What a person may know of the own place in a queue, numbered from 1."""
    return f"live.place.{buyer_id}.{place_id}"


def cancellation_feed(event_id: str) -> str:
    """What an event's organiser may know of how far its calling off has come, numbered from 1."""
    return f"live.cancellation.{event_id}"


def notice_feed(recipient: str, notice_id: str) -> str:
    """That a notice came into a person's inbox: one word each."""
    return f"live.notice.{recipient}.{notice_id}"


def breaker_reset(service: str, dependency: str) -> str:
    """An operator has the service call its dependency again, now."""
    return f"breakers.{service}.{dependency}"


def buyer_of(subject: str) -> str:
    """Whose booking, place or notice the feed is of; empty for a feed that anybody may follow."""
    kind, _, rest = subject.removeprefix("live.").partition(".")
    return rest.partition(".")[0] if kind in ("booking", "place", "notice") else ""


ANSWERS = "answers.>"
LIVE = "live.>"
HEADS = "heads"
"""The last numbers of the feeds that changed lately, so that a lost last message is noticed."""
REVOKED = "revoked"
"""A session that is over from now on: the body is its `sid`."""
MEMBERS = "members"
"""What a person is in an organisation from now on: JSON of `account_id`, `organisation_id` and `role`, which is empty
for who is no member any more."""
RISKS = "risks"
"""Whose risk is another from now on: JSON of `account_id` and `risk`."""
TOLD = {
    "email": (breaker_reset("email", "*"),),
    "identity": (REVOKED, breaker_reset("identity", "*"), breaker_reset("edge", "*")),
    "payments": (breaker_reset("payments", "*"),),
    "realtime": (LIVE, HEADS),
    "users": (MEMBERS, RISKS),
}
"""What each service tells, besides answers."""
HEARD = {
    "edge": (ANSWERS, LIVE, HEADS, REVOKED, MEMBERS, RISKS, breaker_reset("edge", "*")),
    "operator": (ANSWERS,),
}
"""Who listens, besides services to the breakers that are theirs."""
