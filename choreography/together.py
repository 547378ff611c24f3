"""Many at once: what is asked while an answer is under way goes together in the next question."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Generic, TypeVar

from choreography.ports import Unknown, Unreachable

Asked = TypeVar("Asked")
Told = TypeVar("Told")


class Together(Generic[Asked, Told]):
    """`ask` gets at most `at_once` questions and returns as many answers, in order; an exception among them is raised
    to whoever asked that. What `ask` raises itself is raised to all whom it was asked for.
    """

    def __init__(
        self, ask: Callable[[list[Asked]], Awaitable[Sequence[Told | BaseException]]], at_once: int = 200
    ) -> None:
        self._ask, self._at_once = ask, at_once
        self._waiting: list[tuple[Asked, asyncio.Future[Told]]] = []
        self._asking: asyncio.Task[None] | None = None

    async def __call__(self, asked: Asked) -> Told:
        answer: asyncio.Future[Told] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, answer))
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask_all())
        return await answer

    async def _ask_all(self) -> None:
        try:
            while self._waiting:
                now, self._waiting = self._waiting[: self._at_once], self._waiting[self._at_once :]
                for (_, answer), told in zip(now, await self._told([asked for asked, _ in now]), strict=True):
                    _tell(answer, told)
        finally:
            self._asking = None

    async def _told(self, asked: list[Asked]) -> Sequence[Told | BaseException]:
        try:
            return await self._ask(asked)
        except Exception as error:  # whatever it is, somebody waits to be told
            return [error] * len(asked)


def _tell(answer: "asyncio.Future[Told]", told: Told | BaseException) -> None:
    if answer.done():
        return
    if isinstance(told, BaseException):
        answer.set_exception(told)
    else:
        answer.set_result(told)


def apart(ask: Callable[[list[Asked]], Awaitable[list[Told]]]) -> Callable[[list[Asked]], Awaitable[list[Any]]]:
    """If the database refuses all because of one, each is asked alone."""

    async def asked(many: list[Asked]) -> list[Any]:
        try:
            return await ask(many)
        except (Unreachable, Unknown):
            raise
        except Exception as error:
            return [error] if len(many) == 1 else [one for each in many for one in await asked([each])]

    return asked
