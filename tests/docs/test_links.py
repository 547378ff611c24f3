"""Every link leads somewhere, and every file that a page names exists."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import PAGES, ROOT, name, prose

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FILE = re.compile(r"`((?:[a-z_]+/)+[\w.-]*\.(?:py|md|sql|json|toml))`")
TOPS = {file.name for file in ROOT.iterdir() if file.is_dir()}


def anchors(page: Path) -> set[str]:
    """What `#...` may name, as code hosts make it of headings."""
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in HEADING.findall(page.read_text())}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    for link in LINK.findall(prose(page)):
        if "://" in link:
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), f"{link} leads nowhere"
        assert not anchor or anchor in anchors(target), f"{link}: no such heading"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_file_that_is_named_exists(page: Path) -> None:
    for path in FILE.findall(prose(page)):
        if path.partition("/")[0] in TOPS:
            assert (ROOT / path).exists(), f"there is no {path}"


def test_every_decision_says_when_to_look_at_it_again_and_is_listed() -> None:
    listed = (ROOT / "docs/decisions/README.md").read_text()
    for page in sorted((ROOT / "docs/decisions").glob("0*.md")):
        assert "**Revisit when**" in page.read_text() and f"({page.name})" in listed, page.name
