"""Figures as text."""

from rich.table import Table

from bench.ratios import Spread

HUNDRED, TEN = 100, 10


def columns(title: str, *names: str, left: int = 1) -> Table:
    """So many at the beginning are words, the others numbers."""
    table = Table(title=title)
    for n, name in enumerate(names):
        table.add_column(name, justify="left" if n < left else "right")
    return table


def text(spread: Spread | None) -> str:
    if spread is None:
        return "-"
    if spread.lowest == spread.highest:
        return number(spread.middle)
    return f"{number(spread.middle)} ({number(spread.lowest)} - {number(spread.highest)})"


def number(value: float) -> str:
    return f"{value:,.0f}" if value >= HUNDRED else f"{value:.1f}" if value >= TEN else f"{value:.2f}"
