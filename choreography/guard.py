"""A row's guard, declared once in Python, written a second time for the database by reading its source.

`legal` is one `return` of conditions joined by `and`. A condition on `self` alone becomes a CHECK of the table; the
whole of it becomes the condition of the upsert, where `old` is the row that stands there. A name is a constant of the
row's module. Of a dict's models a condition on their own fields is said of `all(... for one in self.things.values())`.
"""

import ast
import hashlib
import inspect
import sys
import textwrap
from collections.abc import Callable

from choreography.guard_path import every
from choreography.row import Row

COMPARE: dict[type[ast.cmpop], str] = {
    ast.Eq: "=",
    ast.NotEq: "<>",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
ARITHMETIC: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Mod: "%"}
"""Of a number below zero Python and SQL have another `%`: a guard that says it says `>= 0` as well."""


def check(row: type[Row]) -> str:
    """The conditions on the row alone, as a CHECK expression; empty if there are none."""
    alone = [part for part in _conditions(row) if not _mentions(part, "old")]
    return " and ".join(f"({_sql(part, {'self': ''})})" for part in alone)


def name(row: type[Row]) -> str:
    """What the row's CHECK is called: another guard has another name."""
    return f"legal_{hashlib.sha256(check(row).encode()).hexdigest()[:8]}"


def upsert(row: type[Row], table: str) -> str:
    """The conditions for `excluded` to take the place of the row in `table`; empty if there are none."""
    both = [part for part in _conditions(row) if _mentions(part, "old")]
    return " and ".join(f"({_sql(part, {'self': 'excluded.', 'old': f'{table}.'})})" for part in both)


def _conditions(row: type[Row]) -> list[ast.expr]:
    if row.legal is Row.legal:
        return []
    tree = ast.parse(textwrap.dedent(inspect.getsource(row.legal))).body[0]
    body = [node for node in getattr(tree, "body", ()) if not _is_docstring(node)]
    if len(body) != 1 or not isinstance(body[0], ast.Return) or body[0].value is None:
        raise TypeError(f"{row.__name__}.legal is not one return")
    value = Constants(row).visit(body[0].value)
    return list(value.values) if isinstance(value, ast.BoolOp) and isinstance(value.op, ast.And) else [value]


class Constants(ast.NodeTransformer):
    """Puts the values of the row's module in the place of their names."""

    def __init__(self, row: type[Row]) -> None:
        self.known = vars(sys.modules[row.__module__])

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.parse(repr(self.known[node.id]), mode="eval").body if node.id in self.known else node


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _mentions(node: ast.expr, name: str) -> bool:
    return any(isinstance(part, ast.Name) and part.id == name for part in ast.walk(node))


def _sql(node: ast.expr, names: dict[str, str]) -> str:
    if (writer := _WRITERS.get(type(node))) is None:
        raise TypeError(f"a guard cannot say {ast.unparse(node)!r} in SQL")
    return writer(node, names)


def _attribute(node: ast.Attribute, names: dict[str, str]) -> str:
    assert isinstance(node.value, ast.Name)
    return f"{names[node.value.id]}{node.attr}"


def _compare(node: ast.Compare, names: dict[str, str]) -> str:
    left, operator, right = node.left, node.ops[0], node.comparators[0]
    if isinstance(operator, ast.Is | ast.IsNot) and isinstance(left, ast.Name):
        return "false" if isinstance(operator, ast.Is) else "true"  # an upsert's condition always has an old row
    if isinstance(operator, ast.Is | ast.IsNot):
        return f"{_sql(left, names)} is {'null' if isinstance(operator, ast.Is) else 'not null'}"
    if isinstance(operator, ast.In) and isinstance(right, ast.Tuple):
        return f"{_sql(left, names)} in ({', '.join(_sql(e, names) for e in right.elts)})"
    return f"{_sql(left, names)} {COMPARE[type(operator)]} {_sql(right, names)}"


def _constant(node: ast.Constant, names: dict[str, str]) -> str:
    if isinstance(node.value, str):
        return "'" + node.value.replace("'", "''") + "'"
    return str(node.value).lower()


def _junction(node: ast.BoolOp, names: dict[str, str]) -> str:
    word = " and " if isinstance(node.op, ast.And) else " or "
    return "(" + word.join(_sql(part, names) for part in node.values) + ")"


_WRITERS: dict[type[ast.expr], Callable[..., str]] = {
    ast.Tuple: lambda n, names: f"({', '.join(_sql(part, names) for part in n.elts)})",
    ast.Attribute: _attribute,
    ast.Compare: _compare,
    ast.Constant: _constant,
    ast.BoolOp: _junction,
    ast.Call: lambda n, names: every(n),
    ast.BinOp: lambda n, names: f"({_sql(n.left, names)} {ARITHMETIC[type(n.op)]} {_sql(n.right, names)})",
    ast.UnaryOp: lambda n, names: (
        f"not {_sql(n.operand, names)}" if isinstance(n.op, ast.Not) else f"-{_sql(n.operand, names)}"
    ),
}
