"""Does audit's table still say what was recorded?"""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from handlers.audit.chain import Reader
from handlers.audit.rows import Entry, Head
from ops.inspector import Inspector

AT_MOST = 100
"""Findings that are told; one is enough."""


@dataclass
class Verdict:
    chains: int = 0
    entries: int = 0
    wrong: list[str] = field(default_factory=list)
    """What was changed, removed or inserted."""


async def verify(inspector: Inspector) -> Verdict:
    """Read every chain from its beginning to its end."""
    verdict = Verdict()
    async for entries, wrong in chains(inspector.links()):
        verdict.chains, verdict.entries = verdict.chains + 1, verdict.entries + entries
        verdict.wrong += wrong[: AT_MOST - len(verdict.wrong)]
    return verdict


async def chains(links: AsyncIterator[tuple[Entry | None, Head | None]]) -> AsyncIterator[tuple[int, list[str]]]:
    """Of each chain, how many entries it has and what is wrong; an entry at a time, for one chain may be long."""
    name, reader, end, count, wrong = "", Reader(), None, 0, list[str]()
    async for entry, head in links:
        of = entry or head
        assert of is not None
        if name != f"{of.kind}/{of.name}":
            if name:
                yield count, [*wrong, *reader.ends(name, end)]
            name, reader, end, count, wrong = f"{of.kind}/{of.name}", Reader(), head, 0, []
        if entry is not None:
            count += 1
            wrong += reader.meets(entry)
    if name:
        yield count, [*wrong, *reader.ends(name, end)]
