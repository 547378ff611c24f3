"""What each process is told of the servers inside: where they are, who it is there, and nobody else's password."""

from dataclasses import dataclass

from choreography.mesh import MeshSettings
from ops import registry
from ops.credentials.parts import ADMIN, EDGE, OPERATOR, password


@dataclass(frozen=True)
class Places:
    """Where the servers are; `who` takes the place of a name and its password, and `ca` is a file."""

    ca: str
    kafka: str
    postgres: str
    nats: str
    redis: str
    replica: str = ""


CA = "/credentials/ca.pem"
DATABASE = "postgresql://{{who}}@{host}:5432/postgres?sslmode=verify-full&sslrootcert=" + CA
COMPOSED = Places(
    ca=CA,
    kafka="kafka:9092",
    postgres=DATABASE.format(host="postgres"),
    nats="tls://{who}@nats:4222",
    redis="rediss://{who}@redis:6379/0?ssl_ca_certs=" + CA,
    replica=DATABASE.format(host="replica"),
)


def environment(mesh: MeshSettings, part: str, at: Places = COMPOSED) -> dict[str, str]:
    found = {"BOXOFFICE_CA": at.ca, **kafka(mesh, part, at)}
    if part == ADMIN:
        return found
    found |= {
        "BOXOFFICE_POSTGRES": at.postgres.format(who=ADMIN),
        "BOXOFFICE_NATS": at.nats.format(who=f"{part}:{password(mesh, 'nats', part)}"),
    }
    if part in (*registry.NAMES, EDGE):
        found["BOXOFFICE_ROLE_PASSWORD"] = mesh.password(part) or ""
    if part in (EDGE, OPERATOR):
        found["BOXOFFICE_REDIS"] = at.redis.format(who=f"{part}:{password(mesh, 'redis', part)}")
    if part == EDGE:
        found["BOXOFFICE_REPLICA"] = at.replica.format(who=ADMIN)
    return found


def kafka(mesh: MeshSettings, part: str, at: Places) -> dict[str, str]:
    return {
        "BOXOFFICE_KAFKA_BOOTSTRAP": at.kafka,
        "BOXOFFICE_KAFKA_USER": part,
        "BOXOFFICE_KAFKA_PASSWORD": password(mesh, "kafka", part),
        "BOXOFFICE_KAFKA_CA": at.ca,
    }
