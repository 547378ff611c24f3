"""What operators see of discount codes."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from handlers.promotions.rows import Promotion

LISTS = ("ticket_types", "event_ids")
CODES = f"""select organiser_id, code, percent, amount, currency, min_tickets, valid_from, valid_until, uses_at_most,
    per_buyer, active, uses, {", ".join(f"array(select jsonb_array_elements_text({name})) as {name}" for name in LISTS)}
from promotion order by organiser_id, code"""  # noqa: S608 the columns are ours


@dataclass(frozen=True, slots=True)
class Code:
    """One that an organiser gave out; what is empty, or 0, does not bound it."""

    organiser_id: str
    code: str
    percent: int
    amount: int
    currency: str
    min_tickets: int
    valid_from: datetime | None
    valid_until: datetime | None
    uses_at_most: int
    per_buyer: int
    active: bool
    uses: int
    ticket_types: tuple[str, ...] = ()
    event_ids: tuple[str, ...] = ()


def codes(promotions: Iterable[Promotion]) -> list[Code]:
    found = [Code(**{field.name: getattr(one, field.name) for field in fields(Code)}) for one in promotions]
    return sorted(found, key=lambda one: (one.organiser_id, one.code))
