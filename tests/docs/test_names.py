"""A page names only what there is: messages, rows, commands, targets, services, dependencies."""

import re
from functools import cache
from pathlib import Path

import pytest
import typer.main

from choreography.service import Service
from ops import registry
from ops.cli import app
from ops.generate.house import house
from tests.docs.pages import PAGES, ROOT, blocks, name, prose

CLASS = re.compile(r"`([A-Z][a-z]+(?:[A-Z][a-z]+)+)`")
"""A name of at least two words: of one word, `Refused` is a class and `Location` is a header."""
SAID = re.compile(r"`([A-Z][A-Za-z]+)`")
DEFINED = re.compile(r"^ *class (\w+)", re.MULTILINE)
FOLDERS = ("contracts", "choreography", "handlers", "edge", "ops", "tests", "bench")


@cache
def classes() -> frozenset[str]:
    files = (file.read_text() for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))
    return frozenset(found for text in files for found in DEFINED.findall(text))


def own(service: Service) -> set[str]:
    return {*service.own, *(message.__name__ for message in service.performers)}


@pytest.mark.parametrize("page", [one for one in PAGES if one.name != "new-message.md"], ids=name)
def test_every_class_that_is_named_exists(page: Path) -> None:
    unknown = set(CLASS.findall(prose(page))) - classes()
    assert not unknown


def test_the_story_of_a_purchase_names_messages_alone() -> None:
    messages = {message.__name__ for message in house().messages}
    messages |= {name for service in registry.services() for name in own(service)}
    named = set(SAID.findall(prose(ROOT / "docs/saga.md")))
    assert len(named) > 30 and not named - messages


def test_the_story_says_who_says_what() -> None:
    whole = house()
    kinds = {message.__name__: message for message in whole.messages}
    for message, by in re.findall(r"\| `(\w+)` \| (\w+) \|", (ROOT / "docs/saga.md").read_text()):
        assert by in whole.said_by(kinds[message]), f"{message} is not said by {by}"


def test_every_service_has_a_page_with_words_of_its_own() -> None:
    for service in registry.NAMES:
        text = (ROOT / f"docs/services/{service}.md").read_text()
        assert len(text.partition("<!-- written by")[0].splitlines()) > 10, f"{service}.md says nothing by hand"


@pytest.mark.parametrize("service", [one for one in registry.NAMES if one != "views"])
def test_a_page_says_what_each_table_of_its_service_is(service: str) -> None:
    said = (ROOT / f"docs/services/{service}.md").read_text().partition("<!-- written by")[0]
    assert not {row.TABLE for row in registry.service(service).rows if not re.search(rf"`{row.TABLE}[`.]", said)}


def test_every_command_that_the_readme_shows_exists() -> None:
    known = set(getattr(typer.main.get_command(app), "commands"))  # noqa: B009 it is a group
    shown = {command for block in blocks(ROOT / "README.md", "sh") for command in re.findall(r"boxoffice (\w+)", block)}
    assert {"demo", "buy", "saga", "topics", "dead", "check"} <= shown <= known
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z-]+)", (ROOT / "README.md").read_text())) <= targets


def test_the_code_in_the_readme_is_the_code() -> None:
    step = blocks(ROOT / "README.md", "python")[0]
    assert step.strip() in (ROOT / "handlers/bookings/expire_booking.py").read_text()


def test_every_dependency_has_a_line_of_reason() -> None:
    lines = (ROOT / "requirements.in").read_text().splitlines()
    wanted = {re.split(r"[=\[<>~]", line)[0] for line in lines if line and not line.startswith("#")}
    given = set(
        re.findall(r"^\| `([\w.-]+)` \|", (ROOT / "docs/decisions/0005-dependencies.md").read_text(), re.MULTILINE)
    )
    assert given == wanted
