"""Whose key goes where."""

from pathlib import Path

import pytest
import stripe
from pydantic import SecretStr

from handlers.payments.settings import StripeSettings


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("KEY", "KEY_FILE", "BASE", "BASE_FILE"):
        monkeypatch.delenv(f"BOXOFFICE_STRIPE_{name}", raising=False)


def test_without_a_key_the_fake_of_a_local_run_is_asked() -> None:
    assert StripeSettings().base == "http://127.0.0.1:12111"
    assert StripeSettings(key=SecretStr("sk_test_boxoffice")).base == "http://127.0.0.1:12111"


def test_another_key_goes_to_the_provider_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert StripeSettings(key=SecretStr("sk_live_of_ours")).base == stripe.DEFAULT_API_BASE
    (tmp_path / "key").write_text("sk_live_of_ours\n")
    monkeypatch.setenv("BOXOFFICE_STRIPE_KEY_FILE", str(tmp_path / "key"))
    assert StripeSettings().base == stripe.DEFAULT_API_BASE


def test_an_address_that_is_said_counts_with_any_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOXOFFICE_STRIPE_BASE", "http://127.0.0.1:3010")
    assert {StripeSettings(key=SecretStr(key)).base for key in ("sk_test_boxoffice", "sk_live_of_ours")} == {
        "http://127.0.0.1:3010"
    }
