"""Secrets have defaults so that a local run needs none; where it is production, nothing starts with one of these."""

from typing import Any, ClassVar

from pydantic import SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from choreography.files import FromFiles

SHORTEST, DIFFERENT = 16, 6
"""Characters of a secret, and how many different ones: of sixteen random hexadecimal digits ten or so are."""


class WeakSecret(Exception):
    """Names the variable, never what it says."""


class Unsaid(Exception):
    """Names the variable that production must have, since no default would be right."""


class Where(BaseSettings):
    """Environment variable `BOXOFFICE_PRODUCTION`."""

    model_config = SettingsConfigDict(env_prefix="BOXOFFICE_")

    production: bool = False
    """Nothing starts with a default or a short secret, and nothing leaves a process in plain text."""


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
        if value == default or len(value) < SHORTEST or len(set(value)) < DIFFERENT:
            variable = f"{self.model_config.get('env_prefix', '')}{name}".upper()
            bounds = f"{SHORTEST} characters at least, of {DIFFERENT} different ones"
            raise WeakSecret(f"{variable}: in production it must be set, to {bounds}")


def refuse_weak_secrets() -> None:
    """Of all settings that this process has imported. Raises WeakSecret."""
    for settings in Secrets.__subclasses__():
        settings()
