from collections.abc import Iterator
from datetime import datetime

from contracts.identity import ProviderLinked, ProviderUnlinked
from handlers.views.keys_and_people import ProviderView
from handlers.views.service import views


@views.step
def show_linked(said: ProviderLinked, view: ProviderView | None, asked_at: datetime) -> Iterator[ProviderView]:
    view = view or ProviderView(said.account_id, said.provider)
    yield view.but(linked=max(view.linked, asked_at))


@views.step
def show_unlinked(said: ProviderUnlinked, view: ProviderView | None, asked_at: datetime) -> Iterator[ProviderView]:
    view = view or ProviderView(said.account_id, said.provider)
    yield view.but(unlinked=max(view.unlinked, asked_at))
