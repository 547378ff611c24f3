"""The generated blocks within pages that people write: the services' own, settings.md, and AGENTS.md."""

from pathlib import Path

from ops.generate.commands import commands, targets
from ops.generate.door import short
from ops.generate.facts import facts
from ops.generate.house import House
from ops.generate.service_map import services
from ops.generate.settings import FILE, settings
from ops.generate.text import page, with_block

AGENTS = "AGENTS.md"


def page_files(root: Path, house: House) -> dict[str, str]:
    found = {f"docs/services/{one.name}.md": facts(one) for one in house.services}
    known = (targets(), commands(), "## Services", services(house, "docs/services"), short())
    found |= {AGENTS: page("## Commands", *known), FILE: settings()}
    return {path: with_block(_there(root / path), block) for path, block in found.items()}


def _there(file: Path) -> str:
    return file.read_text() if file.exists() else f"# {file.stem}\n"
