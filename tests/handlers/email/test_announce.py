"""Who is mailed what an organiser says."""

from datetime import timedelta

import pytest

from choreography.testing import START, Bench
from contracts.catalog import AnnouncementMade
from contracts.email import NoticePosted
from contracts.inventory import TicketsVoided
from handlers.email.announce import NEWS
from handlers.email.rows import Delivery, Guest
from tests.handlers.email.saying import SEATS, WHO, created, issued
from tests.handlers.email.test_compose import parts


def made(number: int = 1, text: str = "Doors open early.") -> AnnouncementMade:
    return AnnouncementMade(event_id="opera", number=number, text=text)


def announced(email: Bench) -> list[str]:
    """The matters of what is mailed by now."""
    email.passes(timedelta())
    rows = [row for row in email.books.rows.get(Delivery, {}).values() if isinstance(row, Delivery)]
    return sorted(row.matter for row in rows if row.kind == "announcement")


def test_each_who_has_tickets_is_mailed_once_however_often_it_is_told(email: Bench) -> None:
    email.given(created(), issued(), issued().model_copy(update={"booking_id": "opera-b2"}))
    email.given(issued().model_copy(update={"booking_id": "opera-b3", "buyer_id": "ben"}))
    email.given(made(), made(), made(2), made())
    assert announced(email) == ["ann/1", "ann/2", "ben/1", "ben/2"]


def test_the_mail_and_the_inbox_tell_what_was_said_and_of_which_event(email: Bench) -> None:
    email.given(created(), issued(), made())
    announced(email)
    said = [NoticePosted.model_validate_json(one.body) for one in email.books.outbox.values() if b"Doors" in one.body]
    assert [(one.kind, one.recipient, one.facts["event"]) for one in said] == [("announcement", "ann", "Tosca")]


def test_whose_tickets_are_void_is_told_nothing(email: Bench) -> None:
    email.given(created(), issued(), TicketsVoided(**WHO, seats=SEATS, stock_seq=4), made())
    assert announced(email) == []


def test_who_buys_afterwards_is_not_told(email: Bench) -> None:
    email.given(created(), made())
    email.passes(timedelta())
    email.given(issued())
    assert announced(email) == []


def test_what_was_said_long_ago_is_mailed_to_nobody(email: Bench) -> None:
    email.given(created(), issued())
    email.when(made(), at=START - NEWS)
    email.then_nothing()


def test_a_second_copy_mails_nothing(email: Bench) -> None:
    email.given(issued())
    email.when(made(), id="one")
    email.when(made(), id="one")
    email.then_nothing()


def test_of_more_people_than_a_page_holds_each_is_mailed(email: Bench) -> None:
    email.given(*(Guest("opera", f"opera-c{n:03}", f"p{n:03}") for n in range(250)), made())
    assert len(announced(email)) == 250


@pytest.mark.parametrize("language", ["en", "de"])
def test_what_was_said_is_text_in_both_parts_and_never_html(language: str) -> None:
    _, text, html = parts("announcement", language=language, text="<b>Bold</b>\n\nSecond {{ event }}")
    assert "<b>Bold</b>" in text and "&lt;b&gt;Bold&lt;/b&gt;" in html and "<b>Bold" not in html
    assert all("Second {{ event }}" in part for part in (text, html))
