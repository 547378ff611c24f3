"""The edge's reading of postal addresses, from books in memory."""

from choreography.memory.books import Books
from edge.reading.addresses import Book
from handlers.views.addresses import AddressBookView
from ops.memory.rows import all_of


class MemoryAddresses:
    """`views` are the books of the service of that name."""

    def __init__(self, views: Books) -> None:
        self.views = views

    async def of(self, account_id: str) -> Book:
        found = [one for one in all_of(self.views, AddressBookView) if one.account_id == account_id]
        return Book(found[0].addresses, found[0].chosen) if found else Book()
