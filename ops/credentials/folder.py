"""All files in one folder, which nobody but its owner enters; each server, or process, is shown its own part of it."""

import shutil
from pathlib import Path

from choreography.mesh import MeshSettings
from ops import registry
from ops.credentials import nats, redis
from ops.credentials.brokers import client_properties, server_properties
from ops.credentials.certificates import Authority, pem
from ops.credentials.environment import environment
from ops.credentials.parts import ADMIN, PARTS, password

SERVERS = ("postgres", "replica", "kafka", "nats", "redis", "otel")
WORKERS = "workers"
"""They share a certificate for their health and their numbers, which whoever is inside may ask for."""
SHOWN = "/credentials"
"""Where a server of the composed system sees its part."""


def write(folder: Path, mesh: MeshSettings, local: bool = False) -> None:
    """Made anew, with a new authority. `local` is for servers on this machine, which see the folder itself."""
    made, authority = folder.with_name(f"{folder.name}.part"), Authority.made()
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True, mode=0o700)
    for name in SERVERS:
        _show(made / name, authority, name)
    _show(made / WORKERS, authority, *registry.NAMES)
    for name, text in files(mesh, str(folder.resolve()) if local else "").items():
        (made / name).write_text(text)
    (made / "ca.pem").write_text(pem(authority.certificate))
    shutil.rmtree(folder, ignore_errors=True)
    made.rename(folder)


def files(mesh: MeshSettings, local: str) -> dict[str, str]:
    """By name within the folder. Where the servers of this machine will listen is not known yet."""
    seen = {name: f"{local}/{name}" if local else SHOWN for name in SERVERS}
    found = {
        "redis/users.acl": redis.acl(mesh),
        "nats/nats.conf": nats.configuration(mesh, seen["nats"]),
        "kafka/server.properties": server_properties(mesh, seen["kafka"]),
        "kafka/client.properties": client_properties(mesh, seen["kafka"]),
    }
    if local:
        found["postgres/password"] = password(mesh, "postgres", ADMIN)
        found["replica/password"] = password(mesh, "postgres", "replica")
        return found
    return found | {f"{part}.env": _lines(environment(mesh, part)) for part in (ADMIN, *PARTS)}


def _show(folder: Path, authority: Authority, *hosts: str) -> None:
    folder.mkdir()
    certificate, key = authority.for_server(*hosts)
    texts = {"ca.pem": pem(authority.certificate), "certificate.pem": certificate, "key.pem": key}
    for name, text in (texts | {"keystore.pem": key + certificate}).items():
        (folder / name).write_text(text)


def _lines(environment: dict[str, str]) -> str:
    return "".join(f"{name}={value}\n" for name, value in environment.items())
