"""What a client may send of seats."""

from typing import Annotated

from msgspec import Meta

from contracts.seating import NUMBER_AT_MOST, PROPERTIES_AT_MOST, SEATS_AT_MOST, SECTIONS_AT_MOST
from edge.bodies.words import Body, Coordinate, Document, Places, Seat, Short


class NewSection(Body):
    section: Short
    ticket_type: Short
    rows: Annotated[dict[str, Annotated[int, Meta(ge=1, le=500)]], Meta(min_length=1, max_length=500)]
    """By row, how many seats it has."""


class NewSeat(Body):
    number: Annotated[int, Meta(ge=1, le=NUMBER_AT_MOST)]
    x: Coordinate | None = None
    y: Coordinate | None = None
    properties: Annotated[
        list[Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{0,31}$")]], Meta(max_length=PROPERTIES_AT_MOST)
    ] = []  # fmt: skip


Seats = Annotated[int, Meta(ge=1, le=SEATS_AT_MOST)]
NewRow = Seats | Annotated[list[NewSeat], Meta(min_length=1, max_length=SEATS_AT_MOST)]
Rows = Annotated[
    dict[Annotated[str, Meta(pattern="^[A-Z]{1,3}$")], NewRow], Meta(min_length=1, max_length=SEATS_AT_MOST)
]  # fmt: skip


class PlannedSection(Body):
    section: Short
    ticket_type: Short
    rows: Rows
    """By row, how many seats it has, which are then numbered from 1; or each seat of it."""


class ChangedSection(Document):
    """All seats that the section is to have."""

    section: Short
    rows: Rows
    ticket_type: Short | None = None
    """What a section that is new is sold as."""


class NewPlan(Document):
    """All sections; those that the draft had before are in it no more."""

    sections: Annotated[list[PlannedSection], Meta(max_length=SECTIONS_AT_MOST)]


class PartOfBlock(Body):
    """Seats by name, or places of a general-admission type by their number."""

    seats: Annotated[list[Seat], Meta(min_length=1, max_length=SEATS_AT_MOST)] | None = None
    ticket_type: Short | None = None
    quantity: Places | None = None


class NewBlock(PartOfBlock, kw_only=True):
    reason: Annotated[str, Meta(min_length=1, max_length=200)]
    """For the organiser; no buyer is told."""
