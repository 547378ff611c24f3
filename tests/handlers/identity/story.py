"""The edge's side of identity, on a bench: boxes are closed and opened, and effects are performed by hand."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from choreography.changes import EffectRow
from choreography.keyring import DataKey
from choreography.personal import opened, seal_with
from choreography.sealing import open_sealed, public_text, seal
from choreography.service import resources_of
from choreography.testing import Bench
from choreography.vocabulary import Own
from contracts.base import Event, Message
from contracts.identity import (
    ChangePassword,
    CodeIssued,
    ConfirmSecondFactor,
    EnrolSecondFactor,
    EraseAccount,
    GrantRole,
    LogIn,
    LogInByCode,
    LogOut,
    Purpose,
    RefreshSession,
    RegisterUser,
    RemoveSecondFactor,
    RenewSpareCodes,
    ResetPassword,
    SendCode,
    SessionRevoked,
    SessionStarted,
    VerifyMail,
    account_id,
    context,
)
from contracts.sealed import Sealed
from handlers.identity.keys import KeyRing
from handlers.identity.rows import Account, Session

ANN = "a" * 32
MAIL, PASSWORD = "ann.canary@example.org", "correct horse battery"
NEW = "another horse battery"


@dataclass
class Story:
    """`edge` is the key of one edge process; `log` is everything that was said, with what stood around it."""

    bench: Bench
    tools: dict[str, Any]
    edge: X25519PrivateKey = field(default_factory=X25519PrivateKey.generate)
    log: list[tuple[object, ...]] = field(default_factory=list)
    seen: list[tuple[object, ...]] = field(default_factory=list)
    """The effects, and what came of them."""
    count: int = 0
    spares: list[str] = field(default_factory=list)
    """Of the second factor."""

    # what the edge says
    def register(self, password: str = PASSWORD, **other: Any) -> RegisterUser:
        mail = seal_with(DataKey(1, bytes(32)), account_id(ANN), MAIL)
        return RegisterUser(**self.secret("RegisterUser", password), **{"mail": mail} | other)

    def log_in(self, password: str = PASSWORD, **other: Any) -> LogIn:
        return LogIn(**self.secret("LogIn", password) | {"reply_to": public_text(self.edge)} | other)

    def refresh(self, token: str, **other: Any) -> RefreshSession:
        said = {"sid": token.partition(".")[0], "reply_to": public_text(self.edge)}
        return RefreshSession(**self.secret("RefreshSession", token) | said | other)

    def log_out(self, token: str) -> LogOut:
        return LogOut(account=ANN, sid=token.partition(".")[0])

    def send_code(self, purpose: Purpose = "reset") -> SendCode:
        self.count += 1
        return SendCode(account=ANN, request=f"r{self.count}", purpose=purpose)

    def verify(self, code: str) -> VerifyMail:
        return VerifyMail(**self.secret("VerifyMail", code))

    def reset(self, code: str, password: str = NEW) -> ResetPassword:
        said = json.dumps({"proof": code, "password": password})
        return ResetPassword(**self.secret("ResetPassword", said))

    def change(self, token: str, old: str = PASSWORD, password: str = NEW) -> ChangePassword:
        said = json.dumps({"proof": old, "password": password})
        return ChangePassword(**self.secret("ChangePassword", said), sid=token.partition(".")[0])

    def log_in_by(self, code: str, password: str = PASSWORD, **other: Any) -> LogInByCode:
        said = json.dumps({"proof": password, "code": code})
        return LogInByCode(**self.secret("LogInByCode", said) | {"reply_to": public_text(self.edge)} | other)

    def enrol(self, password: str = PASSWORD) -> EnrolSecondFactor:
        return EnrolSecondFactor(**self.secret("EnrolSecondFactor", password), reply_to=public_text(self.edge))

    def confirm(self, code: str, sid: str = f"{ANN}-{'0' * 20}") -> ConfirmSecondFactor:
        said = {"sid": sid, "reply_to": public_text(self.edge)}
        return ConfirmSecondFactor(**self.secret("ConfirmSecondFactor", code), **said)

    def otp(self, tokens: dict[str, str]) -> int | None:
        """When a code was shown, as an access token says it."""
        claims: dict[str, Any] = jwt.decode(tokens["access_token"], options={"verify_signature": False})
        return claims.get("otp")

    def remove(self, code: str, password: str = PASSWORD) -> RemoveSecondFactor:
        said = json.dumps({"proof": password, "code": code})
        return RemoveSecondFactor(**self.secret("RemoveSecondFactor", said))

    def renew(self, code: str, password: str = PASSWORD) -> RenewSpareCodes:
        said = json.dumps({"proof": password, "code": code})
        return RenewSpareCodes(**self.secret("RenewSpareCodes", said), reply_to=public_text(self.edge))

    def grant(self, **other: Any) -> GrantRole:
        return GrantRole(account=ANN, **{"role": "operator"} | other)

    def secret(self, message: str, text: str) -> dict[str, Any]:
        self.count += 1
        request, key = f"r{self.count}", self.sealing.newest
        box = seal(key.public, text.encode(), context(message, ANN, request))
        return {"account": ANN, "request": request, "key_id": key.kid, "secret": box}

    def erase(self, password: str = PASSWORD) -> EraseAccount:
        return EraseAccount(**self.secret("EraseAccount", password))

    # what becomes of it
    def hears(self, message: Message, **how: Any) -> Event:
        """Handles it, does all that is to be done, and gives the last thing said: its answer."""
        self.log.append((message.TOPIC, message.key, message.subject, message.model_dump_json()))
        effects = self.bench.when(message, **how).changes.effects
        for effect in effects:
            self.bench.when(result := self.performed(effect))
            self.seen.append((effect, result))
        said = self.bench.last.changes.said
        self.log += [(row.envelope.topic, row.envelope.key, *row.envelope.headers(), row.body) for row in said]
        last = self.bench.said()[-1]
        assert isinstance(last, Event) and said[-1].answers, f"{message} is not answered by {last}"
        return last

    def ends(self) -> list[tuple[str, str]]:
        """The sessions that end as what is due now is done: the ids, and why."""
        found: list[tuple[str, str]] = []
        while self.bench.goes_on():
            found += [(one.sid, one.reason) for one in self.bench.said() if isinstance(one, SessionRevoked)]
            self.log += [
                (row.envelope.topic, *row.envelope.headers(), row.body) for row in self.bench.last.changes.said
            ]
        return found

    def mailed(self) -> str:
        """The code that the last message leads to, as its person reads it; empty if it leads to none."""
        for effect in self.bench.last.changes.effects:
            self.bench.when(result := self.performed(effect))
            self.seen.append((effect, result))
        said = self.bench.last.changes.said
        self.log += [(row.envelope.topic, row.envelope.key, *row.envelope.headers(), row.body) for row in said]
        codes = [one.code for one in self.bench.said() if isinstance(one, CodeIssued)]
        return asyncio.run(_text(opened(self.tools["keyring"], codes[0]))) if codes else ""

    def code(self, purpose: Purpose = "reset") -> str:
        """Of a person who registered and asked for one."""
        if self.account is None:
            self.hears(self.register())
        self.bench.when(self.send_code(purpose))
        return self.mailed()

    def asks(self, message: Message) -> EffectRow:
        """Handles it, and leaves the effect undone."""
        (effect,) = self.bench.when(message).changes.effects
        return effect

    def performed(self, row: EffectRow) -> Own:
        kind = self.bench.service.own[row.envelope.type]
        performer = self.bench.service.performers[kind]  # type: ignore[index]
        return asyncio.run(
            _own(performer.run(kind.model_validate_json(row.body), **resources_of(performer, self.tools)))
        )

    def tokens(self, started: Event) -> dict[str, str]:
        assert isinstance(started, SessionStarted), f"{started}"
        opened = open_sealed(self.edge, started.tokens, context("SessionStarted", ANN, started.request))
        found: dict[str, str] = json.loads(opened)
        return found

    def opened(self, box: str, said: Event) -> dict[str, Any]:
        """What is in the box of an answer."""
        about = context(type(said).__name__, ANN, str(getattr(said, "request", "")))
        found: dict[str, Any] = json.loads(open_sealed(self.edge, box, about))
        return found

    def logged_in(self) -> str:
        """The refresh token of a fresh session of Ann's."""
        if self.account is None:
            self.hears(self.register())
        return self.tokens(self.hears(self.log_in()))["refresh_token"]

    # what stands
    @property
    def account(self) -> Account | None:
        return self.bench.row(Account, ANN)

    @property
    def sealing(self) -> KeyRing:
        return self.ring("sealing")

    @property
    def signing(self) -> KeyRing:
        return self.ring("signing")

    def ring(self, name: str) -> KeyRing:
        ring = self.bench.row(KeyRing, name)
        assert ring
        return ring

    def session(self, token: str) -> Session | None:
        return self.bench.row(Session, ANN, token.partition(".")[0])

    def refused(self, event: Event) -> str:
        return str(getattr(event, "reason", ""))


async def _text(opening: Any) -> str:
    return str(await opening)


async def _own(result: Any) -> Own:
    own: Own = await result
    return own


def for_somebody_else() -> Sealed:
    return seal_with(DataKey(1, bytes(32)), "somebody else", MAIL)
