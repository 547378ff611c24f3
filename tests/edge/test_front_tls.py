"""An edge that speaks TLS itself: what is spoken, what is refused, and another certificate while it runs."""

import json
import os
import signal
import ssl
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from websockets.asyncio.client import connect

from tests.edge.certificates import written
from tests.edge.conftest import UNHURRIED
from tests.eventually import eventually
from tests.mesh.processes import Fleet

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tls")


@pytest.fixture(scope="module")
def door(fleet: Fleet, files: Path) -> Iterator[str]:
    chain, key = written(files)
    told = {"BOXOFFICE_EDGE_TLS_CERTIFICATE": str(chain), "BOXOFFICE_EDGE_TLS_KEY": str(key)}
    fleet.whole()
    fleet.start("tls", "--port", "0", run="edge", **UNHURRIED, **told)
    yield str(fleet.said["tls"]["url"])
    fleet.end("tls")


def trusting(files: Path, version: ssl.TLSVersion | None = None) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=files / "door.pem")
    if version:
        context.minimum_version = context.maximum_version = version
        context.set_ciphers("ALL:@SECLEVEL=0")
    return context


async def spoken(door: str, context: ssl.SSLContext) -> str:
    async with httpx2.AsyncClient(verify=context) as client:
        answer = await client.get(f"{door}/health/live")
        stream = answer.extensions["network_stream"]
        return str(stream.get_extra_info("ssl_object").version())


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
async def test_new_versions_are_spoken(door: str, files: Path, version: ssl.TLSVersion) -> None:
    assert door.startswith("https://")
    assert await spoken(door, trusting(files, version)) == version.name.replace("_", ".")


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
async def test_old_versions_are_refused(door: str, files: Path, version: ssl.TLSVersion) -> None:
    with pytest.raises(httpx2.ConnectError):
        await spoken(door, trusting(files, version))


async def test_a_weak_cipher_is_refused(door: str, files: Path) -> None:
    weak = trusting(files, ssl.TLSVersion.TLSv1_2)
    weak.set_ciphers("ECDHE-ECDSA-AES128-SHA")
    with pytest.raises(httpx2.ConnectError):
        await spoken(door, weak)


async def test_what_is_not_encrypted_is_not_answered(door: str) -> None:
    async with httpx2.AsyncClient() as client:
        with pytest.raises(httpx2.TransportError):
            await client.get(door.replace("https://", "http://") + "/health/live")


async def test_sockets_are_spoken_to_likewise(door: str, files: Path) -> None:
    live = door.replace("https://", "wss://") + "/live"
    async with connect(live, ssl=trusting(files), compression=None) as socket:
        await socket.send(json.dumps({"type": "ping"}))
        assert json.loads(await socket.recv()) == {"type": "pong"}


async def test_another_certificate_is_shown_without_a_restart(door: str, files: Path, fleet: Fleet) -> None:
    before = shown(door)
    written(files)
    os.kill(fleet.running["tls"], signal.SIGHUP)
    await eventually(lambda: shown(door) != before)
    assert await spoken(door, trusting(files)) == "TLSv1.3"


def shown(door: str) -> str:
    where = urlsplit(door)
    return ssl.get_server_certificate((str(where.hostname), where.port or 443))
