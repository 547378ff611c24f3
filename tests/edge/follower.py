"""A page that follows a channel: it keeps the last number that it heard, and goes on from there at any edge."""

from dataclasses import dataclass, field
from typing import Any

from tests.edge.front import Front, Person


@dataclass
class Follower:
    person: Person
    channel: str
    news: list[dict[str, Any]] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Of the booking."""
        return self.channel.partition(":")[2]

    @property
    def at(self) -> int:
        return self.news[-1]["to"] if self.news else 0

    @property
    def numbers(self) -> list[int]:
        """Each frame of a booking has one."""
        assert all(one["from"] == one["to"] for one in self.news)
        return [one["to"] for one in self.news]

    @property
    def kinds(self) -> set[str]:
        return {one["body"]["type"] for one in self.news}

    async def follow(self, front: Front, *kinds: str) -> None:
        """At this door, until news of all these kinds were heard, here or before. Raises ConnectionClosed."""
        async with front.live(self.person) as watcher:
            said = await watcher.asks("subscribe", channel=self.channel, after=self.at)
            assert said == {"type": "subscribed", "channel": self.channel, "at": self.at}
            while not self.kinds.issuperset(kinds):
                said = await watcher.hears()
                assert (said["type"], said["channel"]) == ("news", self.channel), said
                self.news.append(said)
