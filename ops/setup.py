"""Makes .venv and the cache of jars ready, from a stock python3 and nothing else: `python3 -m ops.setup`.

Standard library only, and written so that an old Python gets far enough to say that it is too old.
A second run sees by its stamp that nothing changed and returns at once.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Iterator

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON, UV, STAMP = VENV / "bin" / "python", VENV / "bin" / "uv", VENV / "ready"
OLDEST = (3, 11)


def main() -> None:
    refuse_unfit_python()
    with one_at_a_time():
        if not (STAMP.exists() and STAMP.read_text() == fingerprint()):
            make_ready()


def refuse_unfit_python() -> None:
    found = "%s is Python %d.%d" % (sys.executable, sys.version_info[0], sys.version_info[1])
    if sys.version_info < OLDEST:
        sys.exit(
            "Python %d.%d or newer is needed, but %s. Name another one: make PYTHON=python3.12" % (OLDEST + (found,))
        )
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        sys.exit(
            "%s, but lacks %s: install what brings it (Debian, Ubuntu: apt-get install python%d.%d-venv)"
            % (found, " and ".join(missing), sys.version_info[0], sys.version_info[1])
        )


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two set-ups of one checkout wait for each other; the kernel frees the lock of one that died."""
    with (ROOT / ".setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def fingerprint() -> str:
    """What an installation depends on: the locked packages, the project's own data, this Python, this folder."""
    facts = [(ROOT / name).read_bytes() for name in ("requirements.txt", "pyproject.toml")]
    facts += [sys.version.encode(), str(ROOT).encode()]
    return hashlib.sha256(b"\0".join(facts)).hexdigest()


def make_ready() -> None:
    if not (UV.exists() and works(UV)):
        say("making .venv with %s" % sys.executable)
        shutil.rmtree(str(VENV), ignore_errors=True)
        run(sys.executable, "-m", "venv", VENV)
        install_uv()
    say("installing the locked packages")
    run(UV, "pip", "sync", "--quiet", "--python", PYTHON, "--require-hashes", ROOT / "requirements.txt")
    run(UV, "pip", "install", "--quiet", "--python", PYTHON, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    say("fetching the Kafka jars")
    run(PYTHON, "-m", "ops.stack.fetch")
    STAMP.write_text(fingerprint())


def works(command: Path) -> bool:
    """False for a .venv that was made by another Python or copied from another folder."""
    venv_python = subprocess.run(
        [str(PYTHON), "-c", "import sys; print(sys.version)"], stdout=subprocess.PIPE, check=False
    )
    same_python = venv_python.stdout.decode().strip() == sys.version
    return (
        same_python
        and subprocess.run([str(command), "--version"], stdout=subprocess.DEVNULL, check=False).returncode == 0
    )


def install_uv() -> None:
    """The uv that requirements.txt pins, checked by the same hashes."""
    pinned = re.search(r"^uv==.*(\n    --hash.*)+", (ROOT / "requirements.txt").read_text(), re.MULTILINE)
    assert pinned, "requirements.txt pins no uv"
    wanted = VENV / "uv.txt"
    wanted.write_text(pinned.group(0) + "\n")
    run(PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes", "--requirement", wanted)


def run(*command: object) -> None:
    environment = dict(os.environ)
    if "PIP_INDEX_URL" in environment:  # a mirror that pip was told of serves uv too
        environment.setdefault("UV_DEFAULT_INDEX", environment["PIP_INDEX_URL"])
    if not writable_home():  # pip, uv and we keep what was fetched in the same place
        environment.setdefault("XDG_CACHE_HOME", str(VENV / "cache"))
    done = subprocess.run([str(part) for part in command], cwd=str(ROOT), env=environment, check=False)
    if done.returncode:
        sys.exit("set-up stopped: %s failed" % " ".join(str(part) for part in command))


def writable_home() -> bool:
    """False for who has no home, as the users of services have none, or may write nothing there."""
    home = os.path.expanduser("~/.cache")
    with contextlib.suppress(OSError):
        if os.path.isabs(home):
            os.makedirs(home, exist_ok=True)
    return os.path.isabs(home) and os.access(home, os.W_OK)


def say(text: str) -> None:
    print("set-up: " + text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
