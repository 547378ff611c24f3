"""What each process is told of the servers inside: where they are, who it is there, and nobody else's password."""

from choreography.mesh import MeshSettings
from ops import registry
from ops.credentials.parts import ADMIN, EDGE, OPERATOR, password

CA = "/credentials/ca.pem"
DATABASE = "postgresql://boxoffice@{host}:5432/postgres?sslmode=verify-full&sslrootcert=" + CA


def environment(mesh: MeshSettings, part: str) -> dict[str, str]:
    found = {"BOXOFFICE_CA": CA, **kafka(mesh, part)}
    if part == ADMIN:
        return found
    found |= {
        "BOXOFFICE_POSTGRES": DATABASE.format(host="postgres"),
        "BOXOFFICE_NATS": f"tls://{part}:{password(mesh, 'nats', part)}@nats:4222",
    }
    if part in (*registry.NAMES, EDGE):
        found["BOXOFFICE_ROLE_PASSWORD"] = mesh.password(part) or ""
    if part in (EDGE, OPERATOR):
        secret = password(mesh, "redis", part)
        found["BOXOFFICE_REDIS"] = f"rediss://{part}:{secret}@redis:6379/0?ssl_ca_certs={CA}"
    if part == EDGE:
        found["BOXOFFICE_REPLICA"] = DATABASE.format(host="replica")
    return found


def kafka(mesh: MeshSettings, part: str) -> dict[str, str]:
    return {
        "BOXOFFICE_KAFKA_BOOTSTRAP": "kafka:9092",
        "BOXOFFICE_KAFKA_USER": part,
        "BOXOFFICE_KAFKA_PASSWORD": password(mesh, "kafka", part),
        "BOXOFFICE_KAFKA_CA": CA,
    }
