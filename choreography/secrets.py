"""Secrets have defaults so that a local run needs none; where it is production, nothing starts with one of these."""

from typing import Any, ClassVar

from pydantic import SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from choreography.files import FromFiles

SHORTEST = 16


class WeakSecret(Exception):
    """Names the variable, never what it says."""


class Unsaid(Exception):
    """Names the variable that production must have, since no default would be right."""


class Where(BaseSettings):
    """Environment variable `BOXOFFICE_PRODUCTION`."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_")

    production: bool = False


class Secrets(FromFiles):
    """Settings with secrets. In production making them raises WeakSecret."""

    may_be_empty: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="after")
    def _strong(self) -> Any:
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if isinstance(value, SecretStr) and Where().production:
                self._refuse_weak(name, value.get_secret_value(), field.default.get_secret_value())
        return self

    def _refuse_weak(self, name: str, value: str, default: str) -> None:
        if value == "" and name in self.may_be_empty:
            return
        if value == default or len(value) < SHORTEST:
            variable = f"{self.model_config.get('env_prefix', '')}{name}".upper()
            raise WeakSecret(f"{variable}: in production it must be set, to {SHORTEST} characters at least")


def refuse_weak_secrets() -> None:
    """Of all settings that this process has imported. Raises WeakSecret."""
    for settings in Secrets.__subclasses__():
        settings()
