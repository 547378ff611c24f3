"""Programs and data where the user nobody can reach them, for a checkout under a closed home such as root's."""

import hashlib
import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ops.stack.privilege import into_nobody
from ops.stack.process import StartFailed
from ops.stack.server import Become

SHARED = Path("/var/tmp")  # noqa: S108 checked for its owner before use


def owned(folder: Path, become: Become | None) -> None:
    """Makes the folder, closed to all but the user that the child becomes."""
    folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    if become is into_nobody:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)


@contextmanager
def entrusted(file: Path, become: Become | None) -> Iterator[Path]:
    """`file`, or for nobody under a closed folder a copy that is his alone, for as long as the block lasts."""
    if become is not into_nobody or reachable(file):
        yield file
        return
    nobody = pwd.getpwnam("nobody")
    with tempfile.NamedTemporaryFile(dir=SHARED) as copy:
        copy.write(file.read_bytes())
        copy.flush()
        os.chown(copy.name, nobody.pw_uid, nobody.pw_gid)
        yield Path(copy.name)


def reachable_programs(site: Path, parts: list[str], label: str, become: Become | None) -> Path:
    """`site`, or for nobody under a closed home a copy of its `parts`: whole or not at all, and only root's own."""
    if become is not into_nobody or reachable(site):
        return site
    copy = SHARED / label
    if not copy.exists():
        fresh = Path(tempfile.mkdtemp(dir=SHARED))
        for part in parts:
            shutil.copytree(site / part, fresh / part)
        fresh.chmod(0o755)
        fresh.rename(copy)
    if copy.stat().st_uid != 0 or copy.stat().st_mode & 0o022:
        raise StartFailed(f"{copy} is not root's alone: remove it")
    return copy


def reachable_data(data: Path, become: Become | None) -> Path:
    """`data`, or for nobody under a closed home a folder in /var/tmp named after it."""
    if become is not into_nobody or reachable(data):
        return data
    return SHARED / f"boxoffice-{hashlib.sha256(str(data).encode()).hexdigest()[:12]}"


def reachable(path: Path) -> bool:
    open_to_all = 0o005
    return all(part.stat().st_mode & open_to_all == open_to_all for part in [path, *path.parents])
