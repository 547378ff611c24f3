"""Each kind of mail, as it should look: `python -m tests.handlers.email.test_compose` writes what it looks like now."""

import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from html import escape
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from contracts.email import Kind
from contracts.rights import MemberRole
from handlers.email.compose import compose
from handlers.email.facts import REASONS
from handlers.email.languages import LANGUAGES, WORDS
from handlers.email.settings import MailSettings
from handlers.email.written import TEMPLATES
from tests.handlers.email.saying import send

GOLDEN = Path(__file__).parent / "golden"
AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
KINDS: tuple[Kind, ...] = get_args(Kind)
TECHNICAL = ("Content-Type", "MIME-Version")
FACTS = {
    "event": "Tosca <on ice>", "place": "Graz", "starts": "2026-09-04T19:30+00:00",
    "places": "stalls-A1, stalls-A2", "reason": "You cancelled it.", "amount": "100.50 EUR", "code": "c0de",
    "until": "2026-06-19T12:00+00:00", "client": "Firefox on Linux", "at": "2026-06-01T12:00+00:00",
    "token": "Laptop", "scopes": "read, book", "provider": "GitHub", "organisation": "The Old House", "role": "door",
    "heading": "What is new & <old>", "text": "Doors open at 18:30.\n\nBring <nothing> large.",
}  # fmt: skip

OFFER = {"offer": "yes", "apart": "yes"}
"""A `changed` mail may be about other seats, for money that came late."""
MOVED = {"place": "The Old House, Linz"}
"""And another venue is named in it."""


def parts(kind: Kind, name: str = "Ann & Co", language: str = "en", **facts: str) -> list[str]:
    """Head, text and HTML."""
    booking = {"booking": "opera-b1"} if kind == "changed" else {}
    asked = send(kind, **(FACTS | booking | facts))
    settings = MailSettings(public_url="https://tickets.example/")
    mail = message_from_bytes(compose(asked, "ann@example.org", name, settings, AT, language).raw, policy=default)
    heads = "".join(f"{header}: {value}\n" for header, value in mail.items() if header not in TECHNICAL)
    text, html = (mail.get_body((part,)) for part in ("plain", "html"))
    assert text and html
    return [heads, text.get_content(), html.get_content()]


def written(kind: Kind, **facts: str) -> str:
    """One below the other."""
    return "\n".join(parts(kind, **facts))


def golden(kind: str, language: str) -> Path:
    return GOLDEN / language / f"{kind}.txt"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_looks_as_it_should(kind: Kind, language: str) -> None:
    head, text, _ = parts(kind, language=language)
    assert f"{head}\n{text}" == golden(kind, language).read_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_move_to_another_venue_looks_as_it_should(language: str) -> None:
    head, text, _ = parts("changed", language=language, **MOVED)
    assert f"{head}\n{text}" == golden("moved", language).read_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_offer_of_other_seats_looks_as_it_should(language: str) -> None:
    head, text, _ = parts("changed", language=language, **OFFER)
    assert f"{head}\n{text}" == golden("offer", language).read_text()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_html_says_what_the_text_says(kind: Kind, language: str) -> None:
    head, text, html = parts(kind, language=language)
    title = head.partition("\n")[0].removeprefix("Subject: ")
    assert f'<html lang="{language}"' in html and f"<title>{escape(title, quote=False)}</title>" in html
    words = re.findall(r"[^\s:]+", text)
    missing = [word for word in words if escape(word.removesuffix("."), quote=False) not in html]
    assert not missing


@pytest.mark.parametrize("kind", KINDS)
def test_a_recipient_without_a_name_is_not_addressed(kind: Kind) -> None:
    assert "Dear" not in written(kind, name="")


def test_no_line_is_longer_than_a_mail_server_takes() -> None:
    asked = send("confirmed", **FACTS | {"places": ", ".join(f"stalls-A{n}" for n in range(500))})
    raw = compose(asked, "ann@example.org", "Ann", MailSettings(), AT).raw
    assert max(map(len, raw.splitlines())) <= 998


def test_every_sentence_is_in_every_language() -> None:
    found = extract_from_dir(TEMPLATES, [("**", "jinja2.ext:babel_extract")], keywords={"_": None})
    said = {str(sentence) for _, _, sentence, *_ in found} | {*REASONS.values()}
    for language in [*LANGUAGES][1:]:
        with (WORDS / f"{language}.po").open("rb") as file:
            catalog = {str(one.id): one.string for one in read_po(file) if one.id}
        assert catalog.keys() == said and all(catalog.values())


