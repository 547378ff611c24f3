from itertools import permutations

import pytest

from choreography.testing import START, Bench
from contracts.base import Message
from contracts.inventory import AdmissionTakenBack, TicketAdmitted
from handlers.views.admissions import AdmissionView

TICKET = {"event_id": "e1", "booking_id": "e1-b1", "ticket": "e1-b1.1", "place": "stalls-A1"}
STORY: tuple[Message, ...] = (
    TicketAdmitted(**TICKET, gate="north", admitted_at=START, turn=1),
    AdmissionTakenBack(**TICKET, gate="north", turn=2),
    TicketAdmitted(**TICKET, gate="south", admitted_at=START, turn=3),
)


def test_who_came_in_is_shown(views: Bench) -> None:
    views.when(STORY[0])
    views.then_rows(AdmissionView("e1", "e1-b1.1", "admitted", "stalls-A1", "north", START, 1))


def test_what_was_taken_back_is_not(views: Bench) -> None:
    views.given(STORY[0])
    views.when(STORY[1])
    views.then_rows(AdmissionView("e1", "e1-b1.1", "taken_back", "stalls-A1", "north", turn=2))


@pytest.mark.parametrize("order", [*permutations(STORY)], ids=lambda order: "".join(str(one.turn) for one in order))
def test_the_last_word_counts_in_whatever_order_and_how_often_they_come(
    views: Bench, order: tuple[Message, ...]
) -> None:
    for said in (*order, *order):
        views.when(said)
    views.then_rows(AdmissionView("e1", "e1-b1.1", "admitted", "stalls-A1", "south", START, 3))
