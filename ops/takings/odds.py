"""Who comes on a day: of a hundred buyers about so many of each kind, by their names."""

from collections.abc import Awaitable, Callable, Iterable
from types import ModuleType
from typing import Any

OFTEN = {
    "pays_by_card": 31,
    "pays_with_what_was_saved": 3,
    "proves_who_it_is": 5,
    "fails_to_prove_who_it_is": 1,
    "has_a_discount": 6,
    "has_a_free_ticket": 2,
    "is_declined": 5,
    "has_another_card": 3,
    "never_pays": 6,
    "pays_slowly": 5,
    "pays_slowly_and_in_vain": 2,
    "pays_another_way": 6,
    "pays_another_way_too_late": 2,
    "never_pays_another_way": 2,
    "cancels": 5,
    "gives_a_ticket_up": 3,
    "is_given_something_back": 3,
    "has_a_ticket_paid_back": 2,
    "disputes_and_wins": 1,
    "disputes_and_loses": 1,
    "is_refunded_at_the_second_try": 1,
    "pays_and_nobody_hears_of_it": 2,
}
LAPSING = ("never_pays", "never_pays_another_way", "pays_another_way_too_late")
"""Of these, those who need the end of a hold."""
DISPUTING = ("disputes_and_wins", "disputes_and_loses")
"""What a bank has of an event that is called off, nobody else can give back."""


def kinds(told: ModuleType, names: Iterable[str] = tuple(OFTEN)) -> dict[Callable[[Any], Awaitable[None]], int]:
    """What those of these names do there, each with its odds."""
    return {getattr(told, name): OFTEN[name] for name in names}
