"""The compose file: valid, whole, and each of its commands runs, with its environment, on the local servers."""

import re
import signal
import ssl
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from choreography.tls import CIPHERS
from edge.settings import EdgeSettings
from ops import registry
from ops.stack import Addresses
from ops.stack.addresses import free_ports
from ops.stack.process import child_setup
from tests.edge.certificates import written
from tests.eventually import eventually
from tests.ops.composed import COMPOSE, SERVICES, composed, here, replaced

SECRET = re.compile("SECRET|MASTER|KEY|PASSWORD")
SOCIAL = {f"SOCIAL_{who}_SECRET" for who in ("GOOGLE", "GITHUB", "FACEBOOK")}
KEYS = {"BOXOFFICE_KAFKA_PASSWORD", "BOXOFFICE_EDGE_TLS_KEY", "BOXOFFICE_HEALTH_KEY"}
FILES = ("/run/secrets/", "/credentials/")
NEEDED = {
    "inventory": {"TICKET_SECRET"},
    "payments": {"STRIPE_KEY", "KEYRING_MASTER", "BLIND_SECRET"},
    "identity": {"IDENTITY_MASTER", "KEYRING_MASTER", "BLIND_SECRET", *SOCIAL},
    "users": {"KEYRING_MASTER"},
    "email": {"KEYRING_MASTER", "BLIND_SECRET", "MAIL_PASSWORD"},
    "edge": {
        "KEYRING_MASTER",
        "BLIND_SECRET",
        "EDGE_ACCEPTANCE_SECRET",
        "EDGE_STRIPE_SECRET",
        "EDGE_STRIPE_OLD_SECRET",
        "EDGE_MAIL_SECRET",
        "PASS_KEY",
    },
    "provision": {"ROLE_SECRET"},
}
LISTENS = {"3000": "{port}", "0.0.0.0": "127.0.0.1"}  # noqa: S104 what is not to be bound here
OURS = [name for name, service in SERVICES.items() if service.get("image") == "boxoffice" and name != "provision"]


def test_the_file_keeps_to_the_compose_specification() -> None:
    check = [Path(sys.executable).with_name("check-jsonschema"), "--builtin-schema", "vendor.compose-spec"]
    assert subprocess.run([*check, "compose.yaml"], check=False).returncode == 0


def test_every_service_has_its_worker_and_nothing_else_has() -> None:
    assert sorted(OURS) == sorted([*registry.NAMES, "edge"])


def test_whatever_goes_on_running_has_a_health_check() -> None:
    assert {name for name, service in SERVICES.items() if "healthcheck" not in service} == {"provision"}


def test_the_collector_answers_where_its_health_check_asks() -> None:
    collector = yaml.safe_load(Path("ops/compose/otel.yml").read_text())
    assert "health_check" in collector["service"]["extensions"]
    assert collector["extensions"]["health_check"]["endpoint"] in SERVICES["otel"]["healthcheck"]["test"][-1]


def secrets(name: str) -> dict[str, str | None]:
    """But for those that are files."""
    told = SERVICES[name]["environment"].items()
    return {key: value for key, value in told if SECRET.search(key) and not str(value).startswith(FILES)}


def test_no_secret_has_a_default() -> None:
    for service in [*OURS, "provision"]:
        for name, value in secrets(service).items():
            if value is not None:
                assert re.fullmatch(r"\$\{\w+:\?\}", str(value)), f"{name} starts without being told"


def test_each_is_told_the_secrets_that_it_needs_and_no_other() -> None:
    told = {name: {key.removeprefix("BOXOFFICE_") for key in secrets(name)} for name in [*OURS, "provision"]}
    assert {name: keys for name, keys in told.items() if keys} == NEEDED


def test_each_is_told_who_it_is_and_nobody_else() -> None:
    for name in OURS:
        assert SERVICES[name]["env_file"] == [f".boxoffice/credentials/{name}.env"]
        folder = "./.boxoffice/credentials"
        shown = [f"{folder}/ca.pem:/credentials/ca.pem:ro", f"{folder}/workers:/credentials/workers:ro"]
        assert SERVICES[name]["volumes"] == shown


@pytest.mark.parametrize("name", ["postgres", "replica", "kafka", "nats", "redis", "otel"])
def test_a_server_sees_its_own_credentials_and_is_published_nowhere(name: str) -> None:
    seen = [volume.split(":")[0] for volume in SERVICES[name]["volumes"] if "credentials" in volume]
    assert set(seen) == {f"./.boxoffice/credentials/{name}"} and "ports" not in SERVICES[name]


def test_the_door_speaks_tls() -> None:
    door = SERVICES["edge"]
    for name in ("BOXOFFICE_EDGE_TLS_CERTIFICATE", "BOXOFFICE_EDGE_TLS_KEY"):
        folder, _, secret = door["environment"][name].rpartition("/")
        assert folder == "/run/secrets" and secret in door["secrets"]
        assert re.fullmatch(r"\$\{\w+:\?\}", COMPOSE["secrets"][secret]["file"]), "nothing starts without it"


