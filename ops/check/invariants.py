"""All invariants: of seats, gates, venues, queues, money, invoices, promotions and mails, and those of each engine."""

from ops import registry
from ops.check.invariant import Invariant
from ops.check.invariants_gates import GATES
from ops.check.invariants_invoices import INVOICES
from ops.check.invariants_mail import MAIL
from ops.check.invariants_money import MONEY
from ops.check.invariants_promotions import PROMOTIONS
from ops.check.invariants_queues import QUEUES
from ops.check.invariants_seats import SEATS
from ops.check.invariants_venues import VENUES


def invariants() -> tuple[Invariant, ...]:
    of_services = (one for name in registry.NAMES for one in of_service(name))
    return (*SEATS, *GATES, *VENUES, *QUEUES, *MONEY, *INVOICES, *PROMOTIONS, *MAIL, *of_services)


def of_service(name: str) -> tuple[Invariant, ...]:
    """What holds for the engine's own tables in each schema."""
    return (
        Invariant(
            f"{name} is heard",
            "everything that was said is published",
            f"select id, topic from {name}.outbox",  # noqa: S608
        ),
        Invariant(
            f"{name} has no dead letters",
            "no message waits for an operator",
            f"select id, reason, error from {name}.waiting where reason in ('dead', 'parked')",  # noqa: S608
        ),
        Invariant(
            f"{name} keeps up",
            "nothing that is due waits, nothing is early for long",
            f"""select id, reason, due from {name}.waiting
                where reason in ('self', 'next', 'early') and due < now() - interval '5 seconds'""",  # noqa: S608
        ),
    )
