"""A provider that says what a test wants, and what people do by it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from choreography.blind import blind_indexes
from choreography.sealing import public_text
from contracts.base import Event
from contracts.identity import (
    AskProvider,
    LinkProvider,
    LogInByProvider,
    ProviderVouched,
    UnlinkProvider,
)
from handlers.identity.provider_call import Person
from handlers.identity.rows import Attempt
from tests.handlers.identity.story import ANN, Story
from tests.handlers.identity.test_second_factor import key as key_of  # noqa: F401

BEN = "b" * 32
ANN_THERE, BEN_THERE = Person("1001", "ann@example.org"), Person("1002", "ben@example.org")


@dataclass
class Saying:
    """A provider that says this."""

    said: Person | Exception = ANN_THERE
    asked: list[Any] = field(default_factory=list)

    async def ask(self, provider: str, coming: object) -> Person:
        self.asked.append(coming)
        if isinstance(self.said, Exception):
            raise self.said
        return self.said


def indexes(mail: str, secret: Any) -> Iterator[str]:
    """The first is spent once its person is erased."""
    first, *more = blind_indexes(mail, secret)
    yield from (ANN if mail == ANN_THERE.mail else first, *more)


def asking(identity: Story, **other: Any) -> AskProvider:
    said = json.dumps({"code": "code", "verifier": "verifier", "nonce": "nonce"})
    box = identity.secret("AskProvider", said)
    return AskProvider(**{**box, "provider": "github", "reply_to": public_text(identity.edge), **other})


def vouched(identity: Story, **other: Any) -> str:
    """A voucher of a fresh attempt; what was remembered of the one before is forgotten."""
    identity.bench.books.rows.pop(Attempt, None)
    said = identity.hears(asking(identity, **other))
    assert isinstance(said, ProviderVouched), said
    return str(identity.opened(said.box, said)["voucher"])


def in_by(identity: Story, voucher: str, code: str = "") -> Event:
    said = json.dumps({"proof": voucher, "code": code})
    reply_to = public_text(identity.edge)
    return identity.hears(LogInByProvider(**identity.secret("LogInByProvider", said), reply_to=reply_to))


def links(identity: Story, voucher: str) -> Event:
    return identity.hears(LinkProvider(**identity.secret("LinkProvider", voucher)))


def unlinks(identity: Story) -> Event:
    return identity.hears(UnlinkProvider(account=ANN, request="u1", provider="github"))
