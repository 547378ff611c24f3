"""Writes what follows from the contracts and the steps, and refuses what would break them: `make contracts`.

`--check` writes nothing and fails where something would change. `--base` names the commit whose messages may still lie
in the log, or be said by workers that run; if it is not given, nor `BOXOFFICE_CONTRACTS_BASE`, the last ten changes are
judged: `HEAD`, and the commit before each change.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from ops.generate.asyncapi import asyncapi_file
from ops.generate.base import is_known, pasts, schemas_at
from ops.generate.compatible import breaks, outlived
from ops.generate.door import openapi_file
from ops.generate.house import House, house
from ops.generate.messages_page import messages_file
from ops.generate.pages import page_files
from ops.generate.schemas import FOLDER, schema_files
from ops.generate.security import security_file
from ops.generate.service_map import service_map_file
from ops.generate.source import ROOT
from ops.generate.unheard import mistakes


def files(root: Path, all_: House) -> dict[str, str]:
    """The text of every generated file, by its path."""
    pages = messages_file(all_) | service_map_file(all_) | page_files(root, all_) | security_file()
    return schema_files(all_) | asyncapi_file(all_) | openapi_file() | pages


def problems(root: Path, all_: House, base: str = "") -> Iterator[str]:
    """Without a `base` the last changes are judged, whether they are committed or not."""
    new = {Path(path).stem: json.loads(text) for path, text in schema_files(all_).items()}
    yield from mistakes(all_)
    refs = [base] if base else pasts(root, new)
    olds = [schemas_at(root, ref) for ref in refs]
    yield from dict.fromkeys(wrong for old in olds for wrong in breaks(old, new))
    if is_known(root, refs[-1]):
        yield from outlived(olds[-1], new)


def changes(root: Path, made: dict[str, str]) -> tuple[str, ...]:
    """The paths that are not as they should be, those that should not be there included."""
    differ = {path for path, text in made.items() if not (root / path).exists() or (root / path).read_text() != text}
    left = {f"{FOLDER}/{file.name}" for file in (root / FOLDER).glob("*.json")} - made.keys()
    return tuple(sorted(differ | left))


def write(root: Path, made: dict[str, str], changed: tuple[str, ...]) -> None:
    for path in changed:
        if path not in made:
            (root / path).unlink()
            continue
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(made[path])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m ops.contracts", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if something would change")
    parser.add_argument("--base", default=os.environ.get("BOXOFFICE_CONTRACTS_BASE", ""), help="a commit")
    said = parser.parse_args(arguments)
    all_ = house()
    if wrong := list(problems(ROOT, all_, said.base)):
        print("\n".join(wrong), file=sys.stderr)
        return 1
    made = files(ROOT, all_)
    changed = changes(ROOT, made)
    if not said.check:
        write(ROOT, made, changed)
    print("\n".join(f"{'stale' if said.check else 'written'}: {path}" for path in changed) or "nothing has changed")
    return 1 if said.check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
