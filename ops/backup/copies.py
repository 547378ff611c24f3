"""Once the keyring's older copies are gone, no copy has the key of who was erased: none shows what was theirs."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

from ops.backup.dump import dumped

STAMP = "%Y%m%dT%H%M%SZ"
ALL, KEYRING = "boxoffice", "keyring"


class BackupSettings(BaseSettings):
    """Environment variables `BOXOFFICE_BACKUP_...`."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_BACKUP_")

    keyring_days: float = 7.0
    """Copies of the keyring are kept so long."""
    socket: Path | None = None
    """The folder of the server's own socket, where the server is on this machine and its port speaks TLS alone."""


class Together(ValueError):
    """A keyring lies apart from what it opens."""


async def backed_up(dsn: str, folder: Path, now: datetime) -> Path:
    """All but the keyring. Raises Together and DumpFailed."""
    _must_lie_apart(folder, KEYRING)
    return await dumped(dsn, _file(folder, ALL, now), "--exclude-schema", KEYRING)


async def keyring_copied(dsn: str, folder: Path, now: datetime, kept: timedelta) -> Path:
    """The keyring alone; what is older than `kept` goes, whether or not this copy comes to be."""
    _must_lie_apart(folder, ALL)
    for old in expired(folder, now, kept):
        old.unlink()
    return await dumped(dsn, _file(folder, KEYRING, now), "--schema", KEYRING)


def expired(folder: Path, now: datetime, kept: timedelta) -> list[Path]:
    """By their names: a file that was moved about is not younger for it."""
    return sorted(file for file in folder.glob(f"{KEYRING}-*.dump") if now - _made(file) > kept)


def _made(file: Path) -> datetime:
    return datetime.strptime(file.stem.partition("-")[2], STAMP).replace(tzinfo=UTC)


def _file(folder: Path, what: str, now: datetime) -> Path:
    return folder / f"{what}-{now.astimezone(UTC):{STAMP}}.dump"


def _must_lie_apart(folder: Path, other: str) -> None:
    if any(folder.glob(f"{other}-*.dump")):
        raise Together(f"{folder} has copies of the {other}: a keyring lies apart from what it opens")
