"""What really happened in a simulated day, seen from outside the mesh."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from choreography.changes import Changes, Said
from ops.simulate.odds import Odds


class Broken(AssertionError):
    """An invariant does not hold."""


MONEY = {
    "PaymentRefunded": "refunded",
    "PaymentFailed": "declined",
    "PaymentSettling": "settling",
    "TicketsGivenUp": "tickets given up",
    "PaidOffline": "paid another way",
    "OfflineRefundDue": "owed back",
}


GATES = {
    "TicketAdmitted": "let in",
    "AdmissionRefused": "not let in",
    "AdmissionTakenBack": "scan taken back",
    "TicketsReissued": "tickets reissued",
}


def gates(said: Said) -> str:
    """What happened at a gate, or because of it; empty if nothing did."""
    return "used and kept" if b'"ticket_used"' in said.body else GATES.get(said.envelope.type, "")


def money(said: Said) -> str:
    """What happened to somebody's money; empty if nothing did."""
    if said.envelope.type == "BookingCancelled" and b"paid_too_late" in said.body:
        return "paid too late"
    if said.envelope.type == "BookingRequested" and b'"attempt":2' in said.body:
        return "late money"
    if said.envelope.type == "PaymentRefunded" and b'"refund_id":""' not in said.body:
        return "refunded in part"
    return MONEY.get(said.envelope.type, "")


@dataclass
class Diary:
    """`facts` are the rows that were committed to the outboxes, in order, by service and partition."""

    rng: random.Random
    odds: Odds
    facts: dict[tuple[str, int], list[Said]] = field(default_factory=dict)
    handled: Counter[tuple[str, str]] = field(default_factory=Counter)
    reached: Counter[str] = field(default_factory=Counter)
    """How often the rare things happened: a run that never reached them proves little."""
    check: Callable[[], None] = lambda: None
    """What must hold after every commit; raises Broken."""
    broken: str = ""
    told: dict[str, set[str]] = field(default_factory=dict)
    """By type, the subjects of what was said."""

    def chance(self, probability: float) -> bool:
        return probability > 0 and self.rng.random() < probability

    def heard(self, type: str, subject: str) -> bool:
        """Was such a thing said of it?"""
        return subject in self.told.get(type, ())

    def overdue(self, said: Said) -> str:
        late = said.envelope.type == "BookingExpired" and self.heard("BookingDue", said.envelope.subject)
        return "never paid another way" if late else ""

    def committed(self, service: str, changes: Changes) -> None:
        for said in changes.said:
            self.facts.setdefault((service, said.partition), []).append(said)
            self.told.setdefault(said.envelope.type, set()).add(said.envelope.subject)
            if name := money(said) or gates(said) or self.overdue(said):
                self.reached[name] += 1
        for heard in changes.heard:
            self.handled[service, heard.id] += 1
            if self.handled[service, heard.id] > 1:
                self.broken = f"{service} handled {heard.type} twice"
        self.reached.update(waiting.reason for waiting in changes.waits)
        try:
            self.check()
        except Broken as broken:
            self.broken = self.broken or str(broken)
        self.reached["answered"] += len(changes.answered)
        self.reached["released"] += len(changes.released)
