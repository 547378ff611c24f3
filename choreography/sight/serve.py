"""A worker's own port: its metrics, and whether it lives and works."""

import json
import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from choreography.kafka.away import brokers
from choreography.lane import Lane
from choreography.sight.http import TEXT, Page, pages
from choreography.sight.look import Look, keep_looking
from choreography.sight.settings import SightSettings
from choreography.tasks import background
from choreography.tls import listening


@asynccontextmanager
async def shown(lanes: Sequence[Lane], settings: SightSettings) -> AsyncIterator[int]:
    """Until the block is left; gives the port, 0 if there is to be none. Raises OSError if the port is taken."""
    if not settings.health_port:
        yield 0
        return
    looks = [Look(lane) for lane in lanes]
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(background(keep_looking(looks, settings.look_every)))
        host, port, tls = settings.health_host, settings.health_port, encrypted(settings)
        yield await stack.enter_async_context(pages(worker_pages(looks), host, port, tls))


def encrypted(settings: SightSettings) -> ssl.SSLContext | None:
    """Raises OSError if the files are not those of a certificate."""
    if not settings.health_certificate:
        return None
    return listening(settings.health_certificate, settings.health_key)


def worker_pages(looks: Sequence[Look]) -> Mapping[str, Page]:
    from choreography.sight.collector import CONTENT, registry, text  # noqa: PLC0415 only where it is served

    numbers = registry(looks)
    return {
        "/metrics": lambda: (200, CONTENT, text(numbers)),
        "/health/live": lambda: (200, TEXT, b"alive\n"),
        "/health/ready": lambda: ready(looks),
    }


def ready(looks: Sequence[Look]) -> tuple[int, str, bytes]:
    """200 if every lane does all of its work, else 503; which does not, and why, what is not called at present, and
    which brokers are away: whether that keeps a lane from its work depends on the others.
    """
    why = {look.lane.service.name: look.unready for look in looks if look.unready}
    said: dict[str, object] = {"ready": not why, "why": why}
    if breakers := {look.lane.service.name: open_ for look in looks if (open_ := not_closed(look.lane))}:
        said["breakers"] = breakers
    if brokers.away:
        said["away"] = {"kafka": brokers.away}
    return 503 if why else 200, "application/json", json.dumps(said).encode()


def not_closed(lane: Lane) -> dict[str, str]:
    """By dependency, the state of its circuit breaker."""
    return {name: one.state for name, one in lane.effects.breakers.items() if one.state != "closed"}
