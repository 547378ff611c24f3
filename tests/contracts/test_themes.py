"""A contract that is written by themes is read as one module: whatever a theme says can be had from the package."""

import ast
from pathlib import Path

import pytest

import contracts

PACKAGES = sorted(file.parent for file in Path(contracts.__path__[0]).glob("*/__init__.py"))


def named(package: Path) -> set[str]:
    tree = ast.parse((package / "__init__.py").read_text())
    return {one.module or "" for one in tree.body if isinstance(one, ast.ImportFrom) and one.names[0].name == "*"}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_no_theme_is_left_out(package: Path) -> None:
    files = (file.stem for file in package.glob("*.py") if file.stem != "__init__")
    assert {f"contracts.{package.name}.{theme}" for theme in files} == named(package)
