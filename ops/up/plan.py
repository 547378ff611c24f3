"""Which processes a box office has, in its two forms."""

from dataclasses import dataclass
from pathlib import Path

from contracts.webhooks import HEARD
from ops import registry
from ops.up import provider
from ops.up.fleet import Process

HOST = "127.0.0.1"
SALE = ("bookings", "inventory", "payments", "realtime", "waiting_room", "promotions")
"""What a buyer waits for..."""
SIGNING_IN = ("identity",)
"""...and who comes, or renews tokens in a queue. All other services follow behind, and give way to both."""
BEHIND = 10
"""The niceness of what nobody waits for while a sale runs."""


@dataclass(frozen=True)
class Form:
    """`split`: every service in a process of its own, and the sockets of the edge too.

    `doors`: so many processes share the port of the edge, and likewise that of its sockets; the kernel spreads who
    comes.
    """

    port: int = 3000
    split: bool = False
    doors: int = 1
    guarded: bool = False
    """Servers ask who speaks: it is split, too, for a process speaks as one service."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "split", self.split or self.guarded)

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

    @property
    def health_port(self) -> int:
        """Of the first worker, the next ones likewise."""
        return self.port + 90

    @property
    def own_port(self) -> int:
        """Of the first door alone, the next ones likewise: on the port that they share anyone of them may answer."""
        return self.port + 40

    def ports(self) -> list[int]:
        """All of them, in order."""
        served = [self.port, self.live_port, self.stripe_port, self.mail_page_port, self.mail_port]
        served += [self.own_port + nth for nth, _ in enumerate(self.edges())]
        return sorted({*served, *(self.health_port + nth for nth, _ in enumerate(self.workers()))})

    def environment(self) -> dict[str, str]:
        """What the mesh is told of the world around it."""
        return {
            **provider.environment(f"http://{HOST}:{self.stripe_port}"),
            "BOXOFFICE_MAIL_HOST": HOST,
            "BOXOFFICE_MAIL_PORT": str(self.mail_port),
            "BOXOFFICE_PUBLIC_URL": f"http://{HOST}:{self.port}",
            "BOXOFFICE_API_URL": f"http://{HOST}:{self.port}",
        }

    def outside(self, data: Path) -> list[Process]:
        """The mail server, and the payment provider where it is not a real one: `data` keeps what they know."""
        webhook = f"http://{HOST}:{self.port}/webhooks/stripe"
        wanted = ("--webhook", webhook, "--events", ",".join(sorted(HEARD)))
        stripe = ("--port", str(self.stripe_port), *wanted, "--data", str(data / "stripe.jsonl"))
        ports = ("--smtp-port", str(self.mail_port), "--http-port", str(self.mail_page_port))
        mail = (*ports, "--data", str(data / "mails.jsonl"))
        fake = [] if provider.real() else [Process("stripe", "stripe", stripe)]
        return [*fake, Process("mail", "mail", mail, nice=BEHIND)]

    def found(self) -> dict[str, str]:
        """Where people, and commands for them, come to."""
        live, fake = f"ws://{HOST}:{self.live_port}/live", f"http://{HOST}:{self.stripe_port}"
        found = {"edge": f"http://{HOST}:{self.port}", "live": live, "mail": f"http://{HOST}:{self.mail_page_port}"}
        return found if provider.real() else {**found, "stripe": fake}

    def workers(self) -> list[Process]:
        first = self.health_port
        if not self.split:
            rest = [name for name in registry.NAMES if name not in SALE + SIGNING_IN]
            hurried = [_worker("sale", first, *SALE), _worker("identity", first + 1, *SIGNING_IN)]
            return [*hurried, _worker("rest", first + 2, *rest, nice=BEHIND)]
        return [_worker(name, first + nth, name) for nth, name in enumerate(registry.NAMES)]

    def edges(self) -> list[Process]:
        kinds = {"edge": self.port, **({"edge-live": self.live_port} if self.split else {})}
        doors = [(name, port, nth) for name, port in kinds.items() for nth in range(1, self.doors + 1)]
        return [_edge(name, port, nth, self.own_port + place) for place, (name, port, nth) in enumerate(doors)]


def _edge(name: str, port: int, nth: int, own: int) -> Process:
    args = ("--port", str(port), "--own-port", str(own))
    return Process(name if nth == 1 else f"{name}-{nth}", "edge", args)


def _worker(name: str, health: int, *services: str, nice: int = 0) -> Process:
    env = {"BOXOFFICE_KAFKA_WORKER": name, "BOXOFFICE_HEALTH_PORT": str(health)}
    return Process(name, "worker", services, env, nice)
