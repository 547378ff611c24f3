import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from choreography.blind import blind_index
from choreography.ports import Unreachable
from choreography.sealing import public_text
from contracts.base import Message
from contracts.identity import LogIn, SealingKeyPublished, SessionRefused, account_id, normal
from edge.auth.devices import LASTS, Devices
from edge.reading.people import DEVICES_FROM
from tests.edge.house import House, open_house

WRONG, MANY = "401 bad_credentials", "429 too_many_requests"
KEY = SealingKeyPublished(
    ring="sealing", kid="k", public=public_text(X25519PrivateKey.generate()), starts=datetime(2026, 1, 1, tzinfo=UTC)
)
ANN, BEN = "a" * 32, "b" * 32


def test_a_device_is_known_to_its_account_alone() -> None:
    devices = Devices("s")
    token = devices.token(ANN)
    assert devices.known(token, ANN) == token.partition(".")[0]
    assert not devices.known(token, BEN) and not Devices("another").known(token, ANN)


def test_a_device_is_the_same_one_whoever_signs_in_there() -> None:
    devices = Devices("s")
    token = devices.token(BEN, devices.token(ANN))
    assert devices.known(token, BEN) and not devices.known(token, ANN)
    assert devices.known(devices.token(ANN, token), ANN) == devices.known(token, BEN)
    assert devices.known(devices.token(ANN, "made.up"), ANN) not in ("made", "")


@pytest.mark.parametrize("made_up", ["", "x", "x.y", "x.99999999999.y", "..", "x.9.é"])
def test_what_was_made_up_is_no_device(made_up: str) -> None:
    assert not Devices("s").known(made_up, ANN)


def test_a_device_is_forgotten_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    devices = Devices("s")
    token = devices.token(ANN)
    later = time.time() + LASTS + 1
    monkeypatch.setattr("edge.asking.acceptance.time.time", lambda: later)
    assert not devices.known(token, ANN)


def test_the_session_that_began_on_a_device_is_said_by_its_token_and_by_no_other() -> None:
    devices, sid = Devices("s"), f"{ANN}-{'0' * 20}"
    token = devices.token(ANN, devices.token(ANN), sid)
    assert devices.session(token, ANN) == sid and devices.known(token, ANN) == token.partition(".")[0]
    assert not devices.session(token.replace(sid, f"{ANN}-{'1' * 20}"), ANN) and not devices.session(token, BEN)
    assert not devices.session(devices.token(ANN), ANN)


def refusing(name: str, body: dict[str, object]) -> Message | None:
    account = str(body.get("account"))
    if name == LogIn.__name__:
        return SessionRefused(account_id=account_id(account), request=str(body["request"]), reason="bad_credentials")
    return None


@pytest.fixture
async def house() -> AsyncIterator[House]:
    """Every password is wrong there."""
    async with open_house(account_burst=2, account_rate=0.001, failure_burst=3, failure_rate=0.001) as house:
        house.log.replies = refusing
        house.world.sealer.newest = KEY
        yield house


async def tries(house: House, mail: str = "ann@example.org", device: str = "") -> str:
    said = await house.client.post("/sessions", json={"mail": mail, "password": "x", "device": device})
    return f"{said.status_code} {said.json()['code']}"


async def test_strangers_who_spend_an_account_leave_its_owners_device_alone(house: House) -> None:
    account = blind_index(normal("ann@example.org"), house.world.blind)
    device = house.world.devices.token(account)
    assert [await tries(house) for _ in range(3)] == [WRONG, WRONG, MANY]
    assert [await tries(house, device=device) for _ in range(3)] == [WRONG, WRONG, MANY]
    assert [said["known_device"] for _, said in house.log.of("LogIn")] == [False, False, True, True]


@pytest.mark.parametrize(("after", "counts"), [(-60, True), (60, False)])
async def test_a_device_is_a_strangers_one_once_everybody_was_signed_out(
    house: House, after: int, counts: bool
) -> None:
    account = blind_index(normal("ann@example.org"), house.world.blind)
    device = house.world.devices.token(account)
    ended = datetime.now(UTC) + timedelta(seconds=after)
    house.reads.found[DEVICES_FROM] = f'"{ended.isoformat()}"'.encode()
    assert [await tries(house, device=device) for _ in range(3)] == [WRONG, WRONG, MANY]
    assert [said["known_device"] for _, said in house.log.of("LogIn")] == [counts, counts]
    assert await tries(house) == (WRONG if counts else MANY), "of those that the account has for all others"


async def test_while_nobody_can_say_when_that_was_a_device_counts(house: House) -> None:
    device = house.world.devices.token(blind_index(normal("ann@example.org"), house.world.blind))
    house.reads.found[DEVICES_FROM] = Unreachable("away")
    assert await tries(house, device=device) == WRONG
    assert [said["known_device"] for _, said in house.log.of("LogIn")] == [True]


async def test_an_address_with_many_wrong_passwords_waits_whosever_they_are(house: House) -> None:
    assert [await tries(house, f"{n}@example.org") for n in range(4)] == [WRONG, WRONG, WRONG, MANY]
    device = house.world.devices.token(blind_index(normal("ann@example.org"), house.world.blind))
    assert await tries(house, device=device) == WRONG, "but not who was here before"
