"""The text that stands under a field, for the schema: `price: int` followed by a string."""

import ast
import inspect
from functools import cache
from pathlib import Path


@cache
def classes(file: str) -> dict[str, dict[str, str]]:
    """By class and field, the documented ones of a source file."""
    tree = ast.parse(Path(file).read_text())
    return {node.name: _fields(node) for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def _fields(node: ast.ClassDef) -> dict[str, str]:
    pairs = zip(node.body, node.body[1:], strict=False)
    return {
        field.target.id: inspect.cleandoc(said.value.value)
        for field, said in pairs
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(said, ast.Expr) and isinstance(said.value, ast.Constant) and isinstance(said.value.value, str)
    }


def field_doc(model: type, name: str) -> str:
    """Of the class nearest in line that declares the field with a text; empty if none does."""
    found = (classes(inspect.getfile(cls)).get(cls.__name__, {}) for cls in model.__mro__ if _ours(cls))
    return next((fields[name] for fields in found if name in fields), "")


def _ours(cls: type) -> bool:
    return cls.__module__.startswith("contracts.")