@pytest.mark.parametrize(
    ("name", "option"), [("postgres", "ssl_ciphers="), ("replica", "ssl_ciphers="), ("redis", "--tls-ciphers ")]
)
def test_a_server_with_its_own_tls_offers_no_weak_cipher(name: str, option: str) -> None:
    assert f"{option}{CIPHERS}" in SERVICES[name]["command"]


@pytest.mark.parametrize("name", ["ORGANISERS_REGISTER", "SECOND_FACTOR_REQUIRED"])
def test_what_the_house_decides_of_its_people_reaches_the_door_and_without_a_word_the_door_decides(name: str) -> None:
    assert name.lower() in EdgeSettings.model_fields
    assert SERVICES["edge"]["environment"][f"BOXOFFICE_EDGE_{name}"] is None, "as the environment has it, if it does"
    assert f"BOXOFFICE_EDGE_{name}" not in composed("edge")


def attached(network: str) -> set[str]:
    return {name for name, service in SERVICES.items() if network in service["networks"]}


def test_people_reach_the_door_alone_and_only_who_has_to_leaves() -> None:
    assert COMPOSE["networks"]["back"] == {"internal": True}
    assert attached("front") == {"edge"} and attached("out") == {"payments", "identity", "email"}
    assert attached("watch") == {"prometheus", "grafana"}
    assert set(SERVICES) - attached("back") == {"grafana"}


def test_what_is_shown_of_the_workers_goes_over_tls_to_who_verifies_it() -> None:
    numbers = yaml.safe_load(Path("ops/compose/prometheus.yml").read_text())["scrape_configs"][0]
    assert numbers["scheme"] == "https" and numbers["tls_config"] == {"ca_file": "/credentials/ca.pem"}
    collector = yaml.safe_load(Path("ops/compose/otel.yml").read_text())
    assert collector["receivers"]["otlp"]["protocols"]["http"]["tls"]["key_file"] == "/credentials/key.pem"
    assert {"traces", "logs"} == set(collector["service"]["pipelines"])
    for name in OURS:
        assert SERVICES[name]["environment"]["BOXOFFICE_OTLP_ENDPOINT"].startswith("https://")
        assert SERVICES[name]["environment"]["BOXOFFICE_OTLP_LOGS"] == "true"


@pytest.fixture(scope="module")
def started(provisioned: Addresses, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """All commands at once; by name, where each says that it is ready."""
    ports = free_ports(OURS, taken=set())
    files = tuple(map(str, written(tmp_path_factory.mktemp("tls"))))
    running = [start(name, ports[name], provisioned, *files) for name in OURS]
    yield {name: f"https://127.0.0.1:{ports[name]}/health/ready" for name in OURS}
    for process in running:
        process.terminate()
    assert {process.wait(60) for process in running} <= {0, -signal.SIGTERM}, "each ends in order when it is asked to"


def start(name: str, port: int, addresses: Addresses, chain: str, key: str) -> "subprocess.Popen[bytes]":
    command = list(map(str, SERVICES[name]["command"]))
    if name == "edge":
        command = [LISTENS.get(word, word).format(port=port) for word in command]
    command[0] = str(Path(sys.executable).with_name(command[0]))
    env = here(name, port, addresses, chain, key)
    return subprocess.Popen(command, env=env, preexec_fn=child_setup(None, signal.SIGTERM))  # noqa: PLW1509


@pytest.mark.parametrize("name", OURS)
def test_of_what_compose_says_only_addresses_are_replaced_when_its_command_is_tried(name: str) -> None:
    addresses, told = Addresses("kafka", "postgres", "nats", "redis"), composed(name)
    tried = {key: value for key, value in here(name, 1, addresses, "chain", "key").items() if "BOXOFFICE" in key}
    assert tried.keys() == told.keys() and tried["BOXOFFICE_PRODUCTION"] == "true"
    changed = {key for key in told if tried[key] != told[key]}
    assert changed <= replaced(1, addresses, "", "").keys() and "BOXOFFICE_POSTGRES" in changed
    assert {key for key in changed if SECRET.search(key)} <= KEYS


@pytest.mark.real
@pytest.mark.slow
@pytest.mark.timeout(240)
@pytest.mark.parametrize("name", OURS)
async def test_its_command_is_ready_on_the_local_servers(name: str, started: dict[str, str]) -> None:
    anybody = ssl.create_default_context()
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE

    def ready() -> bool:
        with urllib.request.urlopen(started[name], timeout=2, context=anybody) as answer:  # noqa: S310
            return bool(answer.status == 200)

    await eventually(ready, within=90)
