"""The edge's reading of saved payment methods, from books in memory."""

from choreography.memory.books import Books
from edge.reading.payment_methods import Saved
from handlers.views.payment_methods import PaymentMethodsView
from ops.memory.rows import all_of


class MemoryPaymentMethods:
    """`views` are the books of the service of that name."""

    def __init__(self, views: Books) -> None:
        self.views = views

    async def of(self, account_id: str) -> Saved:
        found = [one for one in all_of(self.views, PaymentMethodsView) if one.account_id == account_id]
        return Saved(found[0].methods, found[0].chosen) if found else Saved()
