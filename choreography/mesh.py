"""Where the servers are."""

import hashlib
import hmac
from urllib.parse import urlsplit, urlunsplit

from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict

from choreography.secrets import Secrets


class MeshSettings(Secrets):
    """Where the servers are. Environment variables `BOXOFFICE_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_")

    postgres: str = "postgresql://boxoffice@127.0.0.1:5432/postgres"
    """Each service logs in under its own role, which takes the place of the user in this address."""
    replica: str = ""
    """Where the edge reads what it shows, as long as it is there and young enough; empty: from the primary."""
    nats: str = "nats://127.0.0.1:4222"
    redis: str = "redis://127.0.0.1:6379/0"

    role_secret: SecretStr = SecretStr("")
    """From which the password of each role follows; empty where the server trusts its network, as the local one."""

    role_password: SecretStr = SecretStr("")
    """The password of this process' own role, where it is to know no other's: then it needs no secret of all roles."""
    ca: str = ""
    """File of the authority that NATS' certificate has to be from; empty: the system's own. PostgreSQL and Redis are
    told in their addresses (`sslrootcert`, `ssl_ca_certs`)."""

    def dsn(self, role: str) -> str:
        parts, password = urlsplit(self.postgres), self.password(role)
        who = f"{role}:{password}" if password else role
        return urlunsplit(parts._replace(netloc=f"{who}@{parts.netloc.rpartition('@')[2]}"))

    def password(self, role: str) -> str | None:
        if own := self.role_password.get_secret_value():
            return own
        secret = self.role_secret.get_secret_value().encode()
        return hmac.new(secret, role.encode(), hashlib.sha256).hexdigest() if secret else None

    def _refuse_weak(self, name: str, value: str, default: str) -> None:
        """One of the two is enough."""
        other = {"role_secret": self.role_password, "role_password": self.role_secret}[name]
        if value or not other.get_secret_value():
            super()._refuse_weak(name, value, default)
