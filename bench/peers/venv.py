"""The peers' virtualenv: made when missing, made again when their packages change."""

import hashlib
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
VENV = HERE / ".venv"
PYTHON, STAMP = VENV / "bin" / "python", VENV / "ready"
REQUIREMENTS = HERE / "requirements.txt"


def ready() -> Path:
    """The peers' Python. Raises CalledProcessError if the packages cannot be had."""
    wanted = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()
    if not (STAMP.exists() and STAMP.read_text() == wanted):
        uv("venv", "--quiet", "--clear", "--python", sys.executable, str(VENV))
        uv("pip", "sync", "--quiet", "--python", str(PYTHON), "--require-hashes", str(REQUIREMENTS))
        STAMP.write_text(wanted)
    return PYTHON


def uv(*arguments: str) -> None:
    subprocess.run([str(Path(sys.executable).with_name("uv")), *arguments], check=True)
