"""NATS: a service tells what it has to tell, and answers where it is asked; the edge and operators only listen."""

import json
from dataclasses import dataclass
from typing import Any

from choreography.mesh import MeshSettings
from choreography.service import Service
from contracts import subjects
from ops import registry
from ops.credentials.ciphers import NEW, OLD
from ops.credentials.parts import PARTS, password
from ops.generate.house import answers


@dataclass(frozen=True)
class Words:
    """Subjects, as NATS matches them."""

    tells: tuple[str, ...]
    hears: tuple[str, ...]


def words(part: str) -> Words:
    if part in registry.NAMES:
        return Words(_told(registry.service(part)), (subjects.breaker_reset(part, "*"),))
    return Words((), subjects.HEARD[part])


def _told(service: Service) -> tuple[str, ...]:
    return ((subjects.ANSWERS,) if answers(service) else ()) + subjects.TOLD.get(service.name, ())


def configuration(mesh: MeshSettings, folder: str = "") -> str:
    """A configuration file; with a folder, its certificate lies there, and nobody speaks in plain text."""
    said: dict[str, Any] = {"authorization": {"users": [_user(mesh, part) for part in PARTS]}}
    if folder:
        said["tls"] = {
            "cert_file": f"{folder}/certificate.pem", "key_file": f"{folder}/key.pem",
            "min_version": "1.2", "cipher_suites": [*NEW, *OLD],
        }  # fmt: skip
    return json.dumps(said, indent=1) + "\n"


def _user(mesh: MeshSettings, part: str) -> dict[str, Any]:
    may = words(part)
    permissions = {"publish": _only(may.tells), "subscribe": _only(may.hears)}
    return {"user": part, "password": password(mesh, "nats", part), "permissions": permissions}


def _only(allowed: tuple[str, ...]) -> dict[str, Any]:
    """To NATS an empty list would mean all."""
    return {"allow": list(allowed)} if allowed else {"deny": [">"]}
