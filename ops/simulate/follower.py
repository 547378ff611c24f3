"""Somebody who follows the own place in a queue by a socket, loses it, and goes on by number."""

import asyncio
import json
from dataclasses import dataclass, field

from choreography.ports import Unlisten
from contracts import subjects
from contracts.waiting_room import place_id
from handlers.realtime.rows import Feed
from ops.simulate.books import rows
from ops.simulate.world import World


@dataclass
class Follower:
    """`seen` are the kinds of news, in the order of their numbers, each once."""

    world: World
    event_id: str
    buyer_id: str
    seen: list[str] = field(default_factory=list)
    hangs_up: Unlisten | None = None

    @property
    def place_id(self) -> str:
        return place_id(self.event_id, self.buyer_id)

    async def begins(self) -> None:
        self.hangs_up = await self.world.nats.listen(subjects.place_feed(self.buyer_id, self.place_id), self._hears)
        self.catches_up()

    async def loses(self) -> bool:
        """For some seconds nothing is heard. It happens once."""
        assert self.hangs_up, "there is no socket to lose"
        await self.hangs_up()
        await asyncio.sleep(self.world.rng.uniform(1, 10))
        self.world.diary.reached["socket lost"] += 1
        await self.begins()
        return False

    def catches_up(self) -> None:
        """By the number of what was seen last."""
        missed = [one for one in rows(self.world, "realtime", Feed) if one.channel == self.place_id]
        for one in sorted(missed, key=lambda feed: feed.n):
            self._sees(one.n, json.loads(one.body)["type"])

    def _hears(self, subject: str, body: bytes, headers: object) -> None:
        news = json.loads(body)
        if news["from"] > len(self.seen) + 1:
            self.catches_up()
        self._sees(news["to"], news["body"]["type"])

    def _sees(self, number: int, kind: str) -> None:
        if number == len(self.seen) + 1:
            self.seen.append(kind)
