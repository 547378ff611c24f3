"""Everything that was measured, kept as JSON for whoever wants to look closer."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from bench import machine
from bench.hops import Hop
from bench.measure import Measure
from bench.plan import Plan
from bench.systems.mesh import LIMITS

FOLDER = Path(__file__).parent / "results"


def kept(plan: Plan, measures: list[Measure], growth: list[Measure], hops: list[Hop], folder: Path = FOLDER) -> Path:
    """The file, named by the time; git ignores the folder."""
    folder.mkdir(exist_ok=True)
    (folder / ".gitignore").write_text("*\n")
    now = datetime.now(UTC)
    said = {
        "at": now.isoformat(),
        "machine": machine.described(),
        "raised limits": LIMITS,
        "plan": asdict(plan),
        "measures": [asdict(one) for one in measures],
        "growth": [asdict(one) for one in growth],
        "hops": [asdict(hop) for hop in hops],
    }
    file = folder / f"{now:%Y-%m-%d-%H%M%S}.json"
    file.write_text(json.dumps(said, indent=1))
    return file
