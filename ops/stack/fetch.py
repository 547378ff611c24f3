"""Fetches Kafka's jars into the user's cache, each checked against kafka-jars.lock: `python -m ops.stack.fetch`."""

import hashlib
import os
import urllib.request
from concurrent.futures import ThreadPoolExecutor

from ops.stack.folders import cache
from ops.stack.jars import Jar, missing

AT_ONCE = 16
TIMEOUT = 60.0


class WrongJar(Exception):
    """What was fetched is not what the lock names."""


def fetch_missing() -> None:
    (cache() / "jars").mkdir(exist_ok=True)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        list(threads.map(fetch, missing()))


def fetch(jar: Jar) -> None:
    """WrongJar, and nothing kept, if its checksum differs."""
    with urllib.request.urlopen(f"{repository()}/{jar.path}", timeout=TIMEOUT) as answer:  # noqa: S310 our setting
        body = answer.read()
    if hashlib.sha256(body).hexdigest() != jar.sha256:
        raise WrongJar(f"{jar.path}: its checksum differs from the lock")
    part = jar.file.with_suffix(f".{os.getpid()}")
    part.write_bytes(body)
    part.rename(jar.file)


def repository() -> str:
    """BOXOFFICE_MAVEN_URL names a mirror; else the public one that jgo knows."""
    from jgo.constants import MAVEN_CENTRAL_URL  # noqa: PLC0415 slow to import, needed once

    return (os.environ.get("BOXOFFICE_MAVEN_URL") or str(MAVEN_CENTRAL_URL)).rstrip("/")


if __name__ == "__main__":
    fetch_missing()
