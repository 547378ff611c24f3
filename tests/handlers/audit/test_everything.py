from contracts.audit import AuditRecorded
from contracts.base import MESSAGES, Refused
from contracts.identity import SECRETS
from handlers.audit import audit
from handlers.audit.everything import everything
from handlers.audit.own import Seal


def test_every_message_of_the_house_is_heard() -> None:
    house = {message for message in MESSAGES.values() if message.__module__.startswith("contracts.")}
    silent = {message for message in house if message.TOPIC == SECRETS} | {AuditRecorded}
    assert house - silent == set(audit.steps) - {Seal}


def test_secrets_are_not_even_read() -> None:
    assert SECRETS not in audit.topics and not any(message.TOPIC == SECRETS for message in everything())


def test_refusals_are_heard_on_the_topics_of_all_services() -> None:
    assert Refused in audit.steps and "" not in audit.topics
