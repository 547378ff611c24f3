"""A trace begins at the door, and ends at the sockets."""

from typing import Any

import httpx2
import pytest

from choreography.memory.nats import MemoryNats
from choreography.sight.traceparent import trace_id
from tests.choreography.sight.notebook import ROOT, Notebook
from tests.edge.house import House, open_house

WISH = {"event_id": "opera", "seats": ["stalls-A1"]}


async def booked(house: House, **headers: str) -> tuple[httpx2.Response, str]:
    """The answer, and the traceparent of the command that was said."""
    said = await house.asks("POST", "/bookings", json=WISH, headers=headers)
    ((envelope, _),) = house.log.of("RequestBooking")
    return said, envelope.traceparent


@pytest.fixture
def traced(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("BOXOFFICE_TRACE_RATIO", "1")
    return monkeypatch


async def test_a_traced_request_is_the_root_of_what_it_says(traced: Any) -> None:
    async with open_house(book := Notebook()) as house:
        said, carried = await booked(house)
    (span,) = book.named("POST /bookings")
    assert span.traceparent == carried and span.parent == ""
    assert span.facts == {"http.response.status_code": said.status_code}
    (sent,) = book.named("edge publish")
    assert sent.parent == carried and sent.facts["message.type"] == "RequestBooking"


async def test_a_clients_own_trace_goes_on_but_it_does_not_choose_what_is_traced(traced: pytest.MonkeyPatch) -> None:
    async with open_house(Notebook()) as house:
        _, carried = await booked(house, traceparent=ROOT)
        assert trace_id(carried) == trace_id(ROOT) and carried != ROOT
    traced.setenv("BOXOFFICE_TRACE_RATIO", "0")
    async with open_house(book := Notebook()) as house:
        assert (await booked(house, traceparent=ROOT))[1] == "" and book.spans == []


async def test_a_client_that_is_trusted_chooses(traced: pytest.MonkeyPatch) -> None:
    traced.setenv("BOXOFFICE_TRACE_RATIO", "0")
    traced.setenv("BOXOFFICE_TRACE_TRUST", "1")
    async with open_house(book := Notebook()) as house:
        _, carried = await booked(house, traceparent=ROOT)
    (span,) = book.named("POST /bookings")
    assert trace_id(carried) == trace_id(ROOT) and span.parent == ROOT and book.in_trace() == book.spans


async def test_a_command_that_the_log_did_not_take_was_not_published(traced: Any) -> None:
    async with open_house(book := Notebook()) as house:
        house.log.away = True
        assert (await house.asks("POST", "/bookings", json=WISH)).status_code == 503
    assert [(span.name, span.error) for span in book.spans] == [("POST /bookings", "503")]


async def test_without_a_tracer_nothing_is_carried(house: House) -> None:
    assert (await booked(house, traceparent=ROOT))[1] == ""


async def test_a_word_that_is_traced_is_a_span_when_it_goes_out_to_the_sockets() -> None:
    body = b'{"channel": "booking:b", "from": 1, "to": 1, "body": {}}'
    async with open_house(book := Notebook()) as house:
        nats: MemoryNats = house.nats
        await nats.tell("live.booking.ann.b", body, (("traceparent", ROOT.encode()),))
        await nats.tell("live.booking.ann.b", body)
    (frame,) = book.spans
    assert (frame.name, frame.parent) == ("edge frame", ROOT) and trace_id(frame.traceparent) == trace_id(ROOT)
    assert frame.facts == {"frame.sockets": 0}
