"""A box office was killed, and its ready file is still there: who goes by it is told that nobody answers."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from typer.testing import CliRunner

from ops.cli import commands

pytestmark = pytest.mark.real
PLAN = str(Path("docs/examples/plan.json").resolve())


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """Its data folder, with the demo event."""
    with socket.create_server(("127.0.0.1", 0)) as gone:
        at = f"127.0.0.1:{gone.getsockname()[1]}"
    door, who = f"http://{at}", {"mail": "ada@example.com", "password": "long enough"}
    ready = {"edge": door, "live": f"ws://{at}/live", "stripe": door, "mail": door, "kafka": at, "data": str(tmp_path)}
    ready |= {"postgres": f"postgresql://{at}/postgres", "nats": f"nats://{at}", "redis": f"redis://{at}/0"}
    more = {"health": {"edge": f"{door}/health/ready"}, "pids": {"edge": 1}, "sockets": 9, "partitions": 3}
    (tmp_path / "ready.json").write_text(json.dumps(ready | more))
    (tmp_path / "demo.json").write_text(json.dumps({"event_id": "event", "organiser": who, "buyer": who}))
    return tmp_path


@pytest.mark.parametrize("as_json", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize(
    "words",
    [
        ["demo"], ["demo", "--sale", "2"], ["demo", "--money"], ["buy"], ["check"], ["breakers"], ["topics"],
        ["saga", "x"], ["dead", "list"], ["views", "rebuild"],
        ["queue", "show", "event"], ["queue", "verify", "event"], ["plan", "import", "event", PLAN], ["limits", "show"],
        ["ticket", "verify", "code"], ["ticket", "admit", "code", "--event", "event"], ["audit", "verify"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_command_ends_with_2_and_says_so(words: list[str], as_json: list[str], left: Path) -> None:
    done = CliRunner().invoke(commands([words[0]]), [*words, *as_json, "--at", str(left)])
    assert isinstance(done.exception, SystemExit), done.exception
    assert (done.exit_code, done.stdout) == (2, ""), done.output
    assert any(word in done.stderr for word in ("Connect call failed", "nobody answered", "ConnectionError"))


@pytest.mark.parametrize("words", [["demo"], ["demo", "--sale", "2"], ["demo", "--money"], ["buy"]], ids=" ".join)
def test_where_somebody_else_has_the_port_that_is_said(words: list[str], left: Path) -> None:
    with pages() as address:
        ready = json.loads((left / "ready.json").read_text())
        (left / "ready.json").write_text(json.dumps(ready | {"edge": address}))
        done = CliRunner().invoke(commands([words[0]]), [*words, "--at", str(left)])
    assert (done.exit_code, done.stdout) == (2, ""), done.output
    assert f"what answers at {address} is no box office" in done.stderr


@contextmanager
def pages() -> Iterator[str]:
    """The address of a server of something else, which has a page for whatever it is asked."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<html>something else</html>")

    do_POST = do_GET


def test_the_status_says_so_of_each_process(left: Path) -> None:
    done = CliRunner().invoke(commands(["status"]), ["status", "--json", "--at", str(left)])
    assert done.exit_code == 1
    assert json.loads(done.stdout) == {"edge": {"ready": False, "says": "no answer: ClientConnectorError"}}
