"""A booking's invoice and credit notes as PDF, each on a sheet of A4."""

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from contracts.money import money
from edge.ticketing.latin import MARK, latin
from edge.ticketing.sheet import MARGIN, NOTE, WIDE

if TYPE_CHECKING:
    from fpdf import FPDF

TITLES = {"invoice": "Invoice", "credit_note": "Credit note"}
NAMED = 60.0
"""Of the column of names, in millimetres."""


class Parts(msgspec.Struct):
    net: int
    tax: int
    fee: int
    total: int
    discount: int = 0


class Item(msgspec.Struct):
    """As the door shows it."""

    number: int
    kind: str
    credits: int
    charged_at: datetime
    name: str
    organiser_id: str
    seller: str
    tax_id: str
    currency: str
    breakdown: Parts


class Receipt(msgspec.Struct):
    booking_id: str
    items: list[Item]


@lru_cache(maxsize=100)
def receipt(shown: bytes) -> bytes:
    """From what the door shows of it, as JSON: the same sheet for the same words."""
    from fpdf import FPDF  # noqa: PLC0415 it takes long to import, and most edges never need it

    found = msgspec.json.decode(shown, type=Receipt)
    pdf = FPDF(format="A4")
    pdf.set_lang("en")
    pdf.set_title(latin(f"Receipt of booking {found.booking_id}"))
    pdf.set_creation_date(found.items[-1].charged_at)
    for item in found.items:
        pdf.add_page()
        draw(pdf, item, found.booking_id)
    return bytes(pdf.output())


def draw(pdf: "FPDF", item: Item, booking_id: str) -> None:
    pdf.set_xy(MARGIN, MARGIN)
    pdf.set_font("helvetica", "B", 16)
    pdf.cell(WIDE, 12, f"{TITLES[item.kind]} {item.number}", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("helvetica", "", 11)
    lines = [(name, latin(text)) for name, text in facts(item, booking_id) if text]
    for name, text in lines:
        pdf.set_x(MARGIN)
        pdf.cell(NAMED, 7, name)
        pdf.multi_cell(WIDE - NAMED, 7, text, align="L", new_x="LMARGIN", new_y="NEXT")
    if any(MARK in text for _, text in lines):
        pdf.set_font("helvetica", "", 8)
        pdf.set_x(MARGIN)
        pdf.multi_cell(WIDE, 4, NOTE, align="L")


def facts(item: Item, booking_id: str) -> list[tuple[str, str]]:
    """What stands on it; what has no text is left out."""
    parts, currency = item.breakdown, item.currency
    return [
        ("Seller", item.seller or item.organiser_id), ("Tax number", item.tax_id),
        ("Date", f"{item.charged_at:%Y-%m-%d}"), ("For", item.name), ("Booking", booking_id),
        ("Invoice credited", str(item.credits) if item.credits else ""),
        ("Discount", money(parts.discount, currency) if parts.discount else ""),
        ("Net", money(parts.net, currency)), ("Tax", money(parts.tax, currency)), ("Fee", money(parts.fee, currency)),
        ("Total", money(parts.total, currency)),
    ]  # fmt: skip
