from collections.abc import Iterator
from datetime import datetime

from contracts.identity import MailChanged, MailClaimed
from handlers.views.keys_and_people import AddressView, PersonView
from handlers.views.service import views


@views.step
def show_mail(said: MailChanged, view: PersonView | None, asked_at: datetime) -> Iterator[PersonView]:
    """Whoever has gone over to an address has read the mail there."""
    view = view or PersonView(said.account_id)
    if asked_at > view.mail_at:
        view = view.but(new_mail=said.mail, mail_at=asked_at)
    yield view.but(verified=view.verified or said.mail is not None)


@views.step
def show_address(said: MailClaimed, view: AddressView | None) -> Iterator[AddressView]:
    yield view or AddressView(said.account, said.address)
