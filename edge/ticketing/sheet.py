"""Tickets as PDF, three on a sheet of A4."""

from functools import lru_cache
from textwrap import shorten
from typing import TYPE_CHECKING

from edge.ticketing.cards import Card
from edge.ticketing.latin import MARK, latin
from edge.ticketing.qr import runs

if TYPE_CHECKING:
    from fpdf import FPDF

ON_A_SHEET = 3
MARGIN, HIGH, WIDE = 15.0, 86.0, 180.0
"""Of a card, in millimetres, as all that follows."""
ALONG_AT_MOST = 150
"""Characters of what goes along; the page of the tickets has all of it."""
QR, LEFT = 58.0, 66.0
NOTE = f"{MARK} Written with the letters that this file has. The page of your tickets shows the name as it is."


@lru_cache(maxsize=100)
def sheet(cards: tuple[Card, ...]) -> bytes:
    """Takes some milliseconds a ticket, the first time."""
    from fpdf import FPDF  # noqa: PLC0415 it takes long to import, and most edges never need it

    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_lang("en")
    pdf.set_title(latin(f"Tickets for {cards[0].event}"))
    for nth, card in enumerate(cards):
        if nth % ON_A_SHEET == 0:
            pdf.add_page()
        draw(pdf, card, MARGIN + nth % ON_A_SHEET * (HIGH + 4))
    return bytes(pdf.output())


def draw(pdf: "FPDF", card: Card, top: float) -> None:
    pdf.rect(MARGIN, top, WIDE, HIGH)
    draw_qr(pdf, card.code, MARGIN + 4, top + 4)
    lines = [
        card.seat,
        card.holder,
        card.event,
        card.starts,
        card.place,
        shorten(f"With it: {card.along}", ALONG_AT_MOST) if card.along else "",
        f"Serial {card.serial}",
        f"Booking {card.booking_id}",
    ]
    shown = [latin(line) for line in lines if line]
    pdf.set_xy(MARGIN + LEFT, top + 6)
    for nth, line in enumerate(shown):
        pdf.set_font("helvetica", "B" if nth == 0 else "", 14 if nth == 0 else 11)
        pdf.multi_cell(WIDE - LEFT - 4, 6, line, align="L", max_line_height=6, new_x="LEFT", new_y="NEXT")
    pdf.set_font("helvetica", "", 8)
    pdf.set_xy(MARGIN + 4, top + HIGH - 16)
    pdf.multi_cell(WIDE - 8, 4, card.code, align="L", new_x="LEFT", new_y="NEXT")
    if any(MARK in line for line in shown):
        pdf.multi_cell(WIDE - 8, 4, NOTE, align="L")


def draw_qr(pdf: "FPDF", code: str, left: float, top: float) -> None:
    wide, dark = runs(code)
    unit = QR / wide
    for x, y, size in dark:
        pdf.rect(left + x * unit, top + y * unit, size * unit, unit, style="F")
