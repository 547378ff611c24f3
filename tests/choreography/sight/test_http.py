"""The port of a worker, asked as a probe would ask."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from choreography.sight.http import TEXT, pages
from choreography.sight.serve import encrypted
from choreography.sight.settings import SightSettings
from tests.edge.certificates import written

pytestmark = pytest.mark.real
PAGES = {"/health/live": lambda: (200, TEXT, b"alive\n"), "/health/ready": lambda: (503, TEXT, b"no\n")}


@pytest.fixture
async def port() -> AsyncIterator[int]:
    async with pages(PAGES, "127.0.0.1", 0) as port:
        yield port


async def asked(port: int, request: str) -> tuple[str, str]:
    """The first line and the body of the answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request.encode())
    head, _, body = (await reader.read()).decode().partition("\r\n\r\n")
    writer.close()
    return head.splitlines()[0], body


async def test_a_page_is_answered_with_its_status_and_body(port: int) -> None:
    assert await asked(port, "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n") == ("HTTP/1.1 200 OK", "alive\n")
    assert (await asked(port, "GET /health/ready?x=1 HTTP/1.0\r\n\r\n"))[0] == "HTTP/1.1 503 Service Unavailable"


async def test_a_head_has_no_body(port: int) -> None:
    assert await asked(port, "HEAD /health/live HTTP/1.1\r\n\r\n") == ("HTTP/1.1 200 OK", "")


async def test_what_is_not_there_or_not_asked_for_with_get_is_refused(port: int) -> None:
    assert (await asked(port, "GET /secrets HTTP/1.1\r\n\r\n"))[0] == "HTTP/1.1 404 Not Found"
    assert (await asked(port, "POST /health/live HTTP/1.1\r\n\r\n"))[0] == "HTTP/1.1 405 Method Not Allowed"


async def test_what_is_no_request_is_hung_up_on_and_the_next_one_is_served(port: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"x" * 20_000)
    assert await reader.read() == b""
    writer.close()
    assert (await asked(port, "GET /health/live HTTP/1.1\r\n\r\n"))[1] == "alive\n"


async def test_with_a_certificate_it_speaks_tls_alone(tmp_path: Path) -> None:
    chain, key = written(tmp_path)
    tls = encrypted(SightSettings(health_certificate=str(chain), health_key=str(key)))
    async with pages(PAGES, "127.0.0.1", 0, tls) as port, aiohttp.ClientSession() as http:
        trusting = ssl.create_default_context(cafile=chain)
        async with http.get(f"https://127.0.0.1:{port}/health/live", ssl=trusting) as answer:
            assert await answer.text() == "alive\n"
        with pytest.raises(aiohttp.ClientError):
            await http.get(f"http://127.0.0.1:{port}/health/live")
