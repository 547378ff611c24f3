"""A condition on every model of a dict, as a path in the dict's JSON that finds those for which it does not hold."""

import ast

SIGNS: dict[type[ast.AST], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*",
}  # fmt: skip


def every(node: ast.Call) -> str:
    """`all(... for one in self.things.values())` as SQL. Raises TypeError for anything else."""
    match node:
        case ast.Call(
            func=ast.Name(id="all"),
            args=[
                ast.GeneratorExp(
                    elt=holds,
                    generators=[
                        ast.comprehension(
                            target=ast.Name(id=one),
                            iter=ast.Call(func=ast.Attribute(value=ast.Attribute(attr=column), attr="values")),
                            ifs=[],
                        )
                    ],
                )
            ],
        ):
            return f"not jsonb_path_exists({column}, '$.* ? (!({_path(holds, one)}))')"
    raise TypeError(f"a guard cannot say {ast.unparse(node)!r} in SQL")


def _path(node: ast.expr, one: str) -> str:
    match node:
        case ast.BoolOp(op=ast.And(), values=parts):
            return " && ".join(_path(part, one) for part in parts)
        case ast.Compare(left=left, ops=[sign], comparators=[right]):
            return f"{_path(left, one)} {SIGNS[type(sign)]} {_path(right, one)}"
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in SIGNS:
            return f"({_path(left, one)} {SIGNS[type(sign)]} {_path(right, one)})"
        case ast.Attribute(value=ast.Name(id=name), attr=field) if name == one:
            return f"@.{field}"
        case ast.Constant(value=int(number)):
            return str(number)
    raise TypeError(f"a guard cannot say {ast.unparse(node)!r} of each")
