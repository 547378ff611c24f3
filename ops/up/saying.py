"""What `boxoffice up` says."""

import json
import sys
from typing import Any

REAL = "a real provider takes the money: BOXOFFICE_STRIPE_KEY is its key"
NEXT = "Next, in another terminal:  boxoffice demo,  boxoffice buy.   Ctrl-C ends everything."


def progress(who: str, what: str) -> None:
    print(f"{who:12} {what}", file=sys.stderr, flush=True)


def as_line(found: dict[str, Any], seconds: float) -> None:
    print(json.dumps(found), flush=True)


def in_short(found: dict[str, Any], seconds: float) -> None:
    print(f"{addresses(found, seconds)}\n  logs         {found['data']}/logs\n{NEXT}", flush=True)


def in_memory(found: dict[str, Any], seconds: float) -> None:
    lost = f"All of it is in memory, and lost when this ends. Other commands find it with --at {found['data']}"
    print(f"{addresses(found, seconds)}\n{lost}\n{NEXT}", flush=True)


def addresses(found: dict[str, Any], seconds: float) -> str:
    return (
        f"\nBoxoffice is open after {seconds:.1f} s:  {found['edge']}\n"
        f"  API          {found['edge']}/docs\n"
        f"  live         {found['live']}\n"
        f"  mail         {found['mail']}\n"
        f"  payments     {found['stripe'] + ' (a fake of Stripe)' if 'stripe' in found else REAL}"
    )
