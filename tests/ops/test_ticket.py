"""`boxoffice ticket verify`, without any network."""

import json
from pathlib import Path

from typer.testing import CliRunner

from contracts.ticket_codes import serial_of
from handlers.inventory.codes import public_key, ticket_codes
from handlers.inventory.rows import Hold
from ops.commands.ticket import ticket

(CODE,) = ticket_codes(Hold("e1", "e1-b1", "sold", ("stalls-A1",), issue=1))


def says(folder: Path, code: str, *more: str, void: tuple[str, ...] = ()) -> tuple[int, dict[str, str]]:
    (folder / "keys.json").write_text(json.dumps({"keys": [{"kty": "OKP", "x": public_key()}]}))
    (folder / "void.json").write_text(json.dumps({"items": void}))
    files = ["--keys", str(folder / "keys.json"), "--void", str(folder / "void.json")]
    ended = CliRunner().invoke(ticket, ["verify", code, "--json", *files, *more])
    return ended.exit_code, json.loads(ended.stdout)


def test_a_good_ticket_is_told(tmp_path: Path) -> None:
    told = {"place": "stalls-A1", "number": 1, "issue": 1, "serial": serial_of(CODE)}
    assert says(tmp_path, CODE, "--event", "e1") == (0, told)


def test_any_other_is_refused_with_a_reason(tmp_path: Path) -> None:
    assert says(tmp_path, CODE, "--event", "e2") == (1, {"refused": "another_event"})
    assert says(tmp_path, CODE, void=(serial_of(CODE),)) == (1, {"refused": "void"})
    assert says(tmp_path, "A" * len(CODE)) == (1, {"refused": "forged"})
