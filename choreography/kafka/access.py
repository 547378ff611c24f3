"""Who this process is to Kafka, and how it is encrypted: what every connection is made with."""

import ssl
from functools import cache
from typing import Any

from faststream.security import BaseSecurity, SASLPlaintext
from pydantic import SecretStr
from pydantic_settings import SettingsConfigDict

from choreography.files import FromFiles
from choreography.kafka.away import heed_outages
from choreography.kafka.cut import heed_cuts

heed_cuts()
heed_outages()


class KafkaAccess(FromFiles):
    """Environment variables `BOXOFFICE_KAFKA_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_KAFKA_")

    user: str = ""
    """Empty where the brokers ask nobody who speaks, as the local ones."""
    password: SecretStr = SecretStr("")
    ca: str = ""
    """File of the authority that the brokers' certificates have to be from; empty: nothing is encrypted."""


def connecting(bootstrap: str, access: KafkaAccess | None = None) -> dict[str, Any]:
    """The arguments of any client of aiokafka; without `access`, as the environment says."""
    access = access or KafkaAccess()
    reached = {"bootstrap_servers": bootstrap}
    return reached | _known(access) if access.user else reached


def security(access: KafkaAccess) -> BaseSecurity | None:
    """The same for FastStream's broker."""
    if not access.user:
        return None
    context = trusting(access.ca) if access.ca else None
    return SASLPlaintext(access.user, access.password.get_secret_value(), ssl_context=context, use_ssl=bool(access.ca))


def _known(access: KafkaAccess) -> dict[str, Any]:
    return {
        "security_protocol": "SASL_SSL" if access.ca else "SASL_PLAINTEXT",
        "ssl_context": trusting(access.ca) if access.ca else None,
        "sasl_mechanism": "PLAIN",
        "sasl_plain_username": access.user,
        "sasl_plain_password": access.password.get_secret_value(),
    }


@cache
def trusting(ca: str) -> ssl.SSLContext:
    """Certificates of this authority alone, for the name that was asked for."""
    context = ssl.create_default_context(cafile=ca)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
