"""What people saved to pay with."""

from choreography.row import Row
from contracts.payments import SavedMethod


class Customer(
    Row,
    key=("account_id",),
    unique=("customer_id",),
    audited=("customer_id", "methods", "chosen", "removed", "erased"),
    secret=("customer_id",),
):
    """A person as the provider knows them, and the payment methods that it keeps for them."""

    account_id: str
    customer_id: str | None = None
    """The provider's; None until it has made one, and once it has deleted it."""
    methods: tuple[SavedMethod, ...] = ()
    chosen: str = ""
    """The one that is offered first; empty where there is none."""
    removed: tuple[str, ...] = ()
    """The last that were removed: what is told late brings none of them back."""
    erased: bool = False
    """Nothing is saved for the person any more."""

    def has(self, method_id: str) -> bool:
        return any(one.method_id == method_id for one in self.methods)
