"""`python -m bench.whose`: how long a known and an unknown mail address take, by turns, in a box office in memory."""

import asyncio
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from time import perf_counter
from typing import Any

import httpx2

from bench.systems.child import free_block
from bench.systems.mesh import BESIDE

WORDS = "correct horse battery"
TIMES = 60
LIMITS = ("SESSION", "ACCOUNT", "FAILURE", "CODE", "CHANGE")
PATHS: dict[str, dict[str, str]] = {
    "/sessions": {"password": "not this one at all"},
    "/accounts/codes": {"purpose": "reset"},
    "/accounts/password": {"code": "0" * 11, "password": WORDS},
    "/accounts": {"password": WORDS, "name": "Ann"},
}


@contextmanager
def house() -> Iterator[str]:
    """The address of its door."""
    env = os.environ | {f"BOXOFFICE_EDGE_{name}_BURST": "100000" for name in LIMITS}
    command = [sys.executable, "-m", "ops.cli", "up", "--memory", "--json", "--port", str(free_block(BESIDE))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=env) as running:
        try:
            assert running.stdout
            yield str(json.loads(running.stdout.readline())["edge"])
        finally:
            running.terminate()


async def took(client: httpx2.AsyncClient, path: str, mail: str) -> float:
    """In milliseconds."""
    began = perf_counter()
    await client.post(path, json=PATHS[path] | {"mail": mail}, headers={"Prefer": "wait=20"})
    return (perf_counter() - began) * 1000


async def measured(url: str) -> list[dict[str, Any]]:
    async with httpx2.AsyncClient(base_url=url, timeout=40) as client:
        known = [f"{uuid.uuid4().hex}@example.org" for _ in range(TIMES)]
        for mail in known:
            await took(client, "/accounts", mail)
        rows = []
        for path in PATHS:
            pairs = [(await took(client, path, one), await took(client, path, f"no-{uuid.uuid4().hex}@example.org"))
                     for one in known]  # fmt: skip
            ours, others = (median(times) for times in zip(*pairs, strict=True))
            rows.append({"path": path, "known": ours, "unknown": others, "ratio": ours / others})
        return rows


def main() -> None:
    with house() as url:
        for row in asyncio.run(measured(url)):
            print("{path:22} known {known:7.2f} ms  unknown {unknown:7.2f} ms  ratio {ratio:.2f}".format(**row))


if __name__ == "__main__":
    main()
