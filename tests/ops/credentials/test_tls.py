"""What each guarded server offers to whoever says hello to it: no old version, no weak cipher, no known hole."""

import json
import shutil
import socket
import ssl
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from ops.stack.addresses import HOST
from ops.stack.tls import ASKS_FOR_TLS
from tests.ops.credentials.conftest import Guarded
from tests.ops.credentials.hello import BEATS, HEARTBEAT, RENEGOTIATION, Hello, Said, chosen, record

SERVERS = {"kafka1": "kafka", "controller1": "kafka", "nats": "nats", "postgres": "postgres", "valkey": "redis"}
"""By the name of its port, that on its certificate."""
pytestmark = [pytest.mark.real, pytest.mark.parametrize("server", SERVERS)]
OLD = {"SSL 3.0": 0x0300, "TLS 1.0": 0x0301, "TLS 1.1": 0x0302}
NOW = 0x0303
GOOD = (0xC02B, 0xC02C, 0xCCA9, 0xC02F, 0xC030, 0xCCA8)
"""ECDHE with GCM or ChaCha20."""
WEAK = {
    "without encryption": (0x0001, 0x0002, 0x003B, 0xC006, 0xC010),
    "for export": (0x0003, 0x0006, 0x0008, 0x0014),
    "RC4": (0x0004, 0x0005, 0xC007, 0xC011),
    "3DES": (0x000A, 0x0016, 0xC008, 0xC012),
    "of nobody": (0x0018, 0x001B, 0x0034, 0x003A, 0x006C, 0x00A6, 0xC018, 0xC019),
    "without forward secrecy": (0x002F, 0x0035, 0x003C, 0x003D, 0x009C, 0x009D),
    "CBC": (0x0033, 0x0039, 0x0067, 0x006B, 0xC009, 0xC00A, 0xC013, 0xC014, 0xC023, 0xC024, 0xC027, 0xC028),
}
BEAT = bytes([HEARTBEAT, 3, 3, 0, 3, 1, 0x40, 0])
"""Says that it has 16 KiB, and has none."""


def port(guarded: Guarded, server: str) -> int:
    found: dict[str, int] = json.loads((Path(guarded.ca).parents[1] / "stack/ports.json").read_text())
    return found[server]


def line(guarded: Guarded, server: str) -> socket.socket:
    """To the server, where TLS begins."""
    found = socket.create_connection((HOST, port(guarded, server)), timeout=10)
    if server == "postgres":
        found.sendall(ASKS_FOR_TLS)
        assert found.recv(1) == b"S"
    while server == "nats" and found.recv(1) != b"\n":
        pass
    return found


def answered(guarded: Guarded, server: str, hello: Hello) -> Said | None:
    with line(guarded, server) as opened:
        return chosen(opened, hello)


def test_what_is_good_today_is_spoken(guarded: Guarded, server: str) -> None:
    said = answered(guarded, server, Hello(NOW, GOOD))
    assert said and said.version == NOW and said.cipher in GOOD


@pytest.mark.parametrize("version", OLD)
def test_no_old_version_is_spoken(guarded: Guarded, server: str, version: str) -> None:
    every = tuple(cipher for ciphers in WEAK.values() for cipher in ciphers)
    assert answered(guarded, server, Hello(OLD[version], (*every, *GOOD))) is None


@pytest.mark.parametrize("kind", WEAK)
def test_no_weak_cipher_is_spoken(guarded: Guarded, server: str, kind: str) -> None:
    assert answered(guarded, server, Hello(NOW, WEAK[kind])) is None


def test_nothing_is_compressed_no_heart_is_heard_and_no_session_begins_within_another(
    guarded: Guarded, server: str
) -> None:
    hello = Hello(NOW, GOOD, b"\1\0", {BEATS: b"\1", RENEGOTIATION: b"\0"})
    with line(guarded, server) as opened:
        said = chosen(opened, hello)
        assert said and said.compression == 0 and BEATS not in said.extensions and RENEGOTIATION in said.extensions
        opened.sendall(BEAT)
        with suppress(EOFError, OSError):
            while True:
                assert record(opened)[0] != HEARTBEAT


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_its_certificate_is_its_own_and_of_the_one_authority(
    guarded: Guarded, server: str, version: ssl.TLSVersion
) -> None:
    known, strange = ssl.create_default_context(cafile=guarded.ca), ssl.create_default_context()
    known.minimum_version = known.maximum_version = version
    with line(guarded, server) as opened, known.wrap_socket(opened, server_hostname=HOST) as spoken:
        assert spoken.version() == version.name.replace("_", ".")
        subject = dict(pair for (pair,) in (spoken.getpeercert() or {})["subject"])  # type: ignore[misc]
        assert subject["commonName"] == SERVERS[server]
    with line(guarded, server) as opened, pytest.raises(ssl.SSLCertVerificationError):
        strange.wrap_socket(opened, server_hostname=HOST)


def test_nobody_begins_anew_within_a_session(guarded: Guarded, server: str) -> None:
    """NATS is not asked: who could ask does not wait for its greeting, and its TLS has no code for that."""
    if server == "nats" or not (openssl := shutil.which("openssl")):
        pytest.skip("it cannot be asked here")
    asked = [openssl, "s_client", "-connect", f"{HOST}:{port(guarded, server)}", "-tls1_2", "-CAfile", guarded.ca]
    asked += ["-starttls", "postgres"] if server == "postgres" else []
    with subprocess.Popen(asked, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as asking:
        try:
            assert asking.stdin and asking.stdout
            asking.stdin.write(b"R\n")
            asking.stdin.flush()
            asking.wait(10)  # the server has hung up, or there would be no end
            before, began, after = asking.stdout.read().partition(b"RENEGOTIATING")
            assert began and b"verify return:1" in before and b"verify return:1" not in after
        finally:
            asking.kill()
