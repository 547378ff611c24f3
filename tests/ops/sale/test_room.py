import json
from pathlib import Path

from typer.testing import CliRunner

from ops.cli import app


def test_a_sale_to_more_people_than_there_are_sockets_is_refused_before_anybody_comes(tmp_path: Path) -> None:
    (tmp_path / "ready.json").write_text(json.dumps({"edge": "http://127.0.0.1:1", "sockets": 15_000}))
    done = CliRunner().invoke(app, ["demo", "--sale", "5000", "--buyers", "20000", "--at", str(tmp_path)])
    assert done.exit_code == 2 and "20000 people" in done.output and "--doors" in done.output
