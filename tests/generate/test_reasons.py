"""Every reason that a handler gives stands in the closed list, with the message that gives it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.base import MESSAGES
from contracts.errors import REASONS
from ops.generate.house import house
from ops.generate.source import ROOT

HANDLERS = sorted((ROOT / "handlers").rglob("*.py"))
PROVIDERS = {"charge_already_refunded", "charge_disputed", "card_declined", "canceled", "expired_or_canceled_card"}
"""Codes of the payment provider, which payments hands on."""
WHY_NOT = "why_not"
"""The functions whose result becomes a reason, by their name."""


def given(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Each literal reason, and the message that gives it; the message is empty where a function chooses the reason.

    What a row alone remembers is no reason that anybody is given.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            message = ast.unparse(node.func).removesuffix(".of")
            for keyword in node.keywords:
                if keyword.arg == "reason" and not message.endswith(".but"):
                    yield from ((code, message) for code in literals(keyword.value))
        if isinstance(node, ast.FunctionDef) and node.name == WHY_NOT:
            yield from ((code, "") for one in ast.walk(node) if isinstance(one, ast.Return) for code in returned(one))


def literals(node: ast.expr) -> Iterator[str]:
    """`"a"`, `x or "a"`, `"a" if x else "b"`."""
    match node:
        case ast.Constant(value=str(code)) if code:
            yield code
        case ast.BoolOp(values=values):
            yield from (code for one in values for code in literals(one))
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*literals(body), *literals(orelse))


def returned(node: ast.Return) -> Iterator[str]:
    """What is returned, or the first of a pair."""
    value = node.value
    if isinstance(value, ast.IfExp):
        for one in (value.body, value.orelse):
            yield from returned(ast.Return(one))
    elif isinstance(value, ast.Tuple):
        yield from literals(value.elts[0])
    elif value:
        yield from literals(value)


@pytest.mark.parametrize("file", HANDLERS, ids=lambda file: str(file.relative_to(ROOT)))
def test_each_reason_that_is_given_is_listed(file: Path) -> None:
    for code, message in given(ast.parse(file.read_text())):
        assert code in REASONS or code in PROVIDERS, f"{code} is not in contracts/errors.py"
        if message in MESSAGES and code in REASONS:
            assert MESSAGES[message] in REASONS[code].carriers, f"{message} does not stand among the carriers of {code}"


def test_each_reason_that_is_listed_is_given() -> None:
    found = {code for file in HANDLERS for code, _ in given(ast.parse(file.read_text()))}
    assert REASONS.keys() - found - {code for code, reason in REASONS.items() if reason.refused} <= {"foreign_event"}


def test_only_a_message_with_a_reason_gives_one() -> None:
    assert house()
    for code, reason in REASONS.items():
        assert all("reason" in one.model_fields for one in reason.carriers), code


def test_the_status_of_a_reason_is_that_of_the_answers_that_give_it() -> None:
    assert REASONS["taken"].statuses == (409,)
    assert REASONS["bad_credentials"].statuses == (401,)
    assert REASONS["not_found"].statuses == (404,)