def test_what_others_wrote_is_not_html_and_not_a_header() -> None:
    mail = written("confirmed", event="<script>\r\nBcc: eve@example.org")
    assert "<title>Your tickets for &lt;script&gt;" in mail and "\nBcc: " not in mail.split("\n\n")[0]


def test_other_seats_are_offered_until_a_time_and_lead_to_their_booking() -> None:
    mail = written("changed", booking="opera-b9", offer="yes")
    assert "Subject: Other seats for Tosca" in mail and mail.count("Accept them until Friday, 19 June 2026") == 2
    assert mail.count("https://tickets.example/bookings/opera-b9") == 2 and "has changed" not in mail


@pytest.mark.parametrize(
    ("language", "apart"), [("en", "They are not side by side."), ("de", "liegen nicht nebeneinander")]
)
def test_other_seats_that_are_apart_are_told_as_such(language: str, apart: str) -> None:
    told, untold = [parts("changed", language=language, offer="yes", **more)[1] for more in ({"apart": "yes"}, {})]
    assert apart in told and apart not in untold


def test_new_tickets_are_told_as_new_and_lead_to_their_booking() -> None:
    mail = written("confirmed", booking="opera-b9")
    assert "Subject: New tickets for Tosca" in mail and mail.count("The old ones are void") == 2
    assert mail.count("https://tickets.example/bookings/opera-b9") == 2 and "opera-b1" not in mail.partition("\n\n")[2]


def test_what_is_still_to_be_paid_is_told_as_such_and_leads_to_its_booking() -> None:
    mail = written("due", booking="opera-b9", reminder="yes")
    assert "Subject: Your seats for Tosca <on ice> are still to be paid" in mail
    assert mail.count("Pay 100.50 EUR by Friday, 19 June 2026") == 2 and "are held until" not in mail
    assert mail.count("https://tickets.example/bookings/opera-b9") == 2


def test_some_void_tickets_are_told_with_those_that_are_kept() -> None:
    mail = written("cancelled", kept="stalls-A3", booking="opera-b9")
    assert "Subject: Some of your tickets for Tosca" in mail and "cancelled" not in mail
    assert mail.count("You keep the others: stalls-A3.") == 2 and mail.count("opera-b9") == 2


def test_of_what_the_organiser_has_the_organiser_is_to_give_it_back() -> None:
    mail = written("refunded", offline="yes")
    assert mail.count("You paid the organiser, who is to give you 100.50 EUR back.") == 2 and "We have sent" not in mail


def test_what_was_paid_twice_goes_back_and_is_told_so() -> None:
    mail = written("refunded", twice="yes")
    assert mail.count("The organiser had the money for your booking already") == 2 and "Your bank" not in mail


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
    assert ">Tax</th><td>7.98 EUR</td>" in mail and "Fee" not in mail


@pytest.mark.parametrize("role", get_args(MemberRole))
def test_an_invitation_names_each_role_in_the_readers_language(role: str) -> None:
    _, text, html = parts("invited", language="de", role=role)
    word = {"owner": "Inhaber/in", "manager": "Leitung", "door": "Einlass", "accountant": "Buchhaltung"}[role]
    assert f"Rolle:         {word}\n" in text and f"<td>{word}</td>" in html


def test_a_role_that_is_not_known_here_yet_is_named_as_it_came() -> None:
    assert "Rolle:         caller\n" in parts("invited", language="de", role="caller")[1]


@pytest.mark.parametrize("address", ["", "nobody", "a@b\r\nBcc: eve@example.org", "a@b, eve@example.org"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError):
        compose(send(**FACTS), address, "", MailSettings(), AT)


if __name__ == "__main__":
    for kind, language in product(KINDS, LANGUAGES):
        golden(kind, language).parent.mkdir(parents=True, exist_ok=True)
        golden(kind, language).write_text("\n".join(parts(kind, language=language)[:2]))
    for language in LANGUAGES:
        golden("offer", language).write_text("\n".join(parts("changed", language=language, **OFFER)[:2]))
        golden("moved", language).write_text("\n".join(parts("changed", language=language, **MOVED)[:2]))
