"""Each verdict of a gate, judged by what inventory had said before; and who has money back for a used ticket."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from choreography.changes import Said
from handlers.bookings.rows import Booking
from ops.check.breaches_gates import ticketless, unnoted
from ops.simulate.books import rows
from ops.simulate.diary import Broken, Diary
from ops.simulate.world import World


@dataclass
class Tickets:
    """Of one booking, as inventory has told of them so far."""

    size: int
    issue: int = 1
    void: set[int] = field(default_factory=set)
    inside: set[int] = field(default_factory=set)
    over: bool = False

    def verdict(self, number: int, issue: int) -> str:
        """Why nobody comes in by it, as a reason; empty if somebody does."""
        good = not self.over and 1 <= number <= self.size and number not in self.void and issue == self.issue
        if not good:
            return "void"
        return "already_admitted" if number in self.inside else ""


@dataclass
class Gates:
    """`scans` are the issues that were shown, by the ids of the commands."""

    scans: Mapping[str, int]
    tickets: dict[str, Tickets] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)

    def judged(self, facts: Iterable[Said]) -> Iterator[str]:
        """What was wrong in these, which lie in the order in which they were said."""
        for said in facts:
            if said.envelope.type in HEARD:
                yield from HEARD[said.envelope.type](self, json.loads(said.body), said.envelope.causation)

    def issued(self, said: dict[str, Any], cause: str) -> Iterator[str]:
        self.tickets[said["booking_id"]] = Tickets(len(said["codes"]))
        yield from ()

    def reissued(self, said: dict[str, Any], cause: str) -> Iterator[str]:
        self.tickets[said["booking_id"]].issue = said["issue"]
        yield from ()

    def some_voided(self, said: dict[str, Any], cause: str) -> Iterator[str]:
        self.tickets[said["booking_id"]].void.update(said["tickets"])
        yield from ()

    def voided(self, said: dict[str, Any], cause: str) -> Iterator[str]:
        self.tickets[said["booking_id"]].over = True
        yield from ()

    def called_off(self, said: dict[str, Any], cause: str) -> Iterator[str]:
        self.closed.add(said["event_id"])
        yield from ()

    def admitted(self, said: dict[str, Any], cause: str) -> Iterator[str]:
        if reason := self.expected(said, cause):
            yield f"{said['ticket']} let somebody in, and was {reason}"
        self.tickets[said["booking_id"]].inside.add(number_of(said))

    def refused(self, said: dict[str, Any], cause: str) -> Iterator[str]:
        inside = number_of(said) in self.tickets[said["booking_id"]].inside
        reason = self.expected(said, cause) if cause in self.scans else "" if inside else "not_admitted"
        if reason != said["reason"]:
            yield f"{said['ticket']} was refused as {said['reason']}, and was {reason or 'good'}"

    def taken_back(self, said: dict[str, Any], cause: str) -> Iterator[str]:
        inside = self.tickets[said["booking_id"]].inside
        if number_of(said) not in inside:
            yield f"{said['ticket']} was taken back, and nobody was in"
        inside.discard(number_of(said))

    def expected(self, said: dict[str, Any], cause: str) -> str:
        if said["event_id"] in self.closed:
            return "event_cancelled"
        return self.tickets[said["booking_id"]].verdict(number_of(said), self.scans[cause])


HEARD = {
    "TicketsIssued": Gates.issued,
    "TicketsReissued": Gates.reissued,
    "SomeTicketsVoided": Gates.some_voided,
    "TicketsVoided": Gates.voided,
    "StockClosed": Gates.called_off,
    "TicketAdmitted": Gates.admitted,
    "AdmissionRefused": Gates.refused,
    "AdmissionTakenBack": Gates.taken_back,
}


def number_of(said: dict[str, Any]) -> int:
    return int(said["ticket"].rpartition(".")[2])


def tickets_of_all(world: World) -> None:
    """At every moment an admission is of a ticket. Raises Broken."""
    if wrong := list(ticketless(world.books)):
        raise Broken(f"admitted without a ticket: {wrong}")


def wrong_verdicts(world: World, scans: Mapping[str, int]) -> Iterator[str]:
    """At the end: each verdict was right, bookings knows of it, and nobody gave back what was known to be used."""
    for (service, _), facts in world.diary.facts.items():
        if service == "inventory":
            yield from Gates(scans).judged(facts)
    yield from (f"bookings does not know who came in: {one}" for one in unnoted(world.books))
    yield from used_and_paid(world)


def used_and_paid(world: World) -> Iterator[str]:
    """Whatever its buyer gave back was not known to be used, or is by now taken back."""
    bookings = {one.booking_id: one for one in rows(world, "bookings", Booking)}
    for booking_id, tickets in given_back(world.diary):
        one = bookings[booking_id]
        blind = {*one.handed_back}
        yield from (f"{booking_id}.{n} was used and given back" for n in tickets or one.tickets if n not in blind)
        world.diary.reached["crossed with a scan"] += len(one.crossed)


def given_back(diary: Diary) -> Iterator[tuple[str, tuple[int, ...]]]:
    """By the buyers: bookings, and which of the tickets; none named are all that were left."""
    for (service, _), facts in diary.facts.items():
        for said in facts if service == "bookings" else ():
            told = json.loads(said.body) if said.envelope.type in ("BookingCancelled", "TicketsGivenUp") else {}
            if told.get("returned") and told.get("reason", "buyer") == "buyer":
                yield told["booking_id"], tuple(told.get("tickets", ()))
