from collections.abc import Iterator
from datetime import datetime

from contracts.identity import AccountBanned, LoggedOutElsewhere, PasswordChanged, SecondFactorLifted
from handlers.views.keys_and_people import PersonView
from handlers.views.service import views


@views.step
def show_signed_out(
    said: PasswordChanged | LoggedOutElsewhere | SecondFactorLifted | AccountBanned,
    view: PersonView | None,
    asked_at: datetime,
) -> Iterator[PersonView]:
    """Whoever was in may have been a thief, and what shows their device goes with the sessions."""
    view = view or PersonView(said.account_id)
    yield view.but(devices_from=max(view.devices_from, asked_at))
