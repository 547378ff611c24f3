"""Whether the servers of a folder ask who speaks is settled when it is begun: who may log in stands in their data."""

from pathlib import Path

from ops.stack.process import StartFailed


def kept_guard(data: Path, guarded: bool) -> None:
    """Raises StartFailed if it was begun otherwise."""
    mark, begun = data / "guarded", (data / "ports.json").exists()
    if begun and mark.exists() != guarded:
        how = "guarded" if mark.exists() else "without a guard"
        raise StartFailed(f"{data} was begun {how}, and stays so: name another folder with --data")
    if guarded:
        mark.touch()
