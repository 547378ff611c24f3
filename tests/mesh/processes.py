"""Worker processes for tests: forked by the nursery, killed, started again."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any

from ops.stack import Addresses


def environment(addresses: Addresses, **more: str) -> dict[str, str]:
    return {
        "BOXOFFICE_POSTGRES": addresses.postgres,
        "BOXOFFICE_NATS": addresses.nats,
        "BOXOFFICE_REDIS": addresses.redis,
        "BOXOFFICE_KAFKA_BOOTSTRAP": addresses.kafka,
        **more,
    }


@dataclass
class Fleet:
    """Named processes over one stack; a worker's name keeps its place in its groups over a restart."""

    addresses: Addresses
    more: dict[str, str] = field(default_factory=dict)
    """Further environment, of all processes."""
    orders: dict[str, dict[str, Any]] = field(default_factory=dict)
    running: dict[str, int] = field(default_factory=dict)
    said: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What each process said of itself when it was ready."""

    def __post_init__(self) -> None:
        self.nursery = subprocess.Popen(
            [sys.executable, "-m", "ops.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **environment(self.addresses, **self.more)},
        )
        self._until("", "ready")

    def start(self, name: str, *args: str, run: str = "worker", log: str = "", **env: str) -> None:
        """Returns once it is ready: a worker has joined its groups. Without arguments: all services.

        `log` is a file for what it writes; else it is ours.
        """
        env = {"BOXOFFICE_KAFKA_WORKER": name} | env
        self.orders[name] = {"do": "start", "name": name, "run": run, "args": args, "env": env, "nice": 0, "log": log}
        self._again(name)

    def whole(self) -> None:
        """One worker with all services is there, and no other worker."""
        if "all" not in self.running or self.orders["all"]["args"]:
            self.only("all")

    def only(self, name: str, *services: str, **env: str) -> None:
        """This worker alone: all others give their partitions back first."""
        self.end_workers()
        self.start(name, *services, **env)

    def end_workers(self) -> None:
        for name in [name for name in self.running if self.orders[name]["run"] == "worker"]:
            self.end(name)

    def restart(self, name: str) -> None:
        """SIGKILL, no last word, and at once a successor of the same name."""
        self.kill(name)
        self._again(name)

    def kill(self, name: str) -> None:
        self._order({"do": "signal", "name": name, "signal": signal.SIGKILL})
        self._until(name, "exited")

    def end(self, name: str) -> None:
        """SIGTERM: it gives its partitions back, and will not be missed."""
        self._order({"do": "signal", "name": name, "signal": signal.SIGTERM})
        self._until(name, "exited")

    def stop(self) -> None:
        assert self.nursery.stdin
        self.nursery.stdin.close()
        self.nursery.wait(60)

    def _again(self, name: str) -> None:
        self._order(self.orders[name])
        self.said[name] = self._until(name, "ready")

    def _order(self, order: dict[str, Any]) -> None:
        assert self.nursery.stdin
        self.nursery.stdin.write(json.dumps(order).encode() + b"\n")
        self.nursery.stdin.flush()

    def _until(self, name: str, event: str) -> dict[str, Any]:
        assert self.nursery.stdout
        while line := self.nursery.stdout.readline():
            said: dict[str, Any] = json.loads(line)
            if said["event"] == "started":
                self.running[said["name"]] = said["pid"]
            if said["event"] == "exited":
                self.running.pop(said["name"], None)
                assert said["name"] != name or event == "exited", f"{name} ended with {said['code']}: see above"
            if (said["name"], said["event"]) == (name, event):
                return said
        raise AssertionError("the nursery ended")
