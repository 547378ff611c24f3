"""A whole box office on this machine, from its servers to its front door."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from choreography.kafka.settings import KafkaSettings
from choreography.mesh import MeshSettings
from edge.descriptors import room
from ops.provisioning import provision_all
from ops.ready_file import write_whole
from ops.stack import Addresses, Event, local_stack
from ops.up import provider
from ops.up.doors import opened
from ops.up.fleet import Fleet, Process
from ops.up.guarded import Guard
from ops.up.partitions import NAME, kept_partitions
from ops.up.plan import HOST, Form
from ops.up.secrets import kept_secrets

Tell = Callable[[str, str], None]


@asynccontextmanager
async def house(
    data: Path, form: Form, brokers: int, replica: bool, files: Sequence[Path], tell: Tell
) -> AsyncIterator[dict[str, Any]]:
    """The addresses of all that serves, until the block is left; for so long they also stand in `files`."""
    data.mkdir(parents=True, exist_ok=True)

    def told(event: Event) -> None:
        tell(event.server, f"{event.what} {event.detail or (f'after {event.seconds:.2f} s' if event.seconds else '')}")

    if provider.real():
        tell("stripe", f"{provider.KEY} is a real provider's: it takes the money, and its fake is not started")
    partitions = kept_partitions(data)
    guard = Guard.made(data) if form.guarded else None
    async with local_stack(data / "stack", brokers, replica, told, guard.renew if guard else None) as stack:
        env = {NAME: str(partitions), **form.environment()}
        env |= {} if guard else environment(stack) | kept_secrets(data)
        fleet = Fleet(env, data / "logs", tell)
        try:
            await asyncio.gather(fleet.open(), provisioned(stack, partitions, tell, guard))
            await populated(fleet, form, data, (lambda one: guard.told(one, stack)) if guard else lambda one: one)
            keys = {"credentials": str(guard.for_operators(stack))} if guard else {}
            announce = partial(announced, data, files, stack, form, partitions, fleet, keys)
            fleet.moved = announce
            yield announce()
        finally:
            for file in files:
                file.unlink(missing_ok=True)
            await fleet.close()


async def provisioned(stack: Addresses, partitions: int, tell: Tell, guard: Guard | None) -> None:
    if guard:
        await guard.provisioned(stack, {NAME: str(partitions)})
    else:
        kafka = KafkaSettings(bootstrap=stack.kafka, partitions=partitions)
        await provision_all(MeshSettings(postgres=stack.postgres), kafka, tell=partial(tell, "provision"))
    tell("provision", "schemas, roles and topics are there")


async def populated(fleet: Fleet, form: Form, data: Path, told: Callable[[Process], Process]) -> None:
    """The world outside first, then the workers, and the door last. `told` says to each what it alone is to know."""
    await asyncio.gather(*(fleet.start(told(process)) for process in form.outside(data)))
    await asyncio.gather(*(fleet.start(told(process)) for process in form.workers()))
    await asyncio.gather(*(fleet.start(told(process)) for process in form.edges()))
    await opened([health(form)[process.name] for process in form.edges()])


def environment(stack: Addresses) -> dict[str, str]:
    return {
        "BOXOFFICE_POSTGRES": stack.postgres,
        "BOXOFFICE_REPLICA": stack.replica or "",
        "BOXOFFICE_NATS": stack.nats,
        "BOXOFFICE_REDIS": stack.redis,
        "BOXOFFICE_KAFKA_BOOTSTRAP": stack.kafka,
    }


def announced(
    data: Path,
    files: Sequence[Path],
    stack: Addresses,
    form: Form,
    partitions: int,
    fleet: Fleet,
    keys: dict[str, str],
) -> dict[str, Any]:
    """`keys` says where a command finds who it is to the servers, where these ask."""
    found = {
        **form.found(),
        **asdict(stack),
        "partitions": partitions,
        "sockets": form.doors * room().sockets,
        "pids": {name: process.pid for name, process in fleet.processes.items()},
        "health": health(form),
        "data": str(data),
        **keys,
    }
    for file in files:
        write_whole(file, found)
    return found


def health(form: Form) -> dict[str, str]:
    """By process, where it says whether it is ready."""
    ports = {process.name: process.env["BOXOFFICE_HEALTH_PORT"] for process in form.workers()}
    ports |= {process.name: process.args[-1] for process in form.edges()}
    return {name: f"http://{HOST}:{port}/health/ready" for name, port in ports.items()}
