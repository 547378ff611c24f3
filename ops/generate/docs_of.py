"""The text that stands under a field or a constant, for the documents: `price: int` followed by a string."""

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path


@cache
def classes(file: str) -> dict[str, dict[str, str]]:
    """By class and field, the documented ones of a source file."""
    tree = ast.parse(Path(file).read_text())
    return {node.name: _fields(node) for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


@cache
def constants(file: str) -> dict[str, str]:
    """By name, the documented ones of a source file."""
    return {name: text for node, text in _documented(ast.parse(Path(file).read_text()).body) for name in _names(node)}


def _names(node: ast.stmt) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [one.id for one in targets if isinstance(one, ast.Name)]


def _fields(node: ast.ClassDef) -> dict[str, str]:
    return {
        field.target.id: text
        for field, text in _documented(node.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
    }


def _documented(body: list[ast.stmt]) -> Iterator[tuple[ast.stmt, str]]:
    for one, said in pairwise(body):
        if isinstance(said, ast.Expr) and isinstance(said.value, ast.Constant) and isinstance(said.value.value, str):
            yield one, inspect.cleandoc(said.value.value)


def field_doc(model: type, name: str) -> str:
    """Of the class nearest in line that declares the field with a text; empty if none does."""
    found = (classes(inspect.getfile(cls)).get(cls.__name__, {}) for cls in model.__mro__ if _ours(cls))
    return next((fields[name] for fields in found if name in fields), "")


def _ours(cls: type) -> bool:
    return cls.__module__.startswith("contracts.")
