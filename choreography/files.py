"""A setting may lie in a file, where a vault or an orchestrator puts it: `BOXOFFICE_X_FILE` is its path."""

import os
from pathlib import Path
from typing import Any

from pydantic import model_validator
from pydantic_settings import BaseSettings


class SecretFile(Exception):
    """Names the variable, never what it or its file says."""


class FromFiles(BaseSettings):
    """Each is told by the variable or by the file. Making them raises SecretFile."""

    @model_validator(mode="before")
    @classmethod
    def _from_files(cls, said: dict[str, Any]) -> dict[str, Any]:
        found = {}
        for name in cls.model_fields:
            variable = f"{cls.model_config.get('env_prefix', '')}{name}".upper()
            if path := os.environ.get(f"{variable}_FILE"):
                found[name] = read(variable, Path(path))
        return found | {name: value for name, value in said.items() if value != "" or name not in found}


def read(variable: str, path: Path) -> str:
    """Without the end of its last line."""
    if os.environ.get(variable):
        raise SecretFile(f"{variable} and {variable}_FILE: one of them, for they may differ")
    try:
        return path.read_text().rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SecretFile(f"{variable}_FILE: {type(error).__name__}: it cannot be read") from None
