"""The inspector of a mesh in memory."""

from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from choreography.changes import EffectRow, Said, Waiting
from choreography.keyring import Keyring
from choreography.lag import Lag
from choreography.memory.books import Books
from choreography.memory.bus import MemoryBus
from choreography.ports import Record
from choreography.service import Service
from handlers.audit.rows import Entry, Head
from handlers.catalog.rows import Listing
from handlers.email.rows import Delivery
from handlers.identity.rows import Account
from handlers.payments.rows import Dispute, LedgerEntry, MoneyCase, PaymentIntent, Refund, Stray
from handlers.promotions.rows import Promotion
from handlers.views.security import IncidentView
from ops.inspector import mails
from ops.inspector.codes import Code, codes
from ops.inspector.disputes import by_urgency
from ops.inspector.mails import FailedMail
from ops.inspector.opened import opened_or_nothing
from ops.inspector.owed import Owed, owed
from ops.inspector.refunds import FailedRefund, failed
from ops.inspector.search import Search
from ops.memory.rows import all_of


class MemoryInspector:
    """`books` are those of each service, by name."""

    def __init__(self, books: Mapping[str, Books], bus: MemoryBus, keyring: Keyring) -> None:
        self.books, self.bus, self.keyring = books, bus, keyring

    # what the services remember
    async def about(self, subject: str) -> list[Entry]:
        return sorted((e for e in self._entries() if e.subject == subject), key=lambda entry: (entry.at, entry.n))

    async def named(self, ids: Iterable[str]) -> list[Entry]:
        wanted = set(ids)
        return [entry for entry in self._entries() if entry.id in wanted]

    async def search(self, wish: Search) -> list[Entry]:
        found = sorted(filter(wish.fits, self._entries()), key=lambda entry: (entry.at, entry.n))
        return found[-wish.limit :]

    async def links(self) -> AsyncIterator[tuple[Entry | None, Head | None]]:
        heads = {row.key: row for row in self.books["audit"].rows.get(Head, {}).values() if isinstance(row, Head)}
        entries = self._entries()
        found = [(entry.key, entry, heads.get(entry.key[:2])) for entry in entries]
        bare = heads.keys() - {entry.key[:2] for entry in entries}
        for _, entry, head in sorted([*found, *((key, None, heads[key]) for key in bare)], key=lambda link: link[0]):
            yield entry, head

    def _entries(self) -> list[Entry]:
        return [row for row in self.books["audit"].rows.get(Entry, {}).values() if isinstance(row, Entry)]

    async def handled(self, service: str, ids: Iterable[str]) -> set[str]:
        return {id_ for id_ in ids if id_ in self.books[service].inbox}

    async def waiting(self, service: str, subject: str = "") -> list[Waiting]:
        found = sorted(self.books[service].waiting.values(), key=lambda waiting: waiting.seq)
        return [waiting for waiting in found if subject in ("", waiting.envelope.subject)]

    async def effects(self, service: str, subject: str) -> list[EffectRow]:
        return [effect for effect in self.books[service].effects.values() if effect.envelope.subject == subject]

    async def unpublished(self, service: str, subject: str) -> list[Said]:
        return [said for said in self.books[service].outbox.values() if said.envelope.subject == subject]

    async def replay(self, service: str, ids: Iterable[str], discard: bool = False) -> int:
        books = self.books[service]
        dead = [w for id_ in ids if (w := books.waiting.get(id_)) is not None and w.reason == "dead"]
        for waiting in dead:
            books.waiting[waiting.id] = replace(waiting, reason="next", due=books.now(), discarded=discard)
        return len(dead)

    async def strays(self) -> list[Stray]:
        return sorted(all_of(self.books["payments"], Stray), key=lambda one: (one.created, one.provider_event_id))

    async def failed_refunds(self) -> list[FailedRefund]:
        books = self.books["payments"]
        return failed(all_of(books, PaymentIntent), all_of(books, Refund), books.now())

    async def disputes(self) -> list[Dispute]:
        return by_urgency(all_of(self.books["payments"], Dispute))

    async def cases(self) -> list[MoneyCase]:
        return sorted(all_of(self.books["payments"], MoneyCase), key=lambda one: (one.at, one.case_id))

    async def incidents(self) -> list[IncidentView]:
        known = [one for one in all_of(self.books["views"], IncidentView) if one.kinds]
        return sorted(known, key=lambda one: (-one.until.timestamp(), one.incident_id))

    async def failed_mails(self) -> list[FailedMail]:
        return mails.failed(all_of(self.books["email"], Delivery))

    async def codes(self) -> list[Code]:
        return codes(all_of(self.books["promotions"], Promotion))

    async def account(self, addresses: list[str]) -> str:
        found = (one for one in all_of(self.books["identity"], Account) if (one.address or one.account) in addresses)
        return next((one.account for one in found), "")

    async def owed(self, of: str) -> list[Owed]:
        events = {of, *(one.event_id for one in all_of(self.books["catalog"], Listing) if one.organiser_id == of)}
        return owed(one for one in all_of(self.books["payments"], LedgerEntry) if one.event_id in events)

    async def opened(self, sealed: str) -> str:
        return await opened_or_nothing(self.keyring, sealed)

    # what lies in the topics
    async def topics(self) -> dict[str, int]:
        return dict(self.bus.log.partitions)

    async def bounds(self, *topics: str) -> dict[str, dict[int, tuple[int, int]]]:
        log = self.bus.log
        return {topic: {n: log.bounds((topic, n)) for n in range(log.partitions.get(topic, 0))} for topic in topics}

    async def since(self, topic: str, time: datetime) -> dict[int, int]:
        found = {}
        for number, (first, end) in (await self.bounds(topic))[topic].items():
            records = self.bus.log.read((topic, number), first, end - first)
            found[number] = next((record.offset for record in records if record.timestamp >= time), end)
        return found

    async def records(self, topic: str, ranges: dict[int, tuple[int, int]]) -> list[Record]:
        read = self.bus.log.read
        return [record for n, (start, end) in ranges.items() for record in read((topic, n), start, end - start)]

    async def lags(self, service: Service) -> list[Lag]:
        bounds = await self.bounds(*service.topics)
        found = [(topic, *bound) for topic in service.topics for bound in bounds[topic].items()]
        return [self._lag(service.name, topic, number, first, end) for topic, number, (first, end) in sorted(found)]

    def _lag(self, service: str, topic: str, number: int, first: int, end: int) -> Lag:
        lane = self.books[service].lanes.get(number)
        handled = max(first, lane.next.get(topic, 0) if lane else 0)
        written = self.bus.log.read((topic, number), handled, 1) if handled < end else []
        age = (self.bus.clock() - written[0].timestamp).total_seconds() if written else 0.0
        return Lag(topic, number, handled, end, max(0.0, age))
