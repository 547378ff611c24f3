"""A group shares out partition numbers. All members join every round before anybody is given anything, as in Kafka."""

import asyncio
from collections.abc import Sequence
from typing import Protocol

Given = tuple[int, set[int]]
"""The round, and the numbers that a member has in it."""
NOTHING: Given = (-1, set())


class Member(Protocol):
    instance: str

    def called(self) -> None:
        """The group has begun a new round, or does not know this member any more."""
        ...


class Group:
    """`round` is raised whenever who belongs to it changes."""

    def __init__(self, partitions: int) -> None:
        self.partitions = partitions
        self.round = 0
        self.members: list[Member] = []
        self.given: dict[int, Member] = {}
        """The owner of each number, in the group's eyes."""
        self._settled = 0
        self._waiting: dict[Member, asyncio.Future[Given]] = {}

    async def join(self, member: Member) -> Given:
        """What it is given, once all members have joined; nothing if it is put out of the group meanwhile.

        Who bears the instance name of a member takes its place, at once and without a round.
        """
        self._succeed(member)
        if member not in self.members:
            self.members.append(member)
            self._unsettle()
        if self._settled != self.round:
            joined: asyncio.Future[Given] = asyncio.get_running_loop().create_future()
            self._waiting[member] = joined
            self._settle()
            return await joined
        return self.round, self.owned(member)

    def leave(self, member: Member) -> None:
        """A goodbye, or what the group takes for one: a session that ran out."""
        self._dismiss(member)
        if member in self.members:
            self.members.remove(member)
            self._unsettle()
            self._settle()

    def owned(self, member: Member) -> set[int]:
        return {number for number, owner in self.given.items() if owner is member}

    def _succeed(self, member: Member) -> None:
        for old in self.members:
            if member.instance == old.instance != "" and old is not member:
                self.members[self.members.index(old)] = member
                self.given = {number: member if owner is old else owner for number, owner in self.given.items()}
                self._dismiss(old)
                old.called()

    def _dismiss(self, member: Member) -> None:
        joined = self._waiting.pop(member, None)
        if joined and not joined.done():
            joined.set_result(NOTHING)

    def _unsettle(self) -> None:
        self.round += 1
        for member in self.members:
            member.called()

    def _settle(self) -> None:
        if len(self._waiting) < len(self.members):
            return
        self.given = ranged(self.members, self.partitions)
        self._settled = self.round
        waiting, self._waiting = self._waiting, {}
        for member, joined in waiting.items():
            if not joined.done():
                joined.set_result((self.round, self.owned(member)))


def ranged(members: Sequence[Member], partitions: int) -> dict[int, Member]:
    """To each member neighbouring numbers, as evenly as it comes out; all if there is one, none if there is none."""
    return {number: members[number * len(members) // partitions] for number in range(partitions) if members}
