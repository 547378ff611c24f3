"""What a run of the whole benchmark may be told."""

from pathlib import Path
from typing import Annotated

from typer import Option

Pairs = Annotated[int | None, Option(min=1, help="How often each load is run on each system: 5; 1 in a smoke run.")]
Quick = Annotated[bool, Option("--quick", help="A smoke run: every path once, no figure to keep.")]
Brief = Annotated[bool, Option("--brief", help="Minutes instead of an hour: small loads, a small past.")]
Only = Annotated[list[str] | None, Option(help="Loads by name, or by how one begins; `growth` too.")]
Past = Annotated[int | None, Option(min=0, help="Bookings that the mesh has sold before; 20,000 usually.")]
Seconds = Annotated[float | None, Option(min=1, help="No booking of a load is begun later; 30 usually.")]
GROWN = "Bookings by which the tables grow; 50,000 usually."
Grown = Annotated[int | None, Option("--growth", min=1, help=GROWN)]
Minutes = Annotated[float | None, Option(min=0.1, help="No load of a pair is begun later than this.")]
Folder = Annotated[Path, Option(help="Where the JSON goes.")]
