"""A service is the modules of its package: a step that stands in a file is registered, and no list names the file."""

import pkgutil
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from choreography.service import Service


def import_all(package: str, path: Iterable[str]) -> None:
    """Import every module of a package, by name. The package calls it with its own name and path."""
    for module in pkgutil.iter_modules(path):
        import_module(f"{package}.{module.name}")


def on_demand(service: Service) -> Callable[[str], Any]:
    """For a package's `__getattr__`: `faststream run handlers.<service>:app` finds an app; importing builds none."""

    def attribute(name: str) -> Any:
        if name != "app":
            raise AttributeError(name)
        return import_module("choreography.worker").alone(service)

    return attribute
