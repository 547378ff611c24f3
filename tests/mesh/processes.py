"""Worker processes for tests: started, killed, started again."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field

from ops.stack import Addresses
from ops.stack.process import child_setup


def environment(addresses: Addresses, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "BOXOFFICE_POSTGRES": addresses.postgres,
        "BOXOFFICE_NATS": addresses.nats,
        "BOXOFFICE_REDIS": addresses.redis,
        "BOXOFFICE_KAFKA_BOOTSTRAP": addresses.kafka,
        **more,
    }


@dataclass
class Fleet:
    """Named worker processes over one stack; a name keeps its place in its groups over a restart."""

    addresses: Addresses
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    services: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def start(self, name: str, *services: str) -> None:
        """Returns once the worker has joined its groups."""
        self.services[name] = services or self.services.get(name, ())
        command = [sys.executable, "-m", "ops.worker", *self.services[name]]
        started = subprocess.Popen(  # noqa: S603
            command,
            stdout=subprocess.PIPE,
            env=environment(self.addresses, BOXOFFICE_KAFKA_WORKER=name),
            preexec_fn=child_setup(None, signal.SIGTERM),  # noqa: PLW1509
        )
        assert started.stdout is not None
        announced = started.stdout.readline()
        assert announced, f"{name} did not start: see above"
        assert json.loads(announced)["ready"]
        self.running[name] = started

    def kill(self, name: str) -> None:
        """SIGKILL: no last word."""
        self.running[name].kill()
        self.running.pop(name).wait(10)

    def stop(self) -> None:
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            process.wait(30)
        self.running.clear()
