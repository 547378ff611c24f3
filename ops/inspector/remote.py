"""The inspector of a mesh that lives in another process's memory: each call goes to that process's tools."""

from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from typing import Any

from choreography.changes import EffectRow, Said, Waiting
from choreography.lag import Lag
from choreography.ports import Record
from choreography.service import Service
from handlers.audit.rows import Entry, Head
from handlers.payments.rows import Dispute, MoneyCase, Stray
from handlers.views.security import IncidentView
from ops.client.tools import Tools
from ops.inspector.codes import Code
from ops.inspector.mails import FailedMail
from ops.inspector.owed import Owed
from ops.inspector.refunds import FailedRefund
from ops.inspector.search import Search
from ops.inspector.wire import answered, packed


class RemoteInspector:
    def __init__(self, tools: Tools) -> None:
        self.tools = tools

    async def _ask(self, call: str, *arguments: Any) -> Any:
        return answered(call, await self.tools.ask(f"inspect/{call}", packed(arguments)))

    # what the services remember
    async def about(self, subject: str) -> list[Entry]:
        found: list[Entry] = await self._ask("about", subject)
        return found

    async def named(self, ids: Iterable[str]) -> list[Entry]:
        found: list[Entry] = await self._ask("named", [*ids])
        return found

    async def search(self, wish: Search) -> list[Entry]:
        found: list[Entry] = await self._ask("search", wish)
        return found

    async def links(self) -> AsyncIterator[tuple[Entry | None, Head | None]]:
        for link in await self._ask("links"):
            yield link

    async def handled(self, service: str, ids: Iterable[str]) -> set[str]:
        found: set[str] = await self._ask("handled", service, [*ids])
        return found

    async def waiting(self, service: str, subject: str = "") -> list[Waiting]:
        found: list[Waiting] = await self._ask("waiting", service, subject)
        return found

    async def effects(self, service: str, subject: str) -> list[EffectRow]:
        found: list[EffectRow] = await self._ask("effects", service, subject)
        return found

    async def unpublished(self, service: str, subject: str) -> list[Said]:
        found: list[Said] = await self._ask("unpublished", service, subject)
        return found

    async def replay(self, service: str, ids: Iterable[str], discard: bool = False) -> int:
        return int(await self._ask("replay", service, [*ids], discard))

    async def strays(self) -> list[Stray]:
        found: list[Stray] = await self._ask("strays")
        return found

    async def failed_refunds(self) -> list[FailedRefund]:
        found: list[FailedRefund] = await self._ask("failed_refunds")
        return found

    async def disputes(self) -> list[Dispute]:
        found: list[Dispute] = await self._ask("disputes")
        return found

    async def cases(self) -> list[MoneyCase]:
        found: list[MoneyCase] = await self._ask("cases")
        return found

    async def incidents(self) -> list[IncidentView]:
        found: list[IncidentView] = await self._ask("incidents")
        return found

    async def failed_mails(self) -> list[FailedMail]:
        found: list[FailedMail] = await self._ask("failed_mails")
        return found

    async def codes(self) -> list[Code]:
        found: list[Code] = await self._ask("codes")
        return found

    async def account(self, addresses: list[str]) -> str:
        found: str = await self._ask("account", addresses)
        return found

    async def owed(self, of: str) -> list[Owed]:
        found: list[Owed] = await self._ask("owed", of)
        return found

    async def opened(self, sealed: str) -> str:
        found: str = await self._ask("opened", sealed)
        return found

    # what lies in the topics
    async def topics(self) -> dict[str, int]:
        found: dict[str, int] = await self._ask("topics")
        return found

    async def bounds(self, *topics: str) -> dict[str, dict[int, tuple[int, int]]]:
        found: dict[str, dict[int, tuple[int, int]]] = await self._ask("bounds", *topics)
        return found

    async def since(self, topic: str, time: datetime) -> dict[int, int]:
        found: dict[int, int] = await self._ask("since", topic, time)
        return found

    async def records(self, topic: str, ranges: dict[int, tuple[int, int]]) -> list[Record]:
        found: list[Record] = await self._ask("records", topic, ranges)
        return found

    async def lags(self, service: Service) -> list[Lag]:
        found: list[Lag] = await self._ask("lags", service.name)
        return found
