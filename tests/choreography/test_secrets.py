import os
import subprocess
import sys

import pytest

from choreography.secrets import Secrets, Unsaid, WeakSecret, refuse_weak_secrets
from edge.settings import EdgeSettings
from ops import registry

LONG = "a-secret-that-is-long-enough"
EVERY = (
    "BOXOFFICE_ROLE_SECRET", "BOXOFFICE_TICKET_SECRET", "BOXOFFICE_IDENTITY_MASTER", "BOXOFFICE_KEYRING_MASTER",
    "BOXOFFICE_BLIND_SECRET", "BOXOFFICE_EDGE_ACCEPTANCE_SECRET", "BOXOFFICE_EDGE_STRIPE_SECRET",
    "BOXOFFICE_STRIPE_KEY",
)  # fmt: skip


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """With good secrets, and all settings imported."""
    for name in registry.NAMES:
        registry.service(name)
    monkeypatch.setenv("BOXOFFICE_PRODUCTION", "true")
    for name in EVERY:
        monkeypatch.setenv(name, LONG)
    monkeypatch.setenv("BOXOFFICE_EDGE_STRIPE_LIVE", "true")
    return monkeypatch


def test_with_good_secrets_all_starts(production: pytest.MonkeyPatch) -> None:
    assert len(Secrets.__subclasses__()) >= 7
    refuse_weak_secrets()


@pytest.mark.parametrize("variable", EVERY)
@pytest.mark.parametrize("value", [None, "", "short", "local", "x" * 64, "abcabcabcabcabcabcabc"])
def test_in_production_no_secret_is_left_out_or_short(
    production: pytest.MonkeyPatch, variable: str, value: str | None
) -> None:
    production.delenv(variable) if value is None else production.setenv(variable, value)
    with pytest.raises(WeakSecret, match=variable) as refused:
        refuse_weak_secrets()
    assert value in (None, "") or value not in str(refused.value)


def test_a_secret_that_is_being_rotated_may_be_empty_but_not_weak(production: pytest.MonkeyPatch) -> None:
    EdgeSettings()
    production.setenv("BOXOFFICE_EDGE_STRIPE_OLD_SECRET", "weak")
    with pytest.raises(WeakSecret, match="STRIPE_OLD_SECRET"):
        EdgeSettings()


@pytest.mark.parametrize("live", [True, False])
def test_in_production_the_door_is_told_whether_money_is_real(production: pytest.MonkeyPatch, live: bool) -> None:
    production.setenv("BOXOFFICE_EDGE_STRIPE_LIVE", str(live).lower())
    assert EdgeSettings().stripe_live is live
    production.delenv("BOXOFFICE_EDGE_STRIPE_LIVE")
    with pytest.raises(Unsaid, match="BOXOFFICE_EDGE_STRIPE_LIVE"):
        EdgeSettings()


def test_a_local_run_needs_none() -> None:
    refuse_weak_secrets()


def test_a_door_that_is_not_told_whether_money_is_real_does_not_start() -> None:
    env = {**os.environ, "BOXOFFICE_PRODUCTION": "true", **dict.fromkeys(EVERY, LONG)}
    command = [sys.executable, "-m", "edge", "--port", "0"]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1 and "Unsaid" in done.stderr and "BOXOFFICE_EDGE_STRIPE_LIVE" in done.stderr


@pytest.mark.parametrize("module", [("edge", "--port", "0"), ("ops.worker", "inventory")])
def test_a_process_does_not_start(module: tuple[str, ...]) -> None:
    env = {**os.environ, "BOXOFFICE_PRODUCTION": "true", "BOXOFFICE_TICKET_SECRET": "local"}
    done = subprocess.run(
        [sys.executable, "-m", *module], env=env, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 1 and "WeakSecret" in done.stderr and "BOXOFFICE_" in done.stderr
