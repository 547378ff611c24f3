"""One thing that must hold of the tables. Its query gives one row for each breach; the first column says where."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Invariant:
    """`at_once`: holds in every snapshot; the others hold once what is under way has arrived."""

    name: str
    meaning: str
    breaches: str
    at_once: bool = False
