"""The schemas as they were: at a git commit, or where there is none, on disk."""

import io
import json
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ops.generate.schemas import FOLDER

CHANGES = 10
"""So many of the last changes of the schemas are judged: one that broke readers is not forgotten with the next."""


def schemas_at(root: Path, ref: str) -> dict[str, Any]:
    """By message. Of the files on disk if the commit, or its folder of schemas, does not exist."""
    command = ["git", "-C", str(root), "archive", "--format=tar", ref, FOLDER]
    archive = subprocess.run(command, capture_output=True, check=False)
    if archive.returncode:
        return {file.stem: json.loads(file.read_text()) for file in sorted((root / FOLDER).glob("*.json"))}
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
        files = {Path(one.name).stem: tar.extractfile(one) for one in tar if one.name.endswith(".json")}
        return {name: json.loads(file.read()) for name, file in files.items() if file}


def pasts(root: Path, now: Mapping[str, Any]) -> list[str]:
    """The commits whose messages are in the world already, where none is named, the newest first.

    They are those before each of the last changes of the schemas, and `HEAD` too where that does not say what is said
    `now`. A clone without that history has nothing older than `HEAD`.
    """
    head = ["HEAD"] if schemas_at(root, "HEAD") != now else []
    changes = _git(root, "log", f"-{CHANGES}", "--first-parent", "--format=%H", "--", FOLDER).split()
    parents = (_git(root, "rev-parse", "--quiet", "--verify", f"{change}^") for change in changes)
    return [*head, *filter(None, parents)] or ["HEAD"]


def is_known(root: Path, ref: str) -> bool:
    """Is there such a commit? Without one nobody can say what is over."""
    return bool(_git(root, "rev-parse", "--quiet", "--verify", f"{ref}^{{commit}}"))


def _git(root: Path, *words: str) -> str:
    """What it prints; nothing if it fails."""
    command = ["git", "-C", str(root), *words]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if said.returncode else said.stdout.strip()
