from datetime import timedelta
from itertools import permutations

from choreography.testing import START, Bench
from contracts.base import Message
from contracts.identity import MailChanged, MailClaimed, UserRegistered
from contracts.sealed import Sealed
from handlers.views import views as service
from handlers.views.keys_and_people import AddressView, PersonView

LATER = START + timedelta(hours=1)
OLD, NEW = (Sealed(person_id="ann", key_version=1, nonce="n", ciphertext=text) for text in ("old", "new"))
REGISTERED = UserRegistered(account_id="ann", request="r1", mail=OLD, roles=("buyer",))
CHANGED = MailChanged(account_id="ann", request="m1", mail=NEW)
BACK = MailChanged(account_id="ann", request="m2")
CLAIMED = MailClaimed(account="a" * 32, request="m1", address="b" * 32, mail=NEW)


def shown(*told: tuple[Message, int]) -> PersonView | None:
    views = Bench(service)
    for said, hours in told:
        views.when(said, at=START + timedelta(hours=hours))
    return views.row(PersonView, "ann")


def test_the_new_mail_is_shown_in_any_order_of_arrival_until_it_is_taken_back() -> None:
    for told in permutations([(REGISTERED, 0), (CHANGED, 1), (CHANGED, 1)]):
        person = shown(*told)
        assert person and (person.mail, person.new_mail, person.verified) == (OLD, NEW, True)
    for told in permutations([(REGISTERED, 0), (CHANGED, 1), (BACK, 2)]):
        person = shown(*told)
        assert person and (person.mail, person.new_mail) == (OLD, None)


def test_an_address_leads_to_its_account_however_often_it_is_told(views: Bench) -> None:
    for _ in range(2):
        views.when(CLAIMED)
        views.when(CLAIMED.model_copy(update={"request": "m9"}))
    views.then_rows(AddressView("a" * 32, "b" * 32))
