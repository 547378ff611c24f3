"""A box office whose servers ask who speaks: each process is told who it is there, and its own secrets alone."""

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import SecretStr

from choreography.mesh import MeshSettings
from ops.credentials.environment import Places, environment
from ops.credentials.folder import write
from ops.credentials.parts import ADMIN, EDGE, OPERATOR, PARTS, password
from ops.stack import Addresses
from ops.stack.postgres import socket_folder
from ops.stack.process import run
from ops.up.fleet import Process
from ops.up.secrets import kept_secrets

ROLES = "BOXOFFICE_ROLE_SECRET"
TICKETS, IDENTITY = "BOXOFFICE_TICKET_SECRET", "BOXOFFICE_IDENTITY_MASTER"
KEYRING, BLIND = "BOXOFFICE_KEYRING_MASTER", "BOXOFFICE_BLIND_SECRET"
ACCEPTANCE, STRIPE = "BOXOFFICE_EDGE_ACCEPTANCE_SECRET", "BOXOFFICE_EDGE_STRIPE_SECRET"
SECRETS = {
    "inventory": {TICKETS},
    "payments": {KEYRING, BLIND},
    "identity": {IDENTITY, KEYRING, BLIND},
    "users": {KEYRING},
    "email": {KEYRING, BLIND},
    EDGE: {KEYRING, BLIND, ACCEPTANCE, STRIPE},
    "stripe": {STRIPE},
}
"""Of those that are kept for a box office, whose each is."""


@dataclass(frozen=True)
class Guard:
    folder: Path
    mesh: MeshSettings
    secrets: dict[str, str]

    @classmethod
    def made(cls, data: Path) -> "Guard":
        """Passwords follow from a secret that the data folder keeps."""
        secrets = kept_secrets(data, {ROLES, *(name for names in SECRETS.values() for name in names)})
        return cls(data / "credentials", MeshSettings(role_secret=SecretStr(secrets[ROLES])), secrets)

    def renew(self) -> Path:
        """The certificates, new at each start, and where they lie. Servers that run on the old ones are lost to all."""
        write(self.folder, self.mesh, local=True)
        return self.folder

    def places(self, at: Addresses) -> Places:
        nats, redis = (address.replace("://", "://{who}@") for address in (at.nats, at.redis))
        replica = named(at.replica, "{who}") if at.replica else ""
        return Places(str(self.folder / "ca.pem"), at.kafka, named(at.postgres, "{who}"), nats, redis, replica)

    def told(self, process: Process, at: Addresses) -> Process:
        part = EDGE if process.run == EDGE else process.name
        own = {name: self.secrets[name] for name in SECRETS.get(part, ()) if name in self.secrets}
        known = environment(self.mesh, part, self.places(at)) if part in PARTS else {}
        return replace(process, env=process.env | known | own)

    async def provisioned(self, at: Addresses, env: dict[str, str]) -> None:
        """In a process of its own, so that no other is told what it knows."""
        known = environment(self.mesh, ADMIN, self.places(at)) | self._all(at)
        await run(sys.executable, "-m", "ops.provisioning", env=env | known)

    def for_operators(self, at: Addresses) -> Path:
        """A file of what the `boxoffice` command needs: an operator's words, and to look at every service's tables."""
        known, file = environment(self.mesh, OPERATOR, self.places(at)) | self._all(at), self.folder / "operator.env"
        known["BOXOFFICE_BACKUP_SOCKET"] = str(socket_folder(self.folder.parent / "stack"))
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as written:
            written.writelines(f"{name}={value}\n" for name, value in known.items())
        return file

    def _all(self, at: Addresses) -> dict[str, str]:
        who = f"{ADMIN}:{password(self.mesh, 'postgres', ADMIN)}"
        return {ROLES: self.secrets[ROLES], "BOXOFFICE_POSTGRES": named(at.postgres, who)}


def named(database: str, who: str) -> str:
    return database.replace(f"//{ADMIN}@", f"//{who}@")
