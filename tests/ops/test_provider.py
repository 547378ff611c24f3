"""With a real provider's key in the environment, a local box office leaves the money to that provider."""

import json
from pathlib import Path
from typing import Any

import pytest
import typer

from handlers.payments.settings import LOCAL_KEY
from ops.client.running import running
from ops.up import provider
from ops.up.plan import Form
from ops.up.saying import addresses
from ops.up.secrets import kept_secrets


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets a variable; none is set before."""
    for name in (provider.KEY, provider.BASE, provider.SECRET):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)
    return monkeypatch.setenv


def outside(form: Form) -> list[str]:
    return [process.name for process in form.outside(Path("data"))]


@pytest.mark.parametrize("key", [LOCAL_KEY, ""])
def test_without_a_key_or_with_its_own_the_fake_takes_the_money(said: Any, key: str) -> None:
    said(provider.KEY, key)
    told = Form().environment()
    assert (told[provider.KEY], told[provider.BASE]) == (provider.LOCAL_KEY, "http://127.0.0.1:3010")
    assert outside(Form()) == ["stripe", "mail"] and Form().found()["stripe"] == told[provider.BASE]
    assert provider.LOCAL_KEY == LOCAL_KEY


@pytest.mark.parametrize("how", ["", "_FILE"])
def test_with_a_real_key_nothing_is_said_over_it_and_no_fake_is_started(said: Any, how: str) -> None:
    said(f"{provider.KEY}{how}", "sk_test_of_ours")
    assert not Form().environment().keys() & {provider.KEY, provider.BASE}
    assert outside(Form()) == ["mail"] and "stripe" not in Form().found()
    assert "a real provider takes the money" in addresses(Form().found(), 1)


def test_what_the_provider_signs_with_is_taken_as_it_is_given_and_made_for_the_fake(said: Any, tmp_path: Path) -> None:
    said(provider.SECRET, "whsec_of_the_provider")
    assert provider.SECRET in kept_secrets(tmp_path)
    said(provider.KEY, "sk_test_of_ours")
    assert provider.SECRET not in kept_secrets(tmp_path)


def test_a_command_that_pays_at_the_fake_says_that_there_is_none(
    said: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(provider.KEY, "sk_test_of_ours")
    (tmp_path / "ready.json").write_text(json.dumps(Form().found()))
    with pytest.raises(typer.Exit) as left:
        running(str(tmp_path))["stripe"]
    assert left.value.exit_code == 2 and "a real payment provider takes the money" in capsys.readouterr().err
