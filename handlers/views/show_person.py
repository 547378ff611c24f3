from collections.abc import Iterator
from datetime import datetime

from choreography.envelope import Envelope
from contracts.identity import MailVerified, SecondFactorConfirmed, SecondFactorRemoved, UserRegistered
from contracts.users import ProfileUpdated
from handlers.views.keys_and_people import PersonView
from handlers.views.newer import newer
from handlers.views.service import views


@views.step
def show_registered(said: UserRegistered, view: PersonView | None, asked_at: datetime) -> Iterator[PersonView]:
    view = view or PersonView(said.account_id)
    yield view.but(mail=said.mail, registered_name=said.name, created=asked_at)


@views.step
def show_verified(said: MailVerified, view: PersonView | None) -> Iterator[PersonView]:
    yield (view or PersonView(said.account_id)).but(verified=True)


@views.step
def show_factor(
    said: SecondFactorConfirmed | SecondFactorRemoved, view: PersonView | None, asked_at: datetime
) -> Iterator[PersonView]:
    view = view or PersonView(said.account_id)
    if asked_at > view.factor_at:
        yield view.but(second_factor=isinstance(said, SecondFactorConfirmed), factor_at=asked_at)


@views.step
def show_profile(said: ProfileUpdated, view: PersonView | None, envelope: Envelope) -> Iterator[PersonView]:
    view = view or PersonView(said.account_id)
    yield newer(view, "profile_version", envelope.version, name=said.name, preferences=said.preferences)
