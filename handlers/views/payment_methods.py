"""Rows of what people pay with."""

from choreography.row import Row
from contracts.payments import SavedMethod


class PaymentMethodsView(Row, key=("account_id",)):
    """The payment methods that a person saved, to be shown to themselves alone."""

    account_id: str
    methods: tuple[SavedMethod, ...] = ()
    chosen: str = ""
    methods_version: int = -1
    """The clock of both."""
