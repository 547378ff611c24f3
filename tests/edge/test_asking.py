import base64
from typing import Any

import pytest

from choreography.intake import body_hash
from contracts.base import Message, Refused
from contracts.bookings import BookingConfirmed, BookingRejected, RequestBooking
from edge.asking.acceptance import Acceptance
from edge.asking.asked import Asked
from edge.asking.waiting import REMEMBERED, Waiting
from edge.problem import Problem
from tests.edge.house import House, open_house

WISH = {"event_id": "e1", "seats": ["stalls-A1"]}
WAITING = {"Prefer": "wait=5"}
ASKED = Asked("ann", "k1", keyed=True, wait=0, correlation="", traceparent="")


def wish(seat: str = "stalls-A1") -> RequestBooking:
    return RequestBooking(event_id="e1", booking_id="e1-b1", buyer_id="ann", seats=(seat,))


def confirmed(name: str, body: dict[str, Any]) -> Message | None:
    if name != "RequestBooking":
        return None
    return BookingConfirmed(**body, price=0, currency="EUR", stock_seq=2)


def rejected(name: str, body: dict[str, Any]) -> Message | None:
    if name != "RequestBooking":
        return None
    who = {name: body[name] for name in ("event_id", "booking_id", "buyer_id")}
    return BookingRejected(**who, reason="taken", lost=("a",), stock_seq=7)


def turned_away(name: str, body: dict[str, Any]) -> Message | None:
    who = {name: body[name] for name in ("event_id", "booking_id", "buyer_id")}
    return BookingRejected(**who, reason="no_turn")


def not_found(name: str, body: dict[str, Any]) -> Message | None:
    return Refused(command="c1", name=name, about="e1", reason="not_found") if name == "RequestBooking" else None


async def test_a_command_is_accepted_once_the_log_has_it(house: House) -> None:
    said = await house.asks("POST", "/bookings", json=WISH)
    ((envelope, body),) = house.log.of("RequestBooking")
    assert said.status_code == 202 and said.json()["id"] == body["booking_id"]
    assert said.json()["channel"] == f"booking:{body['booking_id']}"
    assert said.headers["location"].startswith(f"/bookings/{body['booking_id']}?accepted=")
    assert (envelope.topic, envelope.key, envelope.actor) == ("bookings.commands", "e1", "ann")
    assert envelope.correlation == said.headers["x-correlation-id"]
    assert envelope.route == "POST /bookings"


async def test_a_route_is_told_without_the_ids_in_its_path(house: House) -> None:
    await house.asks("DELETE", "/bookings/e1-b1")
    assert [envelope.route for envelope, _ in house.log.of("CancelBooking")] == ["DELETE /bookings/{booking_id}"]


async def test_an_answer_that_is_faster_than_the_acknowledgement_is_heard(house: House) -> None:
    house.log.replies = confirmed
    said = await house.asks("POST", "/bookings", json=WISH, headers=WAITING)
    assert (said.status_code, said.json()["type"], said.json()["seats"]) == (201, "BookingConfirmed", ["stalls-A1"])
    assert said.headers["preference-applied"] == "wait=5"


async def test_a_refusal_is_a_problem_of_its_reason(house: House) -> None:
    house.log.replies = rejected
    said = await house.asks("POST", "/bookings", json=WISH, headers=WAITING)
    assert (said.status_code, said.json()["code"], said.json()["lost"]) == (409, "taken", ["a"])
    assert said.json()["stock_seq"] == 7
    house.log.replies = turned_away
    said = await house.asks("POST", "/bookings", json=WISH, headers=WAITING)
    assert said.json()["code"] == "no_turn" and "stock_seq" not in said.json()
    house.log.replies = not_found
    said = await house.asks("POST", "/bookings", json=WISH, headers=WAITING)
    assert (said.status_code, said.json()["code"]) == (404, "not_found")


async def test_without_kafka_the_booking_is_named_for_the_next_try(house: House) -> None:
    house.log.away = True
    tries = [await house.asks("POST", "/bookings", json=WISH, headers={"Idempotency-Key": "k1"}) for _ in range(2)]
    assert [one.status_code for one in tries] == [503, 503] and int(tries[0].headers["retry-after"]) > 0
    assert tries[0].json()["id"] == tries[1].json()["id"] and tries[0].json()["id"].startswith("e1-")


async def test_a_key_is_the_commands_id_and_the_bookings(house: House) -> None:
    for who, key in (("ann", "k1"), ("ann", "k1"), ("ben", "k1"), ("ann", "k2")):
        await house.asks("POST", "/bookings", who, json=WISH, headers={"Idempotency-Key": key})
    said = house.log.of("RequestBooking")
    assert [len({one[0].id for one in said}), len({one[1]["booking_id"] for one in said})] == [3, 3]
    assert said[0][0].id == said[1][0].id


