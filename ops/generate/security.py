"""The page `docs/security.md`: each attack and each requirement of ASVS, with its tests, or why it has none."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ops.generate.source import ROOT
from ops.generate.text import code, page, table

FILE, FOLDER = "docs/security.md", "docs/security"
Row = dict[str, Any]
CHAPTERS = {
    1: "Encoding and sanitization", 2: "Validation and business logic", 3: "Web frontend", 4: "API and web service",
    5: "Files", 6: "Authentication", 7: "Sessions", 8: "Authorization", 9: "Self-contained tokens",
    10: "OAuth and OIDC", 11: "Cryptography", 12: "Secure communication", 13: "Configuration", 14: "Data protection",
    15: "Secure coding and architecture", 16: "Logging and error handling", 17: "WebRTC",
}  # fmt: skip
NOTE = (
    "*By test*: a test of the suite would fail. *By reason*: it holds, or has no place here, for the reason that is "
    "given. *Open*: it does not hold, or not wholly; what is done about it until then stands beside it."
)


def security_file() -> dict[str, str]:
    return {FILE: page(*_parts(attacks(), requirements()))}


def attacks() -> list[Row]:
    return list(tomllib.loads((ROOT / FOLDER / "attacks.toml").read_text())["attack"])


def requirements() -> dict[str, Row]:
    """By their ids, as `6.2.1`."""
    return tomllib.loads((ROOT / FOLDER / "asvs.toml").read_text())


def kept(row: Row) -> str:
    """What is open is open, whatever else is tested of it."""
    return next(kind for kind in ("open", "tests", "reason") if row.get(kind))


def _parts(played: list[Row], required: dict[str, Row]) -> Iterator[str]:
    yield "# Security"
    yield f"Written by `make contracts` from `{FOLDER}/attacks.toml` and `{FOLDER}/asvs.toml`. {NOTE}"
    yield table(("", "by test", "by reason", "open"), _counts(played, required))
    yield "## Attacks"
    rows = ([str(one["number"]), one["attack"], one["then"], _why(one)] for one in played)
    yield table(("", "attack", "what happens", "how it is known"), rows)
    yield (
        "## ASVS 5.0\n\nThe requirements of levels 1 and 2 of the Application Security Verification Standard, by their "
        "ids and in words of our own."
    )
    for chapter, name in CHAPTERS.items():
        within = {id_: one for id_, one in required.items() if id_.startswith(f"{chapter}.")}
        yield f"### {chapter}. {name}"
        rows = ([id_, str(one["level"]), one["about"], _why(one)] for id_, one in within.items())
        yield table(("id", "level", "about", "how it is known"), rows)


def _counts(played: list[Row], required: dict[str, Row]) -> Iterator[list[str]]:
    yield ["attacks", *_count(played)]
    for level in (1, 2):
        yield [f"ASVS, level {level}", *_count(one for one in required.values() if one["level"] == level)]


def _count(rows: Iterable[Row]) -> list[str]:
    found = Counter(kept(row) for row in rows)
    return [str(found[kind]) for kind in ("tests", "reason", "open")]


def _why(row: Row) -> str:
    said = [f"**Open**: {row['open']}"] if "open" in row else []
    said += [row["reason"]] if "reason" in row else []
    return " ".join([*said, code(row.get("tests", ()))]).strip()
