"""Which processes a box office has, in its two forms."""

from dataclasses import dataclass

from ops import registry
from ops.up.fleet import Process


@dataclass(frozen=True)
class Form:
    """`split`: every service in a process of its own, and the sockets of the edge too."""

    port: int = 3000
    split: bool = False

    @property
    def live_port(self) -> int:
        """Where sockets are served when they have a process of their own: 3003."""
        return self.port + 3 if self.split else self.port

    @property
    def stripe_port(self) -> int:
        """3010, and the next ones likewise."""
        return self.port + 10

    @property
    def mail_page_port(self) -> int:
        return self.port + 20

    @property
    def mail_port(self) -> int:
        return self.port + 25

    def workers(self) -> list[Process]:
        if not self.split:
            return [_worker("workers", self.port + 90, *registry.NAMES)]
        return [_worker(name, self.port + 90 + nth, name) for nth, name in enumerate(registry.NAMES)]

    def edges(self) -> list[Process]:
        edge = Process("edge", "edge", ("--port", str(self.port)))
        live = Process("edge-live", "edge", ("--port", str(self.live_port)))
        return [edge, live] if self.split else [edge]


def _worker(name: str, health: int, *services: str) -> Process:
    return Process(name, "worker", services, {"BOXOFFICE_KAFKA_WORKER": name, "BOXOFFICE_HEALTH_PORT": str(health)})
