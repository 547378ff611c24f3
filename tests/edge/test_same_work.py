"""Whether a mail address has an account is not to be seen by what the door does for it, so not by its time either."""

from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest

from choreography.blind import blind_index
from contracts.base import Message
from contracts.identity import LogIn, ProofRefused, ResetPassword, SessionRefused, account_id, normal
from edge.reading.people import OWNER
from tests.edge.house import House, open_house
from tests.edge.test_devices import KEY

MAIL, PASSWORD = "ann@example.org", "correct horse battery"
ASKED: dict[str, dict[str, Any]] = {
    "/sessions": {"mail": MAIL, "password": PASSWORD},
    "/accounts": {"mail": MAIL, "password": PASSWORD, "name": "Ann"},
    "/accounts/codes": {"mail": MAIL, "purpose": "reset"},
    "/accounts/password": {"mail": MAIL, "code": "0" * 11, "password": PASSWORD},
}


def refusing(name: str, body: dict[str, Any]) -> Message | None:
    if name == LogIn.__name__:
        who = {"account_id": account_id(body["account"]), "request": body["request"]}
        return SessionRefused(**who, reason="bad_credentials")
    if name == ResetPassword.__name__:
        return ProofRefused(account_id=account_id(body["account"]), request=body["request"], reason="bad_proof")
    return None


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with open_house() as house:
        house.log.replies = refusing
        house.world.sealer.newest = KEY
        yield house


async def work(house: House, path: str, known: bool) -> tuple[Any, ...]:
    """The answer, what was read for it, and what was said: how much of what."""
    account = blind_index(normal(MAIL), house.world.blind)
    house.reads.found[OWNER] = msgspec.json.encode(account) if known else None
    read, said = len(house.reads.asked), len(house.log.said)
    answer = await house.client.post(path, json=ASKED[path])
    told = {name: value for name, value in answer.json().items() if name != "correlation_id"}
    words = [(envelope.type, {name: len(str(value)) for name, value in body.items()}) for envelope, body in
             house.log.said[said:]]  # fmt: skip
    return answer.status_code, told, house.reads.asked[read:], words


@pytest.mark.parametrize("path", ASKED)
async def test_a_known_and_an_unknown_mail_are_the_same_work(house: House, path: str) -> None:
    known, unknown = await work(house, path, known=True), await work(house, path, known=False)
    assert known == unknown and len(known[-1]) == 1
