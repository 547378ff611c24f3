"""What may call the world outside, and whom."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.docs.pages import ROOT

CLIENTS = {
    "aiohttp", "aiosmtplib", "ftplib", "http.client", "httpx", "httpx2", "requests", "smtplib", "stripe",
    "urllib.request", "urllib3",
}  # fmt: skip
CALLERS = {
    "handlers/email/lines.py", "handlers/email/post.py", "handlers/payments/stripe_gateway.py",
    "handlers/payments/stripe_errors.py", "handlers/payments/stripe_wallet.py",
    "handlers/identity/provider_call.py", "choreography/sight/collector_at.py", "edge/routes/webhooks.py",
}  # fmt: skip
"""Each calls servers that the settings name; the last one, and the module of errors, call nobody."""
RUN_TEXT = {"eval", "exec", "compile", "__import__"}
UNSAFE = {"pickle", "marshal", "shelve", "yaml", "xml", "subprocess", "telnetlib"}
PARTS = ("contracts", "choreography", "handlers", "edge")


def trees() -> Iterator[tuple[str, ast.Module]]:
    for file in (path for part in PARTS for path in sorted((ROOT / part).rglob("*.py"))):
        yield str(Path(file).relative_to(ROOT)), ast.parse(file.read_text())


def imported(tree: ast.Module) -> set[str]:
    """The modules, and the packages that they are of."""
    found = {one.name for node in ast.walk(tree) if isinstance(node, ast.Import) for one in node.names}
    found |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level}
    return found | {name.partition(".")[0] for name in found}


def called(tree: ast.Module) -> set[str]:
    calls = (node.func for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {func.id for func in calls if isinstance(func, ast.Name)}


def test_nothing_calls_an_address_that_somebody_says() -> None:
    assert {name for name, tree in trees() if imported(tree) & CLIENTS} <= CALLERS


def test_nothing_that_was_read_is_run() -> None:
    for name, tree in trees():
        assert not called(tree) & RUN_TEXT, name
        assert not imported(tree) & UNSAFE, name
