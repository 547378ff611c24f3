"""A save is put together from parts: each is one data-modifying CTE, left out when its batch does not touch it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from choreography.changes import Changes

Arguments = list[Any]


@dataclass(frozen=True)
class Part:
    """`sql` numbers its parameters from $1, and says `{gate}` where it must not begin before the lanes are held.

    A part that `counts` must touch as many rows as its first argument is long.
    """

    name: str
    sql: str
    arguments: Callable[[Changes], Arguments | None]
    """None when the changes do not touch this part."""
    counts: bool = False
    after: tuple[str, ...] = ()
    """Parts which must be through before this one begins."""


def statement(parts: Sequence[Part], widths: Sequence[int]) -> str:
    """One statement of these parts with so many parameters each; its last parameter is how many rows must count."""
    names, first, ctes = {part.name for part in parts}, 0, []
    for part, width in zip(parts, widths, strict=True):
        sql = part.sql.replace("{gate}", gate(part, names))
        ctes.append(f"{part.name} as ({shifted(sql, first)})")
        first += width
        if part.name == "lanes":
            held = f"select must(count(*) = cardinality(${first - width + 1}::int[]), 'BX001') as held from lanes"
            ctes.append(f"fence as materialized ({held})")
    return "with " + ",\n".join(ctes) + f"\nselect {verdict(parts, first + 1)}"


def gate(part: Part, names: set[str]) -> str:
    """The lanes are held first: a stale batch waits for them, and is thrown out before it touches anything else."""
    first = ["(select held from fence)"] if "lanes" in names else []
    first += [f"(select count(*) from {name}) >= 0" for name in part.after if name in names]
    return " and ".join(first) or "true"


def shifted(sql: str, by: int) -> str:
    return re.sub(r"\$(\d+)", lambda found: f"${int(found[1]) + by}", sql)


def verdict(parts: Sequence[Part], last: int) -> str:
    counted = " + ".join(f"(select count(*) from {part.name})" for part in parts if part.counts) or "0"
    fenced = any(part.name == "lanes" for part in parts)
    return f"must({counted} = ${last}::bigint, 'BX002')" + (", (select held from fence)" if fenced else "")
