"""All topics read again from their first record, on both meshes, and what is kept of an event before and after."""

import asyncio
import json
import uuid
from dataclasses import asdict, replace
from typing import Any, Protocol

import asyncpg

from choreography.kafka.lag import end_offsets
from choreography.lane import Lane
from choreography.partition import partition_of
from choreography.service import Service
from contracts.topics import topics
from handlers.realtime.rows import Feed
from handlers.views.rows import BookingView
from ops import registry
from tests.eventually import eventually
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh
from tests.mesh.test_purchase import on_sale, wish

Kept = dict[str, list[Any]]
RETELL = ("audit", "realtime")
"""Without an inbox these record, and tell, anew what they hear anew: it is all that they do."""
ENGINE = ("inbox", "outbox", "waiting", "effect")


class Log(Protocol):
    async def kept(self, event: str) -> Kept:
        """By service, all that it has of the event, once nothing is left to be done about it."""
        ...

    async def come_to(self, event: str) -> Kept:
        """The rows alone, as they are now, however often they were written; not of those who retell."""
        ...

    async def again(self, event: str, *, forgotten: bool = False) -> None:
        """From the first record on, as after a restored log, whose readers nobody remembers.

        `forgotten`: after seven days more; then the inbox is empty, the commands are gone, and nothing is fed any more.
        """
        ...


class MemoryLog:
    def __init__(self, mesh: Mesh) -> None:
        self.mesh = mesh
        self.stores: Any = mesh.stores

    async def kept(self, event: str) -> Kept:
        """Rows, what is to be said or done, and the inbox."""
        await self._settled()
        return {name: of_books(store.books, event) for name, store in self.stores.items()}

    async def come_to(self, event: str) -> Kept:
        every = {name: of_books(store.books, event)[0] for name, store in self.stores.items() if name not in RETELL}
        return {name: [once(asdict(row)) for row in rows] for name, rows in every.items()}

    async def again(self, event: str, *, forgotten: bool = False) -> None:
        """As if all partitions were taken away, and given back."""
        mine = [(lane, {*lane.epochs}) for lane in self.mesh.lanes]
        for lane, partitions in mine:
            await lane.revoke(partitions)
            self._from_the_first(lane, forgotten)
        for lane, partitions in mine:
            await lane.assign(partitions)

    def _from_the_first(self, lane: Lane, forgotten: bool) -> None:
        books = self.stores[lane.service.name].books
        for partition, row in books.lanes.items():
            books.lanes[partition] = replace(row, next=row.next | dict.fromkeys(first_of(lane.service, forgotten), 0))
        if forgotten:
            books.inbox.clear()
            books.rows.pop(Feed, None)

    async def _settled(self) -> None:
        """A purchase in every partition is through, and so is all that was said before it."""
        count = len(self.mesh.lanes[0].epochs)
        names = {partition_of(name, count): name for name in (uuid.uuid4().hex[:12] for _ in range(20 * count))}
        for event in names.values():
            asked = wish(await on_sale(self.mesh, event=event), "stalls-B1")
            await self.mesh.ask(asked)
            await self.mesh.becomes("views", BookingView, event, asked.booking_id, place_state="sold")
        await eventually(self._quiet)

    async def _quiet(self) -> bool:
        lanes, inspector = self.mesh.lanes, self.mesh.inspector
        behind = [lag for lane in lanes for lag in await inspector.lags(lane.service) if lag.messages]
        return not behind and not any(store.books.outbox or store.books.effects for store in self.stores.values())


def of_books(books: Any, event: str) -> list[Any]:
    rows = [row for kind in books.rows.values() for key, row in kind.items() if key[0] == event]
    left = [one for kept in (books.outbox, books.effects) for one in kept.values() if one.envelope.key == event]
    return [rows, left, [heard for heard in books.inbox.values() if heard.subject.startswith(event)]]


class ServersLog:
    """Of the event's partition alone: after many tests all of them would take minutes."""

    def __init__(self, fleet: Fleet, admin: "asyncpg.Connection[Any]") -> None:
        self.fleet, self.admin = fleet, admin

    async def kept(self, event: str) -> Kept:
        await eventually(lambda: self._is_level(event), within=60, every=0.2)
        return {name: [await self._rows(table, event) for table in await self._tables(name)] for name in registry.NAMES}

    async def come_to(self, event: str) -> Kept:
        tables = {name: await self._tables(name) for name in registry.NAMES if name not in RETELL}
        own = {name: [one for one in all_ if one.split(".")[1] not in ENGINE] for name, all_ in tables.items()}
        return {name: [await self._come_to(table, event) for table in tables] for name, tables in own.items()}

    async def _come_to(self, table: str, event: str) -> list[Any]:
        return sorted((once(json.loads(row)) for row in await self._rows(table, event)), key=json.dumps)

    async def again(self, event: str, *, forgotten: bool = False) -> None:
        await asyncio.to_thread(self.fleet.end_workers)
        for service in registry.services():
            query = f"update {service.name}.lane set next = next || $1 where partition = $2"  # noqa: S608
            first = dict.fromkeys(first_of(service, forgotten), 0)
            await self.admin.execute(query, json.dumps(first), place(event))
            if forgotten:
                await self.admin.execute(f"delete from {service.name}.inbox")  # noqa: S608
        if forgotten:
            await self.admin.execute("delete from realtime.feed where event_id = $1", event)
        await asyncio.to_thread(self.fleet.whole)

    async def _is_level(self, event: str) -> bool:
        """Has everybody handled the partition's last record, and published and done all?"""
        topics = {topic for service in registry.services() for topic in service.topics}
        ends = await end_offsets(self.fleet.addresses.kafka, topics)
        for name, heard in {service.name: service.topics for service in registry.services()}.items():
            row = await self.admin.fetchrow(LEVEL.format(name=name), place(event))
            there = json.loads(row["next"])
            if row["left"] or any(there.get(topic, 0) < ends[topic, place(event)] for topic in heard):
                return False
        return True

    async def _tables(self, service: str) -> list[str]:
        return [row["name"] for row in await self.admin.fetch(TABLES, service)]

    async def _rows(self, table: str, event: str) -> list[str]:
        query = f"select row from (select to_jsonb(t)::text as row from {table} t) as rows where row like $1"  # noqa: S608
        return sorted(row["row"] for row in await self.admin.fetch(query, f"%{event}%"))


def first_of(service: Service, forgotten: bool) -> list[str]:
    """The topics that are still there from the first record on."""
    return [topic for topic in service.topics if not (forgotten and KEPT[topic])]


def once(row: dict[str, Any]) -> dict[str, Any]:
    """Without what counts how often it was written."""
    return {name: value for name, value in row.items() if name not in ("version", "turn")}


KEPT = {spec.name: spec.retention for spec in topics()}
LEVEL = """select next, exists (select from {name}.outbox) or exists (select from {name}.effect) as left
    from {name}.lane where partition = $1"""
TABLES = """select oid::regclass::text as name from pg_class where relnamespace = $1::regnamespace
    and relkind in ('r', 'p') and not relispartition and relname <> 'lane' order by 1"""


def place(event: str) -> int:
    return partition_of(event, 12)
