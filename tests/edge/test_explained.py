"""Every code that the door may say is explained to people."""

import re
from pathlib import Path
from typing import get_args

import edge
from contracts.errors import REASONS
from contracts.ticket_codes import Reason
from edge.door.errors import CODES
from edge.explained import OWN, explained
from edge.problem import Problem

SAID = re.compile(r'(?:Problem\(\d+, |unauthorized\(|unavailable\([^")]*|Refused\()"([a-z_]+)"')
SOURCE = "".join(file.read_text() for file in Path(edge.__file__).parent.rglob("*.py"))

TOLD = {*CODES.values(), *get_args(Reason)}
"""What is said by way of a table, or of a ticket's code."""


def test_each_code_that_stands_in_the_door_has_a_text() -> None:
    said = {*SAID.findall(SOURCE), *TOLD}
    assert len(said) > 15 and not {code for code in said if not explained(code)}


def test_no_text_is_left_for_a_code_that_nobody_says() -> None:
    assert not {code for code in OWN if f'"{code}"' not in SOURCE.replace(f'"{code}": "', "") and code not in TOLD}


def test_a_refusal_of_a_service_says_what_its_reason_means_and_a_detail_of_its_own_wins() -> None:
    assert Problem(409, "taken").detail == REASONS["taken"].meaning
    assert Problem(409, "taken", "both of them").detail == "both of them"
