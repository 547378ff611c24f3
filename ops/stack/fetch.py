"""Fetches Kafka's jars into the user's cache, each checked against kafka-jars.lock: `python -m ops.stack.fetch`."""

import hashlib
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from ops.stack.download import Download, Lost
from ops.stack.folders import cache
from ops.stack.jars import Jar, missing

AT_ONCE = 16
Tell = Callable[[str], None]


class WrongJar(Exception):
    """What was fetched is not what the lock names."""


def fetch_missing(tell: Tell) -> None:
    """Says how far it has come. Raises WrongJar, and Lost for one that cannot be had."""
    wanted, download = missing(), Download(tell)
    (cache() / "jars").mkdir(exist_ok=True)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for done, jar in enumerate(threads.map(lambda jar: fetch(jar, download), wanted), start=1):
            if done % 10 == 0 or done == len(wanted):
                tell(f"{done} of {len(wanted)} jars are there, the last {jar.name}")


def fetch(jar: Jar, download: Download) -> Jar:
    """Raises Lost, and WrongJar if its checksum differs; then nothing is kept."""
    body = download(f"{repository()}/{jar.path}")
    if hashlib.sha256(body).hexdigest() != jar.sha256:
        raise WrongJar(f"{jar.path}: its checksum differs from the lock")
    part = jar.file.with_suffix(f".{os.getpid()}")
    part.write_bytes(body)
    part.rename(jar.file)
    return jar


def repository() -> str:
    """BOXOFFICE_MAVEN_URL names a mirror; else the public one that jgo knows."""
    from jgo.constants import MAVEN_CENTRAL_URL  # noqa: PLC0415 slow to import, needed once

    return (os.environ.get("BOXOFFICE_MAVEN_URL") or str(MAVEN_CENTRAL_URL)).rstrip("/")


def main() -> None:
    try:
        fetch_missing(lambda text: print(f"set-up: {text}", file=sys.stderr, flush=True))
    except (Lost, WrongJar, OSError) as error:
        sys.exit(f"set-up: {error}. Another address may be named by BOXOFFICE_MAVEN_URL")


if __name__ == "__main__":
    main()
