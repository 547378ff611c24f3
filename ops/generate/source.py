"""What no signature says, read from the source: the timers that are set, and the NATS subjects that are named."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def trees(folder: str) -> tuple[ast.Module, ...]:
    """The modules under a folder of the project, in the order of their paths."""
    return tuple(ast.parse(file.read_text()) for file in sorted((ROOT / folder).rglob("*.py")))


def timers(service: str) -> tuple[tuple[str, str], ...]:
    """Each timer's name, and what is said when it is due."""
    return tuple(sorted({found for tree in trees(f"handlers/{service}") for found in _timers(tree)}))


def _timers(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        known = _known(tree.body) | {arg.arg: arg.annotation for arg in function.args.args if arg.annotation}
        known |= _known(ast.walk(function))
        for node in ast.walk(function):
            match node:
                case ast.Call(func=ast.Name(id="Timer"), args=[name, _, said]):
                    yield ast.unparse(_meant(name, known)).removeprefix("f").strip("'"), _said(_meant(said, known))


def _known(nodes: Iterable[ast.AST]) -> dict[str, ast.expr]:
    """What each name stands for there."""
    assigned = [node for node in nodes if isinstance(node, ast.Assign)]
    return {name.id: node.value for node in assigned for name in node.targets if isinstance(name, ast.Name)}


def _meant(node: ast.expr, known: dict[str, ast.expr]) -> ast.expr:
    return known.get(node.id, node) if isinstance(node, ast.Name) else node


def _said(node: ast.expr) -> str:
    """`Expire.of(...)` and `Expire(...)` say `Expire`, and so does a parameter of that type."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="of")) | ast.Call(func=ast.Name(id=name)):
            return name
    return ast.unparse(node)


@cache
def names(folder: str) -> frozenset[str]:
    """Every name and attribute that the modules under a folder use."""
    nodes = [node for tree in trees(folder) for node in ast.walk(tree)]
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    return frozenset(used | {node.attr for node in nodes if isinstance(node, ast.Attribute)})
