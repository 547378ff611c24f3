"""Who may do what at the brokers. Whatever nobody was allowed is refused."""

from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Any, NamedTuple

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import for_code
from aiokafka.protocol.admin import CreateAclsRequest, DeleteAclsRequest, DescribeAclsRequest

from choreography.kafka.topics import admin
from choreography.ports import WrongTopic

ANY, LITERAL, ALLOW = 1, 3, 3


CLUSTER = "kafka-cluster"


class Kind(IntEnum):
    """As Kafka numbers them."""

    TOPIC = 2
    GROUP = 3
    CLUSTER = 4


class May(IntEnum):
    """Likewise. To read or to write is to be told about it, too."""

    READ = 3
    WRITE = 4
    DESCRIBE = 8
    NUMBER = 12
    """Its batches, so that none is written twice; who may write anything may do so anyway."""


class Acl(NamedTuple):
    who: str
    kind: int
    name: str
    may: int


async def allow_only(bootstrap: str, wanted: Iterable[Acl]) -> None:
    """Allow these, and take back whatever else was allowed. Raises WrongTopic."""
    async with admin(bootstrap) as client:
        wanted, there = set(wanted), await allowed(client)
        if new := wanted - there:
            _checked((await client._send_to_controller(Create(new))).creation_responses)
        if old := there - wanted:
            _checked((await client._send_to_controller(Delete(old))).filter_responses)


async def allowed(client: AIOKafkaAdminClient) -> set[Acl]:
    answer = await client._send_to_controller(DescribeAclsRequest(ANY, None, ANY, None, None, ANY, ANY))
    _checked([(answer.error_code, answer.error_message)])
    return {
        Acl(principal.removeprefix("User:"), kind, name, may)
        for kind, name, _, entries in answer.resources
        for principal, _, may, _ in entries
    }


class Create(CreateAclsRequest):  # type: ignore[misc] # aiokafka is not typed
    """Many at once, which aiokafka's own does not offer."""

    def __init__(self, acls: Iterable[Acl]) -> None:
        self._acls = [_arguments(acl) for acl in sorted(acls)]

    def build(self, version: Callable[..., Any]) -> Any:
        return version(self._acls)


class Delete(DeleteAclsRequest):  # type: ignore[misc]
    __init__, build = Create.__init__, Create.build


def _arguments(acl: Acl) -> tuple[Any, ...]:
    return acl.kind, acl.name, LITERAL, f"User:{acl.who}", "*", acl.may, ALLOW


def _checked(answers: Iterable[Any]) -> None:
    for code, why, *_ in answers:
        if code:
            raise WrongTopic(f"rights at Kafka: {for_code(code).__name__} {why or ''}".strip())
