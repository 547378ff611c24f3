"""Each kind of mail, as it should look: `python -m tests.handlers.email.test_compose` writes what it looks like now."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import get_args

import pytest

from contracts.email import Kind
from handlers.email.compose import compose
from handlers.email.settings import MailSettings
from tests.handlers.email.saying import send

GOLDEN = Path(__file__).parent / "golden"
AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
KINDS: tuple[Kind, ...] = get_args(Kind)
TECHNICAL = ("Content-Type", "MIME-Version")
FACTS = {
    "event": "Tosca <on ice>", "place": "Graz", "starts": "Friday 04 September 2026, 19:30 UTC",
    "places": "stalls-A1, stalls-A2", "reason": "You cancelled it.", "amount": "100.50 EUR", "code": "c0de",
    "until": "Friday 19 June 2026, 12:00 UTC",
}  # fmt: skip


def written(kind: Kind, name: str = "Ann & Co", **facts: str) -> str:
    """Head, text and HTML, one below the other."""
    booking = {"booking": "opera-b1"} if kind == "changed" else {}
    asked = send(kind, **(FACTS | booking | facts))
    sent = compose(asked, "ann@example.org", name, MailSettings(public_url="https://tickets.example/"), AT)
    mail = message_from_bytes(sent.as_bytes(), policy=default)
    heads = "".join(f"{header}: {value}\n" for header, value in mail.items() if header not in TECHNICAL)
    bodies = [mail.get_body((part,)) for part in ("plain", "html")]
    return "\n".join([heads, *(body.get_content() for body in bodies if body)])


@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_looks_as_it_should(kind: Kind) -> None:
    assert written(kind) == (GOLDEN / f"{kind}.txt").read_text()


@pytest.mark.parametrize("kind", KINDS)
def test_a_recipient_without_a_name_is_not_addressed(kind: Kind) -> None:
    assert "Dear" not in written(kind, name="")


def test_what_others_wrote_is_not_html_and_not_a_header() -> None:
    mail = written("confirmed", event="<script>\r\nBcc: eve@example.org")
    assert "<title>Your tickets for &lt;script&gt;" in mail and "\nBcc: " not in mail.split("\n\n")[0]


def test_new_tickets_are_told_as_new_and_lead_to_their_booking() -> None:
    mail = written("confirmed", booking="opera-b9")
    assert "Subject: New tickets for Tosca" in mail and mail.count("The old ones are void") == 2
    assert mail.count("https://tickets.example/bookings/opera-b9") == 2 and "opera-b1" not in mail.partition("\n\n")[2]


def test_tickets_that_are_sent_once_more_are_the_same() -> None:
    mail = written("confirmed", booking="opera-b9", again="yes")
    assert "Subject: Your tickets for Tosca" in mail and mail.count("once more") == 2 and "void" not in mail
    assert mail.count("https://tickets.example/bookings/opera-b9") == 2


def test_a_postponed_event_has_no_date_and_where_nothing_is_offered_nothing_is_said_of_it() -> None:
    mail = written("changed", starts="", until="")
    assert "Subject: Tosca <on ice> is postponed" in mail and mail.count("Another mail tells its new date") == 2
    assert "When" not in mail and "cancel" not in mail


def test_what_was_paid_is_told_in_both_parts_of_the_mail() -> None:
    mail = written("confirmed", net="42.02 EUR", tax="7.98 EUR", total="50.00 EUR")
    assert "    Net:      42.02 EUR\n    Tax:      7.98 EUR\n    Total:    50.00 EUR\n\nYour tickets" in mail
    assert "<tr><td>Tax</td><td>7.98 EUR</td></tr>" in mail and "Fee" not in mail


@pytest.mark.parametrize("address", ["", "nobody", "a@b\r\nBcc: eve@example.org", "a@b, eve@example.org"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError):
        compose(send(**FACTS), address, "", MailSettings(), AT)


if __name__ == "__main__":
    for kind in KINDS:
        (GOLDEN / f"{kind}.txt").write_text(written(kind))
