"""How far an event is sold."""

from contracts.base import Event, OfEvent


class StockOpened(OfEvent, Event):
    """The event can be sold: the first word of its sale."""

    capacity: int
    stock_seq: int


class StockSoldOut(OfEvent, Event):
    """The last place was taken: none of the event can be had any more."""

    stock_seq: int


class StockBack(OfEvent, Event):
    """The first place came back to an event of which none could be had."""

    stock_seq: int


class StockClosed(OfEvent, Event):
    """Nothing of the event will be held any more."""

    stock_seq: int
