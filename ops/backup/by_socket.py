"""The way to a server of this machine that speaks TLS alone, for a `pg_dump` that has none: the server's own socket."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode, urlsplit, urlunsplit


@contextmanager
def by_socket(dsn: str, folder: Path | None) -> Iterator[str]:
    """The server's address by its socket in this folder; as it is said, without one.

    A link leads there, for the whole path of a socket may have 107 bytes.
    """
    if folder is None:
        yield dsn
        return
    with TemporaryDirectory() as short:
        link = Path(short) / "to"
        link.symlink_to(folder.resolve(), target_is_directory=True)
        yield through(dsn, link)


def through(dsn: str, folder: Path) -> str:
    parts = urlsplit(dsn)
    who = parts.netloc.rpartition("@")[0]
    return urlunsplit(parts._replace(netloc=f"{who}@", query=urlencode({"host": str(folder), "port": parts.port})))
