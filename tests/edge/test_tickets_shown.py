"""Tickets on a page and on paper, whatever names they have."""

import json
import re
import xml.etree.ElementTree as ET
import zlib
from datetime import UTC, datetime
from typing import Any

import pytest
import segno

from choreography.sealing import to_text
from contracts.ticket_codes import code_of, payload_of, serial_of
from edge.ticketing.cards import Card, cards, stamped
from edge.ticketing.latin import latin
from edge.ticketing.page import page
from edge.ticketing.qr import made, runs
from edge.ticketing.sheet import sheet

CODES = [code_of(payload_of("e1", "e1-b1", f"stalls-A{n}", n, 1), bytes(64)) for n in range(1, 21)]
OLD = f"{to_text(b'e1|e1-b1|stalls-A1')}.{to_text(bytes(64))}"
EVENT = {"name": "Opera <b>", "place": "Town hall", "starts_at": "2026-06-05T17:30:00+00:00", "utc_offset": 120}


def shown(event: dict[str, Any] | None = EVENT, *tickets: tuple[str, str | None]) -> tuple[Card, ...]:
    given = [{"code": code, "seat": seat} for code, seat in tickets or [(CODES[0], "stalls-A1")]]
    booking = {"id": "e1-b1", "event_id": "e1", "ticket_type": "standing", "tickets": given}
    return cards(json.dumps(booking).encode(), json.dumps(event).encode() if event else None)


def text_of(pdf: bytes) -> str:
    """What is written in it."""
    parts = [zlib.decompress(part) for part in re.findall(rb"stream\n(.*?)\nendstream", pdf, re.S) if part[:1] == b"x"]
    return b" ".join(b"".join(re.findall(rb"\((.*?)\) Tj", part)) for part in parts).decode("latin-1")


def test_what_goes_along_is_on_the_first_ticket_alone() -> None:
    tickets = [{"code": code, "seat": None} for code in CODES[:2]]
    booking = {"id": "e1-b1", "event_id": "e1", "ticket_type": "standing", "tickets": tickets, "quantity": 2}
    found = cards(json.dumps(booking | {"add_ons": {"parking": 2, "meal": 1}}).encode(), None)
    assert [card.along for card in found] == ["2 × parking, 1 × meal", ""]  # noqa: RUF001 times, not x
    assert b"<dt>With it</dt>" in page(found, "") and "With it: 2" in text_of(sheet(found))


def test_a_ticket_tells_place_and_time_as_the_organiser_and_people_say_them() -> None:
    (card,) = shown()
    assert (card.seat, card.starts) == ("stalls, row A, seat 1", "Friday 5 June 2026, 19:30 (UTC+02:00)")
    assert (card.starts_at, card.serial) == ("2026-06-05T19:30:00+02:00", serial_of(CODES[0]))


def test_who_comes_stands_on_the_ticket_where_somebody_said_it() -> None:
    tickets = [{"code": code, "seat": None} for code in CODES[:2]]
    booking = {"id": "e1-b1", "event_id": "e1", "ticket_type": "standing", "tickets": tickets}
    found = cards(json.dumps(booking).encode(), None, ["Ann <b>", ""])
    assert [card.holder for card in found] == ["Ann <b>", ""]
    html = page(found, "k").decode()
    assert html.count("<dt>Name</dt>") == 1 and "Ann &lt;b&gt;" in html and "Ann <b>" in text_of(sheet(found))


def test_when_somebody_came_in_stands_on_the_page_in_the_organisers_time() -> None:
    found = shown(EVENT, (CODES[0], "stalls-A1"), (CODES[1], "stalls-A2"))
    used = stamped(found, json.dumps(EVENT).encode(), {"e1-b1.2": datetime(2026, 6, 5, 17, 20, tzinfo=UTC)})
    html = page(used, "k").decode()
    assert [card.used for card in used] == ["", "Friday 5 June 2026, 19:20 (UTC+02:00)"]
    assert html.count("<dt>Used</dt>") == html.count("Somebody came in") == html.count("Show this code") == 1


def test_places_to_stand_are_counted_and_an_unknown_event_is_named_by_its_id() -> None:
    found = shown(None, (CODES[0], None), (CODES[1], None))
    assert [card.seat for card in found] == ["standing, 1 of 2", "standing, 2 of 2"]
    assert (found[0].event, found[0].starts, found[0].place) == ("e1", "", "")


def test_the_page_is_well_formed_has_a_card_and_a_named_code_for_each_ticket() -> None:
    tickets = [(code, f"stalls-A{n}") for n, code in enumerate(CODES, 1)]
    html = page(shown(EVENT, *tickets), "e1-b1.1.k", passes=True).decode()
    tree = ET.fromstring(re.sub(r"<((?:meta|input) [^>]*)>", r"<\1/>", html.removeprefix("<!doctype html>")))  # noqa: S314
    articles = tree.findall(".//article")
    assert len(articles) == 20 and "Opera &lt;b&gt;" in html
    for article in articles:
        heading, image = article.find("h2"), article.find(".//div[@role='img']")
        assert heading is not None and image is not None and image.find("svg") is not None
        assert article.get("aria-labelledby") == heading.get("id") and str(heading.text) in str(image.get("aria-label"))


@pytest.mark.parametrize("code", [CODES[0], OLD])
def test_what_is_drawn_on_paper_is_the_code(code: str) -> None:
    wide, dark = runs(code)
    drawn = {(x + step, y) for x, y, size in dark for step in range(size)}
    again = segno.make(code, error="m", micro=False, boost_error=False).matrix_iter(border=4)
    assert drawn == {(x, y) for y, row in enumerate(again) for x, one in enumerate(row) if one}
    assert made(code).error == "M" and wide == made(code).symbol_size(border=4)[0]


def test_twenty_tickets_are_seven_sheets_with_all_that_stands_on_them() -> None:
    pdf = sheet(shown(EVENT, *[(code, f"stalls-A{n}") for n, code in enumerate(CODES, 1)]))
    assert pdf.startswith(b"%PDF-") and len(re.findall(rb"/Type /Page\n", pdf)) == 7
    assert "stalls, row A, seat 20" in text_of(pdf) and "19:30" in text_of(pdf) and CODES[0][:40] in text_of(pdf)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Søren's Café", "Søren's Café"), ("Łódź", "Lódz *"), ("Dvořák \u2013 Rusalka", "Dvorák - Rusalka *"),
        ("Рок", "??? *"), ("歌\x00🎭", "??? *"), ("a\nb", "a b"), ("Tosca \u2013 live", "Tosca - live"),
        ("x" * 500, "x" * 87 + "..."), ("", ""),
    ],
)  # fmt: skip
def test_a_name_that_paper_cannot_show_is_marked(name: str, written: str) -> None:
    assert latin(name) == written
    assert sheet(shown(EVENT | {"name": name, "place": name}, (CODES[0], f"{name}-A1"))).startswith(b"%PDF-")


def test_paper_says_where_a_marked_name_is_whole() -> None:
    assert "The page of your tickets" in text_of(sheet(shown(EVENT | {"name": "Łódź"})))
    assert "The page of your tickets" not in text_of(sheet(shown()))
