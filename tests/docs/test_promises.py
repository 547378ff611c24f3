"""Each promise names tests, and each of them exists."""

import ast
import re
from functools import cache

from tests.docs.pages import PAGES, ROOT, prose

TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
PROMISED = (ROOT / "docs/promises.md").read_text().partition("## What is not promised")[0]


@cache
def defined(file: str) -> frozenset[str]:
    nodes = ast.walk(ast.parse((ROOT / file).read_text()))
    return frozenset(node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_every_test_that_a_page_names_exists() -> None:
    for page in PAGES:
        for file, test in TEST.findall(prose(page)):
            assert (ROOT / file).exists() and test in defined(file), f"{page.name}: {file}::{test}"


def test_every_promise_has_a_test() -> None:
    promises = PROMISED.split("\n### ")[1:]
    assert len(promises) >= 6
    for promise in promises:
        assert TEST.search(promise), promise.splitlines()[0]
