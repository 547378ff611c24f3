"""Kafka's brokers: they ask everybody for a password, over TLS alone, and allow what is in their list of rights."""

from choreography.mesh import MeshSettings
from ops.credentials.ciphers import NEW, OLD
from ops.credentials.parts import ADMIN, PARTS, password

LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required"
SECURITY = """
listener.security.protocol.map=CLIENTS:SASL_SSL,CONTROLLER:SASL_SSL
inter.broker.listener.name=CLIENTS
sasl.enabled.mechanisms=PLAIN
sasl.mechanism.inter.broker.protocol=PLAIN
sasl.mechanism.controller.protocol=PLAIN
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
allow.everyone.if.no.acl.found=false
super.users=User:{admin}
ssl.enabled.protocols=TLSv1.3,TLSv1.2
ssl.cipher.suites={ciphers}
ssl.keystore.type=PEM
ssl.keystore.location={folder}/keystore.pem
ssl.truststore.type=PEM
ssl.truststore.location={folder}/ca.pem
listener.name.clients.plain.sasl.jaas.config={login} {itself} {all};
listener.name.controller.plain.sasl.jaas.config={login} {itself} {alone};
"""
CLIENT = """security.protocol=SASL_SSL
sasl.mechanism=PLAIN
ssl.truststore.type=PEM
ssl.truststore.location={folder}/ca.pem
sasl.jaas.config={login} {itself};
"""


def server_properties(mesh: MeshSettings, folder: str) -> str:
    """Besides where the brokers are. Its certificate lies in `folder`."""
    known = {part: password(mesh, "kafka", part) for part in (ADMIN, *PARTS)}
    return SECURITY.format(
        admin=ADMIN,
        folder=folder,
        ciphers=",".join((*NEW, *OLD)),
        login=LOGIN,
        itself=_itself(mesh),
        alone=_user(ADMIN, known[ADMIN]),
        all=" ".join(_user(part, secret) for part, secret in known.items()),
    )


def client_properties(mesh: MeshSettings, folder: str) -> str:
    """For Kafka's own tools, as the health check."""
    return CLIENT.format(folder=folder, login=LOGIN, itself=_itself(mesh))


def _itself(mesh: MeshSettings) -> str:
    return f'username="{ADMIN}" password="{password(mesh, "kafka", ADMIN)}"'


def _user(part: str, secret: str) -> str:
    return f'user_{part}="{secret}"'
