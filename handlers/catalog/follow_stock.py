from collections.abc import Iterator

from contracts.catalog import EventBackOnSale, EventSoldOut
from contracts.inventory import StockBack, StockSoldOut
from handlers.catalog.own import FollowStock
from handlers.catalog.rows import Listing
from handlers.catalog.service import catalog


@catalog.step
def hear_of_stock(
    said: StockSoldOut | StockBack, listing: Listing
) -> Iterator[Listing | EventSoldOut | EventBackOnSale]:
    """What is older than the last word of the stock is no news; an event that is not sold now keeps it in mind."""
    if said.stock_seq <= listing.stock_seq:
        return
    heard = listing.but(gone=isinstance(said, StockSoldOut), stock_seq=said.stock_seq)
    yield from followed(heard) if differs(heard) else (heard,)


@catalog.step
def follow_stock(own: FollowStock, listing: Listing) -> Iterator[Listing | EventSoldOut | EventBackOnSale]:
    if differs(listing):
        yield from followed(listing)


def differs(listing: Listing) -> bool:
    return listing.state == ("on_sale" if listing.gone else "sold_out")


def followed(listing: Listing) -> Iterator[Listing | EventSoldOut | EventBackOnSale]:
    yield listing.to("sold_out" if listing.gone else "on_sale")
    yield (EventSoldOut if listing.gone else EventBackOnSale).of(listing, stock_seq=listing.stock_seq)
