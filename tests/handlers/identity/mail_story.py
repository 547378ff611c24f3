"""A change of a mail address: each event that identity says to itself is brought to the other side of it by hand."""

import asyncio
from dataclasses import dataclass, field

from choreography.keyring import DataKey
from choreography.personal import opened, seal_with
from choreography.sealing import public_text, seal
from contracts.base import Event, Message
from contracts.identity import (
    ChangeMail,
    ConfirmMail,
    LogIn,
    MailClaimed,
    MailCodeIssued,
    MailUndoIssued,
    MailWanted,
    RegisterUser,
    UndoMail,
    account_id,
    context,
)
from contracts.sealed import Sealed
from tests.handlers.identity.story import ANN, PASSWORD, Story

BEN, NEW = "b" * 32, "c" * 32
OWN = (MailWanted, MailClaimed)


def box(account: str, text: str = "new@example.org") -> Sealed:
    return seal_with(DataKey(1, bytes(32)), account_id(account), text)


@dataclass
class MailStory:
    identity: Story
    said: list[Event] = field(default_factory=list)

    def secret(self, kind: type[Message], account: str, text: str) -> dict[str, str]:
        self.identity.count += 1
        request, key = f"m{self.identity.count}", self.identity.sealing.newest
        sealed = seal(key.public, text.encode(), context(kind.__name__, account, request))
        return {"account": account, "request": request, "key_id": key.kid, "secret": sealed}

    def registers(self, account: str) -> Event:
        return self.hears(RegisterUser(**self.secret(RegisterUser, account, PASSWORD), mail=box(account, "old@x.org")))

    def wants(self, address: str = NEW, by: str = ANN, password: str = PASSWORD) -> Event:
        return self.hears(ChangeMail(**self.secret(ChangeMail, by, password), address=address, mail=box(by)))

    def confirms(self, code: str, address: str = NEW, by: str = ANN) -> Event:
        return self.hears(self.confirmation(code, address, by))

    def confirmation(self, code: str, address: str = NEW, by: str = ANN) -> ConfirmMail:
        return ConfirmMail(**self.secret(ConfirmMail, address, code), by=by)

    def undoes(self, code: str, account: str = ANN) -> Event:
        return self.hears(UndoMail(**self.secret(UndoMail, account, code)))

    def signs_in(self, address: str, account: str = ANN) -> str:
        said = {"reply_to": public_text(self.identity.edge), "address": "" if address == account else address}
        answer = self.hears(LogIn(**self.secret(LogIn, account, PASSWORD), **said, known_device=True))
        return str(getattr(answer, "reason", ""))

    def hears(self, message: Message) -> Event:
        """With all that follows; gives the answer."""
        bench, answer = self.identity.bench, None
        waiting = [message]
        while waiting:
            for effect in bench.when(waiting.pop(0)).changes.effects:
                waiting.append(self.identity.performed(effect))
            said = [one for one in bench.said() if isinstance(one, Event)]
            self.said += said
            answers = [row for row in bench.last.changes.said if row.answers]
            answer = answer or (said[-1] if answers and said else None)
            waiting += [one for one in said if isinstance(one, OWN)]
        assert answer
        return answer

    def last(self, kind: type[Event]) -> list[Event]:
        return [one for one in self.said if isinstance(one, kind)]

    def code(self, kind: type[MailCodeIssued] | type[MailUndoIssued] = MailCodeIssued) -> str:
        """The newest that was mailed."""
        found = self.last(kind)[-1]
        assert isinstance(found, MailCodeIssued | MailUndoIssued)
        return asyncio.run(_text(opened(self.identity.tools["keyring"], found.code)))

    def changed(self, address: str = NEW, by: str = ANN) -> None:
        self.wants(address, by)
        assert isinstance(self.confirms(self.code(), address, by), MailClaimed)


async def _text(opening: object) -> str:
    return str(await opening)  # type: ignore[misc]
