"""The schemas as they were: at a git commit, or where there is none, on disk."""

import io
import json
import subprocess
import tarfile
from pathlib import Path
from typing import Any

from ops.generate.schemas import FOLDER


def schemas_at(root: Path, ref: str) -> dict[str, Any]:
    """By message. Of the files on disk if the commit, or its folder of schemas, does not exist."""
    command = ["git", "-C", str(root), "archive", "--format=tar", ref, FOLDER]
    archive = subprocess.run(command, capture_output=True, check=False)
    if archive.returncode:
        return {file.stem: json.loads(file.read_text()) for file in sorted((root / FOLDER).glob("*.json"))}
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
        files = {Path(one.name).stem: tar.extractfile(one) for one in tar if one.name.endswith(".json")}
        return {name: json.loads(file.read()) for name, file in files.items() if file}
