"""What breaks beside the application's own care is a problem to who asked, too, and says nothing of itself."""

from typing import Any

import msgspec
import pytest

from edge.door.door import Door

ASKED: Any = {"type": "http", "method": "GET", "headers": [(b"x-correlation-id", b"of-who-asked")]}


class Broken:
    """An application that raises, before or after it began to answer."""

    def __init__(self, begun: bool = False) -> None:
        self.begun, self.said, self.seen = begun, list[Any](), list[int]()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if self.begun:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        raise RuntimeError("the password is hunter2")

    async def asked(self) -> None:
        door = Door(self, lambda method, route, status, seconds: self.seen.append(status), lambda *_: {})
        await door(ASKED, None, self.send)  # type: ignore[arg-type]

    async def send(self, said: Any) -> None:
        self.said.append(said)


async def test_what_breaks_before_it_answers_is_a_problem() -> None:
    await (broken := Broken()).asked()
    start, body = broken.said
    headers, said = dict(start["headers"]), msgspec.json.decode(body["body"])
    assert start["status"] == 500 and broken.seen == [500] and b"hunter2" not in body["body"]
    assert headers[b"content-type"] == b"application/problem+json" and b"content-security-policy" in headers
    assert (said["code"], said["correlation_id"]) == ("internal", "of-who-asked")


async def test_what_breaks_in_the_middle_of_its_answer_is_broken_off() -> None:
    broken = Broken(begun=True)
    with pytest.raises(RuntimeError):
        await broken.asked()
    assert [said.get("status") for said in broken.said] == [200] and broken.seen == [500]
