"""What a house decides can be decided in containers, too: compose passes each setting on, or a reason says why not."""

from collections.abc import Iterator

import pytest
from pydantic_settings import BaseSettings

from choreography.sight.settings import SightSettings
from edge.sign_in.offered import Offered
from edge.ticketing.wallet.settings import PassSettings
from handlers.identity.provider_settings import ProviderSettings
from ops import registry
from tests.ops.composed import SERVICES, composed

KEPT_HERE = {
    "a bound of one process, measured as it is": """
        AUDIT_LINKS_PER_LOOK EDGE_TOKENS_CACHED EDGE_STRIPE_TOLERANCE EDGE_ACCEPTANCE EDGE_WAITING EDGE_WAIT_AT_MOST
        EDGE_SEND_WITHIN EDGE_SIGN_IN_WITHIN EDGE_RETRY_AFTER EDGE_LATE EDGE_SIGN_INS EDGE_HEAD EDGE_HEADERS
        EDGE_HEAD_WITHIN EDGE_BODY_WITHIN EDGE_BODY EDGE_LIST_KEPT EDGE_EVENT_KEPT
        EDGE_STOCK_KEPT EDGE_QUEUE_KEPT EDGE_KEPT_BYTES EDGE_POOL EDGE_READ_WITHIN EDGE_REPLICA_WITHIN
        EDGE_REPLICA_BEHIND EDGE_BEHIND_TOLD EDGE_LOCKS EDGE_REDIS_WITHIN EDGE_KEYS_REMEMBERED IDENTITY_HASH_THREADS
        IDENTITY_HASH_PASSES IDENTITY_HASH_MEMORY MAIL_SERVER_WITHIN MAIL_DEADLINE MAIL_LEASE STRIPE_TIMEOUT
        SOCIAL_TIMEOUT TRACE_WAITING TRACE_EVERY LOOK_EVERY""",
    "two services must agree on it, and need no other": "EDGE_ISSUER EDGE_AUDIENCE IDENTITY_ISSUER IDENTITY_AUDIENCE",
    "an address of those who vouch for people, which is theirs to change": """
        SOCIAL_GOOGLE_AUTHORIZE SOCIAL_GOOGLE_ISSUER SOCIAL_GOOGLE_TOKEN SOCIAL_GOOGLE_KEYS SOCIAL_GITHUB_AUTHORIZE
        SOCIAL_GITHUB_TOKEN SOCIAL_GITHUB_API SOCIAL_FACEBOOK_AUTHORIZE SOCIAL_FACEBOOK_GRAPH""",
    "any client could have all of its requests traced": "TRACE_TRUST",
}
"""By its reason, what is not passed on: who must change it changes `compose.yaml`."""
REASONS = {f"BOXOFFICE_{name}": reason for reason, names in KEPT_HERE.items() for name in names.split()}


def below(kind: type[BaseSettings]) -> Iterator[type[BaseSettings]]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)


def service(kind: type[BaseSettings]) -> str:
    """Whose settings these are; empty where they are the engine's, of which each service is told who it is."""
    root, _, rest = kind.__module__.partition(".")
    return {"handlers": rest.partition(".")[0], "edge": "edge"}.get(root, "")


def variables(kind: type[BaseSettings]) -> set[str]:
    prefix = kind.model_config.get("env_prefix", "")
    return {str(field.validation_alias or f"{prefix}{name}".upper()) for name, field in kind.model_fields.items()}


def settings() -> list[tuple[str, str]]:
    """Of whom, and what. Importing all services has made these known."""
    assert registry.services() and {Offered, PassSettings, ProviderSettings} < set(below(BaseSettings))
    kinds = [(service(kind), kind) for kind in below(BaseSettings) if service(kind)]
    return sorted((name, one) for name, kind in [*kinds, ("edge", SightSettings)] for one in variables(kind))


@pytest.mark.parametrize(("name", "variable"), settings())
def test_each_setting_is_passed_on_or_kept_for_a_reason(name: str, variable: str) -> None:
    passed = variable in SERVICES[name]["environment"]
    assert passed != (variable in REASONS), f"{variable} is not passed on, or a reason is told though it is"


def test_a_reason_is_told_of_no_setting_that_is_gone() -> None:
    assert not set(REASONS) - {variable for _, variable in settings()}


def test_the_shop_and_its_pages_are_not_on_this_machine_by_plain_http() -> None:
    assert composed("payments")["BOXOFFICE_STRIPE_BACK"] == "https://localhost:3000/"
    assert composed("edge")["BOXOFFICE_EDGE_ORIGINS"] == '["https://localhost:3000"]'
