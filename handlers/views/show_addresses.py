from collections.abc import Iterator

from choreography.envelope import Envelope
from contracts.users import AddressesChanged
from handlers.views.addresses import AddressBookView
from handlers.views.newer import newer
from handlers.views.service import views


@views.step
def show_addresses(
    said: AddressesChanged, view: AddressBookView | None, envelope: Envelope
) -> Iterator[AddressBookView]:
    view = view or AddressBookView(said.account_id)
    yield newer(view, "addresses_version", envelope.version, addresses=said.addresses, chosen=said.chosen)
