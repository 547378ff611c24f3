"""A secret in a file is as one in a variable; both at once are refused; no error says what a secret is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from choreography.blind import BlindSettings
from choreography.files import FromFiles, SecretFile
from choreography.kafka.access import KafkaAccess
from choreography.mesh import MeshSettings
from choreography.secrets import WeakSecret
from ops import registry

LONG = "a-secret-that-is-long-enough"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "secret"
    found.write_text(f"{LONG}\n")
    return found


def below(one: type[FromFiles]) -> Iterator[type[FromFiles]]:
    for each in one.__subclasses__():
        yield each
        yield from below(each)


def variables() -> list[tuple[type[FromFiles], str, str]]:
    for name in registry.NAMES:
        registry.service(name)
    found = [(one, name) for one in below(FromFiles) for name, of in one.model_fields.items() if secret(of)]
    return [(one, name, f"{one.model_config['env_prefix']}{name}".upper()) for one, name in found]


def secret(of: FieldInfo) -> bool:
    return of.annotation is SecretStr


def test_every_secret_may_lie_in_a_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(variables()) >= 15
    for settings, name, variable in variables():
        monkeypatch.delenv(variable, raising=False)
        monkeypatch.setenv(f"{variable}_FILE", str(file))
        assert getattr(settings(), name).get_secret_value() == LONG, variable


def test_no_settings_with_a_secret_lack_it() -> None:
    variables()
    plain = set(BaseSettings.__subclasses__()) - {FromFiles}
    assert not [one for one in plain for of in one.model_fields.values() if secret(of)]


def test_addresses_that_have_a_password_may_lie_in_a_file_too(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("rediss://edge:secret@redis:6379/0\n")
    monkeypatch.delenv("BOXOFFICE_REDIS", raising=False)
    monkeypatch.setenv("BOXOFFICE_REDIS_FILE", str(file))
    assert MeshSettings().redis == "rediss://edge:secret@redis:6379/0"


def test_both_at_once_are_refused_without_saying_either(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOXOFFICE_KAFKA_PASSWORD", "in-the-variable")
    monkeypatch.setenv("BOXOFFICE_KAFKA_PASSWORD_FILE", str(file))
    with pytest.raises(SecretFile, match="BOXOFFICE_KAFKA_PASSWORD_FILE") as refused:
        KafkaAccess()
    assert LONG not in str(refused.value) and "in-the-variable" not in str(refused.value)


def test_a_variable_that_is_empty_is_none(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOXOFFICE_BLIND_SECRET", "")
    monkeypatch.setenv("BOXOFFICE_BLIND_SECRET_FILE", str(file))
    assert BlindSettings().secret.get_secret_value() == LONG


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOXOFFICE_BLIND_SECRET_FILE", str(tmp_path / "none"))
    with pytest.raises(SecretFile, match="FileNotFoundError"):
        BlindSettings()


def test_in_production_a_file_may_say_no_weak_one(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOXOFFICE_PRODUCTION", "true")
    monkeypatch.setenv("BOXOFFICE_BLIND_SECRET_FILE", str(file))
    BlindSettings()
    file.write_text("weak-one\n")
    with pytest.raises(WeakSecret, match="BOXOFFICE_BLIND_SECRET") as refused:
        BlindSettings()
    assert "weak-one" not in str(refused.value)


def test_what_settings_show_of_themselves_is_no_secret(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOXOFFICE_KAFKA_PASSWORD_FILE", str(file))
    assert LONG not in f"{KafkaAccess()!r} {KafkaAccess().model_dump()}"
