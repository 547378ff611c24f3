"""What compose would start a service with, and what of it is another thing on this machine."""

import os
import re
from pathlib import Path
from typing import Any

import yaml
from pydantic import SecretStr

from choreography.mesh import MeshSettings
from ops.credentials.environment import environment
from ops.stack import Addresses

COMPOSE = yaml.safe_load(Path("compose.yaml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
MADE_UP = "made-up-for-a-test"
VARIABLE = re.compile(r"\$\{\w+:([-?])([^}]*)\}")
"""`${NAME:-default}`, or `${NAME:?}`, which somebody has to say."""
NOBODY = "http://127.0.0.1:1"


def composed(name: str) -> dict[str, str]:
    """Its environment, where nothing is said but what has to be; and its file of credentials."""
    said = {key: value for key, value in SERVICES[name]["environment"].items() if value is not None}
    mesh = MeshSettings(role_secret=SecretStr(MADE_UP))
    return environment(mesh, name) | {key: VARIABLE.sub(_said, str(value)) for key, value in said.items()}


def _said(variable: "re.Match[str]") -> str:
    return variable[2] if variable[1] == "-" else MADE_UP


def replaced(port: int, addresses: Addresses, chain: str, key: str) -> dict[str, str]:
    """Addresses, and how who is there is asked: the local servers are not encrypted, and ask nobody who speaks.

    There is no collector and no replica, nobody outside is called, no money is real, and the door's certificate
    is made for the test.
    """
    return {
        "BOXOFFICE_POSTGRES": addresses.postgres,
        "BOXOFFICE_REPLICA": "",
        "BOXOFFICE_NATS": addresses.nats,
        "BOXOFFICE_REDIS": addresses.redis,
        "BOXOFFICE_KAFKA_BOOTSTRAP": addresses.kafka,
        "BOXOFFICE_KAFKA_USER": "",
        "BOXOFFICE_KAFKA_PASSWORD": "",
        "BOXOFFICE_KAFKA_CA": "",
        "BOXOFFICE_CA": "",
        "BOXOFFICE_HEALTH_HOST": "127.0.0.1",
        "BOXOFFICE_HEALTH_PORT": str(port),
        "BOXOFFICE_OTLP_ENDPOINT": "",
        "BOXOFFICE_HEALTH_CERTIFICATE": chain,
        "BOXOFFICE_HEALTH_KEY": key,
        "BOXOFFICE_STRIPE_BASE": NOBODY,
        "BOXOFFICE_EDGE_STRIPE_LIVE": "false",
        "BOXOFFICE_EDGE_TLS_CERTIFICATE": chain,
        "BOXOFFICE_EDGE_TLS_KEY": key,
    }


def here(name: str, port: int, addresses: Addresses, chain: str, key: str) -> dict[str, str]:
    """The service's environment on this machine: of what compose says, only these are replaced."""
    told, plain = composed(name), {key: value for key, value in os.environ.items() if "BOXOFFICE" not in key}
    return plain | told | {k: v for k, v in replaced(port, addresses, chain, key).items() if k in told}
