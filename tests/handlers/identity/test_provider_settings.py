import pytest

from choreography.secrets import refuse_weak_secrets
from contracts.identity import PROVIDERS
from handlers.identity.provider_settings import ProviderSettings, SecretMissing


@pytest.mark.parametrize("provider", PROVIDERS)
def test_nothing_starts_with_a_client_that_has_no_secret(monkeypatch: pytest.MonkeyPatch, provider: str) -> None:
    monkeypatch.setenv(f"BOXOFFICE_SOCIAL_{provider}_CLIENT".upper(), "boxoffice")
    with pytest.raises(SecretMissing, match=f"BOXOFFICE_SOCIAL_{provider}_SECRET".upper()):
        refuse_weak_secrets()


def test_a_client_with_its_secret_may_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOXOFFICE_SOCIAL_GITHUB_CLIENT", "boxoffice")
    monkeypatch.setenv("BOXOFFICE_SOCIAL_GITHUB_SECRET", "a-secret-that-is-long-enough")
    assert ProviderSettings().secret("github") == "a-secret-that-is-long-enough"
