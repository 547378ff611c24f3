"""A service is the modules of its package: a step that stands in a file is registered, and no list names the file."""

import pkgutil
from collections.abc import Iterable
from importlib import import_module


def import_all(package: str, path: Iterable[str]) -> None:
    """Import every module of a package, by name. The package calls it with its own name and path."""
    for module in pkgutil.iter_modules(path):
        import_module(f"{package}.{module.name}")