async def test_a_key_with_another_body_is_refused_before_it_is_sent(house: House) -> None:
    await house.world.desk.ask(wish(), ASKED, 0)
    with pytest.raises(Problem) as refused:
        await house.world.desk.ask(wish("stalls-A2"), ASKED, 0)
    assert refused.value.code == "idempotency_key_reused" and len(house.log.of("RequestBooking")) == 1


async def test_a_key_that_is_none_is_refused(house: House) -> None:
    said = await house.asks("POST", "/bookings", json=WISH, headers={"Idempotency-Key": "x" * 200})
    assert said.status_code == 422 and said.json()["errors"][0]["field"] == "Idempotency-Key"


async def test_no_answer_in_time_is_an_acceptance_and_nobody_is_left_waiting(house: House) -> None:
    assert await house.world.desk.ask(wish(), ASKED, 0.01) is None
    assert not any(token.startswith(ASKED.command_id) for token in house.world.waiting.waiters)


async def test_an_answer_after_its_time_is_dropped_and_counted_once(house: House) -> None:
    await house.world.desk.ask(wish(), ASKED, 0.01)
    subject = f"answers.{ASKED.command_id}.{body_hash(wish().model_dump_json().encode())}"
    for _ in range(2):
        house.world.waiting.hear(subject, b"not even read", ())
    text = (await house.asks("GET", "/metrics")).text
    assert "edge_answers_timed_out_total 1.0" in text and "edge_answers_late_total 1.0" in text


async def test_what_nobody_waited_for_is_not_late(house: House) -> None:
    await house.world.desk.ask(wish(), ASKED, 0)
    house.world.waiting.hear(f"answers.{ASKED.command_id}.{body_hash(wish().model_dump_json().encode())}", b"", ())
    house.world.waiting.hear("answers.of.another", b"", ())
    assert (house.world.waiting.late, house.world.waiting.timed_out) == (0, 0)


def test_so_many_waits_that_were_given_up_are_remembered_and_no_more() -> None:
    waiting = Waiting()
    for n in range(REMEMBERED + 1):
        waiting.gave_up(str(n))
    for n in (0, 1):
        waiting.hear(f"answers.{n}", b"", ())
    assert (waiting.late, waiting.timed_out) == (1, REMEMBERED + 1)


async def test_only_so_many_may_wait() -> None:
    async with open_house(waiting=0) as house:
        said = await house.asks("POST", "/bookings", json=WISH)
    assert (said.status_code, said.json()["code"]) == (503, "busy")


async def test_only_so_many_may_wait_for_identity() -> None:
    token = f"{32 * 'a'}-{20 * 'b'}.secret.stamp"
    async with open_house(sign_ins=0) as house:
        said = await house.asks("POST", "/sessions/refresh", json={"refresh_token": token})
    assert (said.status_code, said.json()["code"]) == (503, "busy") and 1 <= int(said.headers["retry-after"]) <= 5


async def test_whose_tokens_may_be_changed_already_waits_for_identity_beyond_the_bound() -> None:
    sid = f"{32 * 'a'}-{20 * 'b'}"
    async with open_house(sign_ins=0) as house:
        house.world.identity.owed.note(sid)
        for code in ("starting", "busy"):  # identity is asked, though it has told no key yet; and not once more
            said = await house.asks("POST", "/sessions/refresh", json={"refresh_token": f"{sid}.secret.stamp"})
            assert (said.status_code, said.json()["code"]) == (503, code)


async def test_who_was_accepted_is_not_told_that_there_is_nothing(house: House) -> None:
    where = (await house.asks("POST", "/bookings", json=WISH)).headers["location"]
    assert (await house.asks("GET", where)).json()["state"] == "accepted"
    assert (await house.asks("GET", where.partition("?")[0])).status_code == 404
    assert (await house.asks("GET", where, "ben")).status_code == 404


def test_an_acceptance_is_for_one_thing_one_user_and_a_while() -> None:
    now, over = Acceptance("secret", 60), Acceptance("secret", -1)
    token = now.token("b1", "ann")
    assert now.holds(token, "b1", "ann")
    assert not now.holds(token, "b2", "ann") and not now.holds(token, "b1", "ben")
    assert not over.holds(over.token("b1", "ann"), "b1", "ann")
    assert not Acceptance("other", 60).holds(token, "b1", "ann") and not now.holds("nonsense", "b1", "ann")


def test_a_code_that_nobody_can_guess_is_the_same_for_one_asker_and_has_128_bits() -> None:
    code, again, other = (Acceptance("secret", 60).unguessable("k1", who) for who in ("ann", "ann", "bob"))
    assert code == again != other
    assert len(base64.b32decode(code + "=" * 6)) == 16
