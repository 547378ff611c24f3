"""The block of `docs/settings.md`: each variable that a process reads, its default, and what it is for."""

import json
from collections.abc import Iterator
from importlib import import_module

from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_core import to_jsonable_python
from pydantic_settings import BaseSettings

from ops.generate.docs_of import classes
from ops.generate.source import ROOT
from ops.generate.text import first_line, page, table

FILE = "docs/settings.md"
FOLDERS = ("choreography", "edge", "handlers", "ops")
Kind = type[BaseSettings]


def settings() -> str:
    return page(*(_section(path, kind) for path, kind in kinds()))


def kinds() -> Iterator[tuple[str, Kind]]:
    """By the file that has it, each class of settings."""
    for file in sorted(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py")):
        if "SettingsConfigDict(env_prefix=" in file.read_text():
            path = file.relative_to(ROOT)
            module = import_module(".".join(path.with_suffix("").parts))
            own = (one for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__)
            yield from ((str(path), one) for one in own if issubclass(one, BaseSettings) and one.model_fields)


def variable(kind: Kind, name: str) -> str:
    alias = kind.model_fields[name].validation_alias
    return str(alias or f"{kind.model_config.get('env_prefix', '')}{name}".upper())


def default(field: FieldInfo) -> str:
    """As it would be written in the environment."""
    if field.default_factory:
        return "as told"
    value = field.default
    if isinstance(value, SecretStr):
        return "one for local runs" if value.get_secret_value() else ""
    if isinstance(value, float):
        return f"`{value:g}`"
    found = to_jsonable_python(sorted(value) if isinstance(value, frozenset) else value)
    text = found if isinstance(found, str) else json.dumps(found)
    return f"`{text}`" if value not in (None, "") else ""


def _section(path: str, kind: Kind) -> str:
    texts = classes(str(ROOT / path)).get(kind.__name__, {})
    rows = [
        [f"`{variable(kind, name)}`", default(field), texts.get(name, "").replace("\n", " ").replace("|", "\\|")]
        for name, field in kind.model_fields.items()
    ]
    return page(f"## [{path}](../{path})", first_line(kind), table(("variable", "default", "what"), rows))
