"""Jars are fetched though the repository is busy at first; what is not what the lock names is not kept."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from ops.stack import fetch as fetching
from ops.stack.download import TRIES, Download, Lost
from ops.stack.fetch import WrongJar, fetch_missing
from ops.stack.jars import Jar

BODY = b"a jar"


@contextmanager
def repository(answers: list[int]) -> Iterator[str]:
    """Answers with one status after the other, and then with 200 for ever."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(answers.pop(0) if answers else 200)
            self.send_header("Content-Length", str(len(BODY)))
            self.end_headers()
            self.wfile.write(BODY)

        def log_message(self, format: str, *args: object) -> None:
            """Nobody reads it."""

    server = HTTPServer(("127.0.0.1", 0), Answering)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.real
def test_a_repository_that_is_busy_at_first_is_asked_again_after_longer_and_longer_pauses() -> None:
    pauses, told = list[float](), list[str]()
    with repository([503, 429]) as address:
        assert Download(told.append, pauses.append)(f"{address}/a.jar") == BODY
    assert 0.5 <= pauses[0] < pauses[1] <= 1.5 and len(pauses) == 2
    assert "503" in told[0] and "again in" in told[0]


@pytest.mark.real
def test_what_is_not_there_is_not_asked_for_again() -> None:
    pauses = list[float]()
    with repository([404]) as address, pytest.raises(Lost, match="404"):
        Download(lambda _: None, pauses.append)(f"{address}/a.jar")
    assert pauses == []


@pytest.mark.real
def test_one_that_stays_busy_is_given_up_after_the_last_try() -> None:
    pauses = list[float]()
    with repository([503] * TRIES) as address, pytest.raises(Lost, match=f"503.*after {TRIES} tries"):
        Download(lambda _: None, pauses.append)(f"{address}/a.jar")
    assert len(pauses) == TRIES - 1


@pytest.fixture
def jar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Jar:
    """One that is missing, in a repository that is a folder."""
    found = Jar("org.example", "a", "1", hashlib.sha256(BODY).hexdigest())
    (tmp_path / found.path).parent.mkdir(parents=True)
    monkeypatch.setenv("BOXOFFICE_MAVEN_URL", tmp_path.as_uri())
    monkeypatch.setenv("BOXOFFICE_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(fetching, "missing", lambda: [found])
    return found


def test_how_far_it_has_come_is_said(jar: Jar, tmp_path: Path) -> None:
    told = list[str]()
    (tmp_path / jar.path).write_bytes(BODY)
    fetch_missing(told.append)
    assert told == ["1 of 1 jars are there, the last a"] and jar.file.read_bytes() == BODY


def test_what_is_not_what_the_lock_names_is_not_kept(jar: Jar, tmp_path: Path) -> None:
    (tmp_path / jar.path).write_bytes(b"another")
    with pytest.raises(WrongJar, match=r"a-1\.jar"):
        fetch_missing(lambda _: None)
    assert not jar.file.exists()
