"""What the tables of money refuse stands on their page, with the reason."""

import re

from tests.docs.pages import ROOT

NAMED = re.compile(r"\bconstraint (?!trigger)(\w+) check|create (?:constraint )?trigger (\w+)")


def test_each_named_rule_of_the_tables_of_money_has_its_reason_on_the_page() -> None:
    files = sorted((ROOT / "handlers/payments/sql").glob("*.sql"))
    names = {name for file in files for found in NAMED.findall(file.read_text()) for name in found if name}
    page = (ROOT / "docs/services/payments.md").read_text()
    assert {"ledger_sums_to_zero", "nothing_else_of_a_card"} <= names
    assert not [name for name in names if f"`{name}`" not in page]
